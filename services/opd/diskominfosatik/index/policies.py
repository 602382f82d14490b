"""Say who assesses: Diskominfosatik everything, an OPD the indicators that were given to it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from agencies import policies
from services.opd.diskominfosatik.index.models import Entry


def enters(user: Any) -> bool:
    """Say whether an account keeps the records of an OPD, or of all."""
    return policies.managed_agencies(user) != frozenset()


def steers(user: Any) -> bool:
    """Say whether an account opens years, gives indicators to offices, reviews and publishes."""
    return policies.is_platform_admin(user)


def entries_of(user: Any) -> QuerySet[Entry]:
    """Return the entries an account works on."""
    scope = policies.managed_agencies(user)
    rows = Entry.objects.select_related("assessment__scheme", "indicator__aspect", "agency")
    return rows if scope is None else rows.filter(agency__in=scope)
