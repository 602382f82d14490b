"""Ask for an issued document anew."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api.problems import Problem
from foundation.api.reading import given, idempotency_key
from services.outputs import policies
from services.outputs.life import renewing
from services.requests.api import bodies, shapes
from services.requests.api.base import KEY, OwnView
from services.requests.models import Channel


class Renewal(OwnView):
    """Renew an issued document."""

    @extend_schema(
        operation_id="renew_document",
        tags=["my requests"],
        parameters=[KEY],
        request=shapes.NewRenewal,
        responses={201: shapes.RequestFull},
    )
    def post(self, request: Request, pk: UUID, output: UUID) -> Response:
        """Open a draft of the same service with the last answers that its present version still takes.

        It is a request of its own: look at every answer, attach the papers anew, and send it like any other.
        """
        own, actor = self.own(request, pk), self.actor(request)
        given(request)
        found = policies.for_applicant(actor, own.pk, output)
        if found is None or not renewing.is_renewable(found):
            raise Http404
        version = renewing.version_of(own)
        if version is None:
            raise Problem(409, _("Layanan ini sedang tidak menerima permohonan, jadi belum dapat diperpanjang."))
        draft = renewing.begin(found, version, actor, idempotency_key(request), Channel.API)
        address = reverse("requests_api:request", args=[draft.pk])
        return Response(bodies.full(self.own(request, draft.pk), actor), 201, headers={"Location": address})
