"""Tell a program for whom its person may ask."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from citizens import mandates
from citizens.models import Mandate, Party
from foundation.api.problems import Problem
from services.requests.actor import Actor
from services.requests.api import shapes
from services.requests.api.base import OwnView


class Mandates(OwnView):
    """List the people that this account may ask for."""

    @extend_schema(operation_id="mandates", tags=["my requests"], responses=shapes.MandateList)
    def get(self, request: Request) -> Response:
        """Return children and those who gave a mandate, as long as it holds; name one of them when opening a draft."""
        return Response({"items": [_shape(each) for each in mandates.held_by(self.actor(request).party)]})


def applicant_of(actor: Actor, mandate: str) -> Party | None:
    """Return who asks: the account itself, or whom it holds this mandate of; raises Problem."""
    if not mandate:
        return actor.party
    found = next((each for each in mandates.held_by(actor.party) if str(each.pk) == mandate), None)
    if found is None:
        raise Problem(422, _("Kuasa ini tidak ada atau sudah berakhir."))
    return found.principal


def _shape(mandate: Mandate) -> dict[str, Any]:
    pk: UUID = mandate.pk
    return {"id": str(pk), "name": mandate.principal.name, "relation": mandate.relation, "until": mandate.valid_to}
