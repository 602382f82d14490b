"""Say who steers the roadmap, and whose initiatives and obligations an OPD sees and reports on."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from agencies import policies
from services.opd.diskominfosatik.roadmap.models import Fulfilment, Initiative


def enters(user: Any) -> bool:
    """Say whether an account keeps the records of an OPD, or of all."""
    return policies.managed_agencies(user) != frozenset()


def steers(user: Any) -> bool:
    """Say whether an account writes plans and publishes them."""
    return policies.is_platform_admin(user)


def initiatives_of(user: Any) -> QuerySet[Initiative]:
    """Return the initiatives of the agencies whose records an account keeps."""
    scope = policies.managed_agencies(user)
    rows = Initiative.objects.all()
    return rows if scope is None else rows.filter(agency__in=scope)


def fulfilments_of(user: Any) -> QuerySet[Fulfilment]:
    """Return how the agencies stand whose records an account keeps."""
    scope = policies.managed_agencies(user)
    rows = Fulfilment.objects.all()
    return rows if scope is None else rows.filter(agency__in=scope)
