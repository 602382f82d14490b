"""Add the answers of a year and its quarters up for everybody an index is published for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from django.db.models import Count, Sum

from foundation.periods import LENGTH, Period, quarter_of
from services.satisfaction.instrument import skm
from services.satisfaction.models import COLUMNS, PREFIX, Channel, Kind, Response

COUNTS: Final = ("count", "portal", "counter", "marks")

Groups = Callable[[Period], Iterable[dict[str, Any]]]


class Entity(NamedTuple):
    """Name whom an index is worked out for; a service of "" is what people called another service."""

    kind: str
    agency: str = ""
    service: str = ""


COUNTY: Final = Entity(Kind.COUNTY)


@dataclass
class Tally:
    """Hold how many answered, the sum of each element, and the sum of the quick marks."""

    counts: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)
    mark_sum: int = 0

    def add(self, row: dict[str, Any]) -> None:
        """Add one group of answers."""
        channel = "portal" if row["channel"] == Channel.PORTAL else "counter"
        self.counts["count"] += row["scored"]
        self.counts[channel] += row["scored"]
        self.counts["marks"] += row["marked"]
        self.mark_sum += row["mark_total"] or 0
        for code in skm().codes:
            self.sums[code] += row[f"sum_{code}"] or 0


class Book:
    """Hold the tallies of one year and its quarters by period and entity."""

    def __init__(self, year: Period, groups: Groups | None = None) -> None:
        """Add up the answers as `groups` gives them by quarter (one query each)."""
        self.year = year
        self.quarters = [quarter_of(part.first) for part in year.parts()[::LENGTH]]
        self.tallies: dict[tuple[str, Entity], Tally] = {}
        for quarter in self.quarters:
            for row in (groups or grouped)(quarter):
                for entity in _entities(row["agency"], row["service"] or ""):
                    self._tally(year, entity).add(row)
                    self._tally(quarter, entity).add(row)

    @property
    def periods(self) -> list[Period]:
        """Return the year and its quarters."""
        return [self.year, *self.quarters]

    def entities(self) -> list[Entity]:
        """Return everybody of whom something was answered in the year, and the county."""
        return sorted({entity for _code, entity in self.tallies} | {COUNTY})

    def of(self, period: Period, entity: Entity) -> Tally:
        """Return the tally of an entity in a period, an empty one where nothing was answered."""
        return self.tallies.get((period.code, entity)) or Tally()

    def _tally(self, period: Period, entity: Entity) -> Tally:
        return self.tallies.setdefault((period.code, entity), Tally())


def _entities(agency: str, service: str) -> Iterator[Entity]:
    yield COUNTY
    yield Entity(Kind.AGENCY, agency)
    yield Entity(Kind.SERVICE, "", service)
    yield Entity(Kind.PAIR, agency, service)


def grouped(period: Period) -> Iterator[dict[str, Any]]:
    """Yield the answers of a period by office, service and channel."""
    sums = {f"sum_{code}": Sum(f"{PREFIX}{code}") for code in skm().codes}
    rows = Response.objects.filter(answered_on__gte=period.first, answered_on__lte=period.last)
    groups = rows.order_by().values("agency", "service", "channel")
    found = groups.annotate(scored=Count(COLUMNS[0]), marked=Count("mark"), mark_total=Sum("mark"), **sums)
    for row in found:
        yield dict(row)
