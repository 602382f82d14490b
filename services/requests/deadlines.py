"""Turn stored clocks into deadlines on the calendar of the agency that serves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from agencies.calendars import working_week
from foundation import clock as wall
from services.definition.document import Duration
from services.definition.worktime import Calendar, Clock, Due, Pause
from services.requests.models import SlaClock

LAST_MOMENT = time(23, 59, 59)
# What follows a deadline happens when its last moment is over.
AFTERWARDS = timedelta(seconds=1)
PauseTimes = Iterable[tuple[datetime, datetime | None]]


@dataclass(frozen=True)
class Deadline:
    """Hold the last moment that is still in time; an estimate crosses a year without a decree."""

    at: datetime
    estimate: bool


def calendar_for(agency: str) -> Calendar:
    """Return the working calendar of an agency."""
    week = working_week(agency)
    return Calendar(
        weekdays=frozenset(day - 1 for day in week.weekdays),  # ISO counts from 1, the calendar from 0
        holidays=week.holidays,
        decreed_years=week.years,
        opens=week.opens,
        closes=week.closes,
    )


def clock_of(amount: int, unit: str, roll: str, started: datetime, pauses: PauseTimes, calendar: Calendar) -> Clock:
    """Make the pure clock of stored values."""
    stood = tuple(Pause(begin, until) for begin, until in pauses)
    return Clock(started, amount, str(unit), calendar, roll or None, stood)


def of_row(row: SlaClock, calendar: Calendar) -> Clock:
    """Make the pure clock of a stored one on the calendar of the office that has the case; its pauses are read once.

    What another office used before it forwarded the case stays as that office's calendar counts it.
    """
    stood = tuple(
        Pause(p.began_at, p.ended_at, calendar_for(p.agency_id) if p.agency_id else None) for p in row.pauses.all()
    )
    return replace(clock_of(row.amount, row.unit, row.roll, row.started_at, (), calendar), pauses=stood)


def deadline(clock: Clock) -> Deadline | None:
    """Return when a clock ends, None while it stands; a day ends at its last second in Serang."""
    found: Due | None = clock.due()
    return None if found is None else Deadline(last_moment(found.at), found.estimate)


def window(length: Duration, since: datetime, agency: str) -> datetime:
    """Return the last moment at which something may still be done that is allowed for so long since `since`."""
    found = deadline(clock_of(length.amount, length.unit, length.roll or "", since, (), calendar_for(agency)))
    if found is None:  # a clock without pauses always has a deadline
        raise AssertionError("a window stands still")
    return found.at


def last_moment(at: date | datetime) -> datetime:
    """Return the moment a deadline passes: itself, or the end of its day in Jakarta."""
    if isinstance(at, datetime):
        return at
    return datetime.combine(at, LAST_MOMENT, wall.JAKARTA)


def opening(at: date | datetime, calendar: Calendar) -> datetime:
    """Return when people are told of something that falls on a day: as the office opens; a moment stays itself."""
    if isinstance(at, datetime):
        return at
    return datetime.combine(at, calendar.opens, wall.JAKARTA)
