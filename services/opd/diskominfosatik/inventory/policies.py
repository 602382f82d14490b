"""Say who sees which applications in the panel: an OPD its own and those its services stand on."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from agencies import policies
from services.opd.diskominfosatik.inventory.models import Application


def enters(user: Any) -> bool:
    """Say whether an account keeps the records of an OPD, or of all."""
    return policies.managed_agencies(user) != frozenset()


def applications_of(user: Any) -> QuerySet[Application]:
    """Return the applications an account may look at."""
    scope, rows = policies.managed_agencies(user), Application.objects.all()
    if scope is None:
        return rows
    used = Application.services.through.objects.filter(service__agency__in=scope).values("application")
    return rows.filter(Q(agency__in=scope) | Q(agency__isnull=True, pk__in=used))
