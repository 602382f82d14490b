"""When something is due. Day 0 is the day the clock starts; counting begins on the next day that counts."""

import calendar as months
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.definition.worktime.calendar import ONE_DAY, Calendar


@dataclass(frozen=True)
class Due:
    """Hold a deadline: a date for day units, a moment for hours; `estimate` where a year is not decreed yet."""

    at: date | datetime
    estimate: bool = False


def due(start: date | datetime, amount: int, unit: str, calendar: Calendar, *, roll: str | None = None) -> Due:
    """Return when `amount` of `unit` after `start` is over; raise ValueError for an unknown unit."""
    day = calendar.day_of(start)
    if unit == "working_days":
        return add_working_days(day, amount, calendar)
    if unit == "calendar_days":
        return _rolled(day + timedelta(days=amount), roll, calendar)
    if unit == "months":
        return _rolled(add_months(day, amount), roll, calendar)
    if unit == "hours":
        return Due(_moment(start) + timedelta(hours=amount))
    if unit == "office_hours":
        return add_office_time(_moment(start), timedelta(hours=amount), calendar)
    raise ValueError(f"unknown unit {unit!r}")


def add_working_days(start: date, amount: int, calendar: Calendar) -> Due:
    """Return the `amount`-th working day after `start`; 0 gives `start` itself."""
    day, decreed = start, True
    while amount > 0:
        day += ONE_DAY
        decreed = decreed and calendar.is_decreed(day)
        amount -= calendar.is_working(day)
    return Due(day, not decreed)


def add_months(start: date, amount: int) -> date:
    """Return the same day `amount` months later, or the last day of that month."""
    index = start.year * 12 + start.month - 1 + amount
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(start.day, months.monthrange(year, month)[1]))


def add_office_time(start: datetime, amount: timedelta, calendar: Calendar) -> Due:
    """Return the moment after `amount` of office time; nights, weekends and holidays do not count."""
    moment, decreed = start.astimezone(calendar.zone), True
    while True:
        opens, closes = office_hours(moment.date(), calendar)
        decreed = decreed and calendar.is_decreed(moment.date())
        begin = max(moment, opens)
        if calendar.is_working(moment.date()) and begin < closes:
            if begin + amount <= closes:
                return Due((begin + amount).astimezone(start.tzinfo), not decreed)
            amount -= closes - begin
        moment = datetime.combine(moment.date() + ONE_DAY, time.min, calendar.zone)


def office_time_between(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """Return how much office time lies between two moments."""
    total = timedelta()
    day, last = calendar.day_of(start), calendar.day_of(end)
    while day <= last:
        if calendar.is_working(day):
            opens, closes = office_hours(day, calendar)
            total += max(timedelta(), min(end, closes) - max(start, opens))
        day += ONE_DAY
    return total


def office_hours(day: date, calendar: Calendar) -> tuple[datetime, datetime]:
    """Return opening and closing of a day as moments."""
    return (
        datetime.combine(day, calendar.opens, calendar.zone),
        datetime.combine(day, calendar.closes, calendar.zone),
    )


def _moment(start: date | datetime) -> datetime:
    if not isinstance(start, datetime) or start.tzinfo is None:
        raise ValueError("hours are counted from an aware moment, not from a date")
    return start


def _rolled(day: date, roll: str | None, calendar: Calendar) -> Due:
    if roll != "next_working_day":
        return Due(day)
    rolled = calendar.next_working(day)
    return Due(rolled, not (calendar.is_decreed(day) and calendar.is_decreed(rolled)))
