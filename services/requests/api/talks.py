"""Tell the story of a request, and talk with the office."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from foundation import clock
from foundation.api import pages
from foundation.api.reading import given, text
from services.requests.api import bodies, shapes
from services.requests.api.base import KEY, REPLAYED, OwnView
from services.requests.models import Message
from services.requests.presenters.timeline import timeline


class Events(OwnView):
    """Tell what happened."""

    @extend_schema(operation_id="events", tags=["my requests"], responses=shapes.EventPage)
    def get(self, request: Request, pk: UUID) -> Response:
        """Return the story, newest first; what lies ahead stands before it. It is never cut into pages."""
        story = [bodies.event(entry) for entry in timeline(self.own(request, pk))]
        return Response({"items": story, "next": "", "previous": ""})


class Messages(OwnView):
    """Read and write the conversation."""

    @extend_schema(
        operation_id="messages", tags=["my requests"], parameters=pages.PARAMETERS, responses=shapes.MessagePage
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """Return the messages, oldest first; what officers wrote counts as read from now on."""
        said = Message.objects.filter(request=self.own(request, pk))
        page = pages.cut(said, ("at", "id"), request)
        unread = [each.pk for each in page.items if each.from_staff and each.read_at is None]
        if unread:
            Message.objects.filter(pk__in=unread).update(read_at=clock.now())
        return Response(pages.listed(page, bodies.message))

    @extend_schema(
        operation_id="write_message",
        tags=["my requests"],
        parameters=[KEY],
        request=shapes.NewMessage,
        responses={201: shapes.MessageShape},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Write to the office."""
        own, data = self.own(request, pk), given(request, "text")
        text(data, "text", required=True)
        outcome = self.press(request, own, "pesan", data)
        mine = Message.objects.filter(request=own, author=self.actor(request).user, from_staff=False)
        said = mine.filter(body=data["text"].strip()).order_by("-at", "-id")[0]
        return Response(bodies.message(said), 201, headers={REPLAYED: "true" if outcome.replayed else "false"})
