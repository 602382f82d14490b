"""Add the cells of a quarter up for everybody figures are published for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from django.db.models import Count, Q

from agencies.models import Agency
from foundation import clock
from foundation.periods import Period
from services.performance import counting
from services.performance.models import Case, Cell, EntityKind

FIGURES: Final = (
    "received",
    "reopened",
    "approved",
    "rejected",
    "closed",
    "on_time",
    "without_deadline",
    "withdrawn",
    "late_withdrawn",
    "returned",
    "silence",
    "objections",
    "granted",
    "overdue_open",
)
DECISIONS: Final = ("approved", "rejected", "closed")


class Entity(NamedTuple):
    """Name whom figures are added up for."""

    kind: str
    service: str = ""
    agency: str = ""
    district: str = ""


COUNTY: Final = Entity(EntityKind.COUNTY)


@dataclass
class Sums:
    """Hold the sums of one entity in one period."""

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    work: Counter[int] = field(default_factory=Counter)
    wait: Counter[int] = field(default_factory=Counter)

    @property
    def decided(self) -> int:
        """Return how many decisions there were."""
        return sum(self.counts[outcome] for outcome in DECISIONS)

    @property
    def dated(self) -> int:
        """Return how many ended that had a deadline they could miss."""
        return self.decided - self.counts["without_deadline"] + self.counts["late_withdrawn"]

    @property
    def measured(self) -> int:
        """Return what the rate is measured by: what is still open past its deadline counts as late."""
        return self.dated + self.counts["overdue_open"]

    def add(self, figure: str, value: str, number: int) -> None:
        """Add one cell."""
        if figure == counting.DAYS:
            self.work[int(value)] += number
        elif figure == counting.WAIT:
            self.wait[int(value)] += number
        elif figure == counting.REASON:
            self.reasons[value] += number
        else:
            self.counts[figure] += number


class Book:
    """Hold the sums of a quarter and its months; what nobody counted in is empty."""

    def __init__(self, quarter: Period) -> None:
        """Read the quarter (one query for the sums, one for each period's overdue, one for offices of a kecamatan)."""
        self.quarter = quarter
        self.offices: dict[str, str] = dict(Agency.objects.filter(kind="kecamatan").values_list("region", "slug"))
        self.today = clock.today()
        self.periods = [p for p in (quarter, *quarter.parts()) if p.first <= self.today]
        self._sums: dict[tuple[Period, Entity], Sums] = {}
        self._read_cells()
        for period in self.periods:
            self._read_overdue(period)

    def of(self, period: Period, entity: Entity) -> Sums:
        """Return the sums of an entity in a period."""
        return self._sums.get((period, entity)) or Sums()

    def entities(self) -> list[Entity]:
        """Return everybody who has a sum in the quarter, the county always among them."""
        return sorted({COUNTY, *(entity for _period, entity in self._sums)})

    def _read_cells(self) -> None:
        months = {period.first: period for period in self.quarter.parts()}
        rows = Cell.objects.filter(month__in=months).values_list(
            "service", "agency", "district", "month", "figure", "value", "number"
        )
        for service, agency, district, month, figure, value, number in rows.iterator():
            for entity in entities_of(service, agency, district):
                for period in (self.quarter, months[month]):
                    self._at(period, entity).add(figure, value, number)

    def _read_overdue(self, period: Period) -> None:
        last = period.until(self.today)
        late = Case.objects.filter(overdue_on__lte=last).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=last))
        if last == self.today:  # what falls due later today is not overdue yet
            late = late.exclude(overdue_on=last, due_at__gte=clock.now())
        rows = late.order_by().values_list("service", "agency", "district").annotate(n=Count("pk"))
        for service, agency, district, number in rows:
            for entity in entities_of(service, agency, district):
                self._at(period, entity).counts["overdue_open"] += number

    def _at(self, period: Period, entity: Entity) -> Sums:
        return self._sums.setdefault((period, entity), Sums())


def nearest_rank(values: Counter[int], percent: int) -> int | None:
    """Return the value at place ceil(n * percent / 100) in rising order, None without values."""
    total = sum(values.values())
    place = -(-total * percent // 100)
    for value, number in sorted(values.items()):
        place -= number
        if place <= 0:
            return value
    return None


def first_month() -> dt.date | None:
    """Return the first month in which anything was counted."""
    return Cell.objects.order_by("month").values_list("month", flat=True).first()


def entities_of(service: str, agency: str, district: str) -> Iterator[Entity]:
    """Yield everybody who adds up what is counted at a place."""
    yield COUNTY
    yield Entity(EntityKind.AGENCY, agency=agency)
    yield Entity(EntityKind.SERVICE, service=service)
    yield Entity(EntityKind.PAIR, service=service, agency=agency)
    yield Entity(EntityKind.DISTRICT, district=district)
