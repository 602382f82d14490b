"""Read what was published: the periods there are, an entity's rows, the rows of its parts, plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet

from foundation import clock
from foundation.periods import Period, named, year, year_of
from services.satisfaction.models import FollowUp, Kind, PlanStatus, PublishedIndex

OFFERED: Final = 8


def period_of(code: str) -> Period | None:
    """Return the year or quarter of a code, None for what is neither."""
    found = year(code) or named(code)
    return found if found is not None and found.months > 1 else None


def periods() -> list[Period]:
    """Return every period that was published, newest year first and its quarters behind it (one query)."""
    rows = PublishedIndex.objects.filter(kind=Kind.COUNTY).values_list("period", flat=True)
    found = {period for code in rows if (period := period_of(code)) is not None}
    return sorted(found, key=lambda each: (-each.first.year, -each.months, -each.first.month))


def chosen(asked: str, offered: Sequence[Period]) -> Period:
    """Return the period of an address, the present year where it names none that is offered."""
    period = period_of(asked)
    return period if period is not None and period in offered else year_of(clock.today())


def rows_of(kind: str, **names: str | None) -> list[PublishedIndex]:
    """Return all rows of an entity, the oldest period first (one query)."""
    return list(PublishedIndex.objects.filter(kind=kind, **names).order_by("first_day", "key"))


def parts(period: Period, kind: str, **names: str) -> QuerySet[PublishedIndex]:
    """Return the rows of a period and kind with what they are called."""
    rows = PublishedIndex.objects.filter(period=period.code, kind=kind, **names)
    return rows.select_related("service", "agency").order_by("key")


def newest(kind: str, **names: str) -> PublishedIndex | None:
    """Return the row of the newest year whose index is shown, None while there is none."""
    rows = PublishedIndex.objects.filter(kind=kind, index__isnull=False, **names).exclude(period__contains="-")
    return rows.order_by("-period").first()


def plans(**names: str) -> QuerySet[FollowUp]:
    """Return the published plans, what is due last first."""
    rows = FollowUp.objects.filter(status=PlanStatus.PUBLISHED, **names)
    return rows.select_related("agency", "service").order_by("-due_on", "-id")
