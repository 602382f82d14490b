"""A clock that can stand still and never starts again: used + remaining is constant, however often it is paused.

For day units: the day a pause begins counts as used (nobody stops the clock at 15.59); the day it ends is a new day 0;
a pause that begins on the last day makes the day it ends the due date. Hours are stopped to the second.
What is used, remaining and total is counted in days for day units and months, in seconds for hours.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from services.definition.worktime.calendar import Calendar
from services.definition.worktime.due import (
    Due,
    add_months,
    add_office_time,
    add_working_days,
    due,
    office_time_between,
)

Moment = date | datetime


@dataclass(frozen=True)
class Pause:
    """Hold when a pause began and ended; `until` is None while it lasts.

    `calendar` is what counted up to this pause where the clock's own counts only after it: one office gave the work to
    another. A pause of no length marks that moment and takes no time.
    """

    begin: Moment
    until: Moment | None = None
    calendar: Calendar | None = None


@dataclass(frozen=True)
class Clock:
    """Hold a started clock and its pauses; every change gives a new one. Made again from stored rows at any time."""

    started: Moment
    amount: int
    unit: str
    calendar: Calendar
    roll: str | None = None
    pauses: tuple[Pause, ...] = ()

    @property
    def standing(self) -> bool:
        """Say whether the clock is paused now."""
        return bool(self.pauses) and self.pauses[-1].until is None

    def pause(self, at: Moment) -> "Clock":
        """Return the clock stopped at `at`; raise ValueError when it stands already or `at` lies too early."""
        if self.standing:
            raise ValueError("the clock stands already")
        self._check_order(at)
        return replace(self, pauses=(*self.pauses, Pause(at)))

    def resume(self, at: Moment) -> "Clock":
        """Return the clock running again from `at`; raise ValueError when it runs already or `at` lies too early."""
        if not self.standing:
            raise ValueError("the clock runs already")
        self._check_order(at)
        return replace(self, pauses=(*self.pauses[:-1], replace(self.pauses[-1], until=at)))

    @property
    def calendars(self) -> tuple[Calendar, ...]:
        """Return the calendar of every stretch: before each pause, and after the last one."""
        found = [self.calendar]
        for pause in reversed(self.pauses):
            found.append(pause.calendar or found[-1])
        return tuple(reversed(found))

    def due(self) -> Due | None:
        """Return the deadline, None while the clock stands. A deadline once missed never moves."""
        calendars = self.calendars
        deadline = due(self.started, self.amount, self.unit, calendars[0], roll=self.roll)
        used = 0
        begin = self.started
        for pause, before, after in zip(self.pauses, calendars, calendars[1:], strict=False):
            if self._key(pause.begin) > self._key(deadline.at):
                return deadline
            if pause.until is None:
                return None
            used += self._count(begin, pause.begin, before)
            deadline = self._add(pause.until, self._total() - used, after)
            begin = pause.until
        return deadline

    def used(self, at: Moment) -> int:
        """Return how much is used at `at`, in days or seconds; more than the total when late."""
        used, calendars = 0, self.calendars
        begin = self.started
        for pause, before in zip(self.pauses, calendars, strict=False):
            if self._key(pause.begin) >= self._key(at):
                return used + self._count(begin, at, before)
            used += self._count(begin, pause.begin, before)
            if pause.until is None or self._key(pause.until) > self._key(at):
                return used
            begin = pause.until
        return used + self._count(begin, at, calendars[-1])

    def remaining(self, at: Moment) -> int:
        """Return how much is left at `at`; below zero when late. used + remaining is always the total."""
        return self._total() - self.used(at)

    def percent(self, at: Moment) -> int:
        """Return how much is used at `at`, in whole percent of the total."""
        used, total = self.used(at), self._total()
        return used * 100 // total if total else 100

    def reached(self, percent: int) -> Moment | None:
        """Return when `percent` of the total is first used: the day or the moment; None when it stands before that."""
        needed = -(-self._total() * percent // 100)
        used, begin, counting = 0, self.started, self.calendars[0]
        for pause, after in zip(self.pauses, self.calendars[1:], strict=True):
            counted = self._count(begin, pause.begin, counting)
            if used + counted >= needed:
                break
            if pause.until is None:
                return None
            used, begin, counting = used + counted, pause.until, after
        # A deadline may roll to a working day; what is used does not.
        return replace(self, roll=None)._add(begin, needed - used, counting).at

    def _check_order(self, at: Moment) -> None:
        events = [self.started, *(m for pause in self.pauses for m in (pause.begin, pause.until) if m is not None)]
        if self._key(at) < max(self._key(event) for event in events):
            raise ValueError("a clock cannot be changed before its last event")

    def _key(self, at: Moment) -> Moment:
        # Hours compare moments; days compare local days, so an evening mark belongs to its day.
        return at if self._timed else self.calendar.day_of(at)

    @property
    def _timed(self) -> bool:
        return self.unit in ("hours", "office_hours")

    def _total(self) -> int:
        if self._timed:
            return self.amount * 3600
        if self.unit == "months":
            # Once started, months are a number of calendar days, so that a pause can divide them.
            day = self.calendar.day_of(self.started)
            return (add_months(day, self.amount) - day).days
        return self.amount

    def _count(self, begin: Moment, end: Moment, calendar: Calendar) -> int:
        if isinstance(begin, datetime) and isinstance(end, datetime) and self._timed:
            office = self.unit == "office_hours"
            length = office_time_between(begin, end, calendar) if office else end - begin
            return max(0, int(length.total_seconds()))
        first, last = calendar.day_of(begin), calendar.day_of(end)
        return calendar.count(first, last) if self.unit == "working_days" else max(0, (last - first).days)

    def _add(self, start: Moment, span: int, calendar: Calendar) -> Due:
        span = max(0, span)
        if isinstance(start, datetime) and self._timed:
            length = timedelta(seconds=span)
            if self.unit == "office_hours" and span:
                return add_office_time(start, length, calendar)
            return Due(start + length)
        day = calendar.day_of(start)
        if self.unit == "working_days":
            return add_working_days(day, span, calendar)
        return due(day, span, "calendar_days", calendar, roll=self.roll)
