"""Read what was published: the periods there are, an entity's rows, the rows of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import QuerySet

from foundation import clock
from foundation.periods import Period, month_of, named, quarter_of
from services.performance.models import EntityKind, Improvement, ImprovementStatus, PublishedRow

TREND: Final = 6  # months
OFFERED: Final = 6  # quarters to choose from


def periods() -> list[Period]:
    """Return every period that was published, the newest first, of equal ones the quarter first (one query)."""
    rows = PublishedRow.objects.filter(kind=EntityKind.COUNTY).values_list("period", flat=True)
    found = {period for code in rows if (period := named(code)) is not None}
    return sorted(found, key=lambda period: (period.first, period.months), reverse=True)


def chosen(asked: str, offered: Sequence[Period]) -> Period:
    """Return the period of an address, the present quarter where it names none that is offered."""
    period = named(asked)
    return period if period in offered and period is not None else quarter_of(clock.today())


def choices(offered: Sequence[Period], period: Period) -> list[Period]:
    """Return what a page offers: the newest quarters, and the months of the one that was chosen."""
    quarters = [each for each in offered if each.months > 1][:OFFERED]
    of_quarter = quarter_of(period.first)
    if of_quarter not in quarters:
        quarters.append(of_quarter)
    return [*quarters, *(each for each in offered if each.months == 1 and quarter_of(each.first) == of_quarter)]


def rows_of(period: Period, kind: str, **names: str) -> list[PublishedRow]:
    """Return an entity's row of a period, and those of the months up to it (one query)."""
    months, month = [], month_of(period.last)
    for _each in range(TREND):
        months.append(month.code)
        month = month.before()
    rows = PublishedRow.objects.filter(kind=kind, period__in=[period.code, *months], **names)
    return list(rows.order_by("first_day", "key"))


def parts(period: Period, kind: str, **names: str) -> QuerySet[PublishedRow]:
    """Return the rows of a period and kind with what they are called."""
    rows = PublishedRow.objects.filter(period=period.code, kind=kind, **names)
    return rows.select_related("service", "agency").order_by("key")


def hidden_quarters() -> QuerySet[PublishedRow, Any]:
    """Return the first days of the quarters of which even the county's rate is not shown."""
    rows = PublishedRow.objects.filter(kind=EntityKind.COUNTY, period__contains="-T", counts__measured=None)
    return rows.values("first_day")


def improvements() -> QuerySet[Improvement]:
    """Return what was changed because of what people said, the newest first."""
    rows = Improvement.objects.filter(status=ImprovementStatus.PUBLISHED)
    return rows.select_related("agency", "service").order_by("-changed_on", "-id")
