"""Read the last ninety days as they were measured; a day nobody measured stays one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q

from foundation import clock
from foundation.uptime.models import PARTS, Day, Sample

DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class Measured:
    """Hold one day; `measured` is 0 where nobody measured."""

    day: dt.date
    measured: int = 0
    up: int = 0

    @property
    def down(self) -> int:
        """Return the measured minutes in which the portal did not answer."""
        return self.measured - self.up


@dataclass(frozen=True, slots=True)
class Record:
    """Hold ninety days, the oldest first."""

    days: tuple[Measured, ...]

    @property
    def measured(self) -> int:
        """Return how many minutes were measured."""
        return sum(each.measured for each in self.days)

    @property
    def up(self) -> int:
        """Return in how many of them the portal answered."""
        return sum(each.up for each in self.days)

    @property
    def unmeasured(self) -> int:
        """Return on how many days nobody measured."""
        return sum(not each.measured for each in self.days)


def last_days() -> Record:
    """Return the last ninety days, today as far as it went (two queries)."""
    today = clock.today()
    first = today - dt.timedelta(days=DAYS - 1)
    rows = {row.day: row for row in Day.objects.filter(day__gte=first, day__lt=today)}
    days = [
        Measured(day, row.measured, row.up) if (row := rows.get(day)) else Measured(day)
        for day in (first + dt.timedelta(days=ahead) for ahead in range(DAYS - 1))
    ]
    start = dt.datetime.combine(today, dt.time(), tzinfo=clock.local(clock.now()).tzinfo)
    now = tally(start, start + dt.timedelta(days=1))
    return Record((*days, Measured(today, now["measured"], now["up"])))


def tally(first: dt.datetime, last: dt.datetime) -> dict[str, int]:
    """Count the minutes from `first` up to `last`: how many were measured, and in how many each part worked."""
    rows = Sample.objects.filter(minute__gte=first, minute__lt=last)
    counts: dict[str, Any] = {part: Count("minute", filter=Q(**{part: True})) for part in PARTS}
    return rows.aggregate(measured=Count("minute"), up=Count("minute", filter=Q(site=True, database=True)), **counts)
