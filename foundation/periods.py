"""Name years, quarters and months, and say when they begin, end and run."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_QUARTER: Final = re.compile(r"(20\d\d)-T([1-4])", re.ASCII)
_YEAR: Final = re.compile(r"20\d\d", re.ASCII)
_MONTH: Final = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
ONE_DAY: Final = dt.timedelta(days=1)
LENGTH: Final = 3  # months of a quarter
YEAR: Final = 12


@dataclass(frozen=True, order=True)
class Period:
    """Hold one year, quarter or month by its first day and its length in months."""

    first: dt.date
    months: int

    @cached_property
    def code(self) -> str:
        """Return 2026, 2026-T4 or 2026-11."""
        if self.months == YEAR:
            return f"{self.first:%Y}"
        if self.months == 1:
            return f"{self.first:%Y-%m}"
        return f"{self.first.year}-T{(self.first.month + 2) // LENGTH}"

    @property
    def last(self) -> dt.date:
        """Return the last day."""
        return _after(self.first, self.months) - ONE_DAY

    def until(self, today: dt.date) -> dt.date:
        """Return the last day that figures of this period go up to."""
        return min(self.last, today)

    def runs(self, today: dt.date) -> bool:
        """Say whether the period is the present one."""
        return self.first <= today <= self.last

    def parts(self) -> tuple[Period, ...]:
        """Return the months of the period."""
        return tuple(Period(_after(self.first, n), 1) for n in range(self.months))

    def before(self) -> Period:
        """Return the period of the same length before this one."""
        return Period(_after(self.first, -self.months), self.months)

    def after(self) -> Period:
        """Return the period of the same length after this one."""
        return Period(_after(self.first, self.months), self.months)


def month_of(day: dt.date) -> Period:
    """Return the month a day lies in."""
    return Period(day.replace(day=1), 1)


def quarter_of(day: dt.date) -> Period:
    """Return the quarter a day lies in."""
    return Period(dt.date(day.year, day.month - (day.month - 1) % LENGTH, 1), LENGTH)


def year_of(day: dt.date) -> Period:
    """Return the year a day lies in."""
    return Period(dt.date(day.year, 1, 1), YEAR)


def year(code: str) -> Period | None:
    """Return the year of a code such as 2026, None for what is none."""
    return Period(dt.date(int(code), 1, 1), YEAR) if _YEAR.fullmatch(code) else None


def quarters(first: dt.date, last: dt.date) -> set[Period]:
    """Return the quarters from one day to another, none when they run backwards."""
    found, period = set(), quarter_of(first)
    while period.first <= last:
        found.add(period)
        period = period.after()
    return found


def named(code: str) -> Period | None:
    """Return the quarter or month of a code, None for what is none."""
    if match := _QUARTER.fullmatch(code):
        return Period(dt.date(int(match[1]), int(match[2]) * LENGTH - 2, 1), LENGTH)
    if match := _MONTH.fullmatch(code):
        return Period(dt.date(int(match[1]), int(match[2]), 1), 1)
    return None


def _after(first: dt.date, months: int) -> dt.date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)
