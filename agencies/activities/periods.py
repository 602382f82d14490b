"""Name the days a page of activities shows: seven from a day on, or a month as a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from foundation import clock, formats

WEEK: Final = dt.timedelta(days=7)
DAY: Final = dt.timedelta(days=1)
YEARS: Final = range(2020, 2101)  # what the calendar leads to; beyond it there is nothing to find


@dataclass(frozen=True)
class Period:
    """Hold first and last day, how they are called, and the words of the address that lead there and beside."""

    first: dt.date
    last: dt.date
    title: str
    is_month: bool
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one day of the month's table; an empty one fills up a week."""

    day: dt.date | None
    count: int
    url: str
    today: bool


def week(first: dt.date) -> Period:
    """Return seven days from `first` on."""
    last = first + WEEK - DAY
    title = _("7 hari mulai hari ini") if first == clock.today() else _between(first, last)
    return Period(first, last, title, False, {"dari": f"{first - WEEK:%Y-%m-%d}"}, {"dari": f"{first + WEEK:%Y-%m-%d}"})


def month(first: dt.date) -> Period:
    """Return the month of a day."""
    first = first.replace(day=1)
    after = (first + dt.timedelta(days=31)).replace(day=1)
    title = f"{_(formats.MONTHS[first.month - 1])} {first.year}"
    before = {"bulan": f"{first - DAY:%Y-%m}"}
    return Period(first, after - DAY, title, True, before, {"bulan": f"{after:%Y-%m}"})


def read(given: Mapping[str, str]) -> tuple[Period, bool]:
    """Return the period an address asks for, and whether it could be read; else the next seven days."""
    asked_month, asked_day = given.get("bulan", ""), given.get("dari", "")
    day = parse(f"{asked_month}-01") if asked_month else parse(asked_day) if asked_day else clock.today()
    if day is None:
        return week(clock.today()), False
    return (month(day) if asked_month else week(day)), True


def parse(text: str) -> dt.date | None:
    """Read '2026-11-23'; None for anything else and for years the calendar does not lead to."""
    try:
        day = dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return day if day is not None and day.year in YEARS else None


def grid(period: Period, spans: Iterable[tuple[dt.date, dt.date, int]], more: Mapping[str, str]) -> list[list[Cell]]:
    """Return the weeks of a month, Monday first; `spans` are first day, last day and how many activities."""
    counts = dict.fromkeys(_days(period.first, period.last), 0)
    for first, last, number in spans:
        for day in _days(max(first, period.first), min(last, period.last)):
            counts[day] += number
    today = clock.today()
    cells: list[Cell] = [Cell(None, 0, "", False)] * period.first.weekday()
    for day, count in counts.items():
        url = "?" + urlencode({**more, "dari": f"{day:%Y-%m-%d}"})
        cells.append(Cell(day, count, url, day == today))
    cells += [Cell(None, 0, "", False)] * (-len(cells) % 7)
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


def weekdays() -> list[tuple[str, str]]:
    """Return the names of the weekdays, whole and short, Monday first."""
    return [(_(name), _(name)[:3]) for name in formats.DAYS]


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]


def _between(first: dt.date, last: dt.date) -> str:
    days = {"first": formats.long_date(first, weekday=False), "last": formats.long_date(last, weekday=False)}
    return _("%(first)s sampai %(last)s") % days
