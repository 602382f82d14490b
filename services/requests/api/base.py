"""Find whose request an address is about, and walk through the door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api.problems import Problem
from foundation.api.reading import idempotency_key, whole
from foundation.api.views import PrivateView
from services.definition.document import Document
from services.definition.fields import FieldBase
from services.requests import engine, policies
from services.requests.actor import Actor
from services.requests.api import bodies, refusals
from services.requests.models import ServiceRequest

KEY: Final = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 8, "maxLength": 80, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    required=True,
    description="New for each new intention; the same again answers what the first one did.",
)
REPLAYED: Final = "Idempotency-Replayed"


def pressed(sent: Mapping[str, Any]) -> tuple[dict[str, Any], int | None]:
    """Return what an action brings along, and the version that was looked at."""
    data = sent.get("data", {})
    if not isinstance(data, dict):
        said = _("Kirim data sebagai objek.")
        raise Problem(422, said, errors=[{"path": "data", "code": "wrong_shape", "detail": said}])
    return data, whole(sent, "seq")


class DoorView(PrivateView):
    """Let the engine refuse, and say so in problems."""

    document: Document | None = None
    form: Sequence[FieldBase] = ()

    def handle_exception(self, exc: Exception) -> Response:
        """Turn a refusal of the engine into a problem."""
        known = refusals.of_engine(exc, self.document, self.form) if isinstance(exc, engine.EngineError) else exc
        return super().handle_exception(known)


class OwnView(DoorView):
    """Serve the owner of a request; everybody else's request is as unknown as none at all."""

    def actor(self, request: Request) -> Actor:
        """Return the person in the applicant's role."""
        return Actor.of(request.user)

    def own(self, request: Request, pk: UUID) -> ServiceRequest:
        """Return the person's own request, or raise 404."""
        rows = policies.visible_to(self.actor(request)).select_related("service", "version", "agency", "applicant")
        found = rows.filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def press(
        self, request: Request, own: ServiceRequest, action: str, data: Mapping[str, Any], seq: int | None = None
    ) -> engine.Outcome:
        """Take one action, once for the key of this very request; `seq` may also stand in the data."""
        return engine.perform(
            own.pk,
            action,
            self.actor(request),
            data=data,
            key=idempotency_key(request),
            expected_seq=data.get("seq") if seq is None else seq,
        )

    def shown(self, request: Request, outcome: engine.Outcome, status: int = 200) -> Response:
        """Return the request as it is after an action, and whether the press was a repeat."""
        response = Response(bodies.full(self.own(request, outcome.request.pk), self.actor(request)), status)
        response[REPLAYED] = "true" if outcome.replayed else "false"
        return response
