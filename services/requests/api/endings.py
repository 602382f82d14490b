"""Go on after an end: object to the decision in force, or have the request opened again."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api.reading import given, idempotency_key
from services.catalogue import documents
from services.requests import engine
from services.requests.api import bodies, shapes
from services.requests.api.base import KEY, OwnView, pressed
from services.requests.models import Channel


class Objection(OwnView):
    """Object to a decision."""

    @extend_schema(
        operation_id="open_objection",
        tags=["my requests"],
        parameters=[KEY],
        request=shapes.NewObjection,
        responses={201: shapes.RequestFull},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Open the draft of an objection to the decision in force, or hand out the one that is open already.

        It is a request of its own: answer it and send it like any other. `objection` of the request says whether, until
        when and why not.
        """
        own, actor = self.own(request, pk), self.actor(request)
        given(request)
        draft = engine.open_objection(own.pk, actor, idempotency_key(request), Channel.API)
        address = reverse("requests_api:request", args=[draft.pk])
        return Response(bodies.full(self.own(request, draft.pk), actor), 201, headers={"Location": address})


class Act(OwnView):
    """Take one action that the document leaves to the applicant."""

    @extend_schema(
        operation_id="act_on_own",
        tags=["my requests"],
        parameters=[KEY],
        request=shapes.OwnPress,
        responses=shapes.RequestFull,
    )
    def post(self, request: Request, pk: UUID, action: str) -> Response:
        """Take one of `actions`, which have the request opened again after its end."""
        own = self.own(request, pk)
        if not engine.can_reopen(own, action):
            raise Http404
        offer = next((each for each in engine.reopenings(own, self.actor(request)) if each.key == action), None)
        if offer is not None:
            self.document, self.form = documents.load(own.version), offer.action.form
        data, seq = pressed(given(request, "data", "seq"))
        return self.shown(request, self.press(request, own, action, data, seq))
