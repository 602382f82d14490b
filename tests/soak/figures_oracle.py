"""Work every public figure out again from the raw rows, from docs/figures.md alone and as plainly as possible.

    found = figures(date(2026, 10, 1), date(2026, 12, 31))
    found[KABUPATEN].row()["decided"]
    found["service", "akta-kelahiran"].median_days

An entity is KABUPATEN, ("agency", id), ("service", id), ("service_agency", service, agency) or ("kecamatan", code);
the code is "" for the requests of none. An entity on which nothing counts is left out: `found.get(entity, Figures())`.
`figures_of` does several periods in one pass; `figures_cases.cases` gives what is counted, to find out why two differ.
Nothing is hidden here: these are the figures before section 6 of the definitions.

It knows nothing of how the portal keeps its figures, and takes seconds where the portal takes none; that is its worth.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils import timezone

from tests.soak.figures_cases import DECISIONS, Case, Place, cases, day_of

Entity = tuple[str, ...]
Period = tuple[dt.date, dt.date]

KABUPATEN: Final[Entity] = ("kabupaten",)


@dataclass
class Figures:
    """Hold the figures of one entity in one period (section 4)."""

    received: int = 0
    reopened: int = 0
    approved: int = 0
    rejected: int = 0
    closed: int = 0
    on_time: int = 0
    without_deadline: int = 0
    withdrawn: int = 0
    late_withdrawn: int = 0
    returned: int = 0
    silence: int = 0
    objections: int = 0
    granted: int = 0
    overdue_open: int = 0
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)  # by service and action
    days: list[int] = field(default_factory=list)
    waits: list[int] = field(default_factory=list)

    @property
    def decided(self) -> int:
        """Return how many decisions there were."""
        return self.approved + self.rejected + self.closed

    @property
    def late(self) -> int:
        """Return how many decisions with a deadline were not on time."""
        return self.decided - self.without_deadline - self.on_time

    @property
    def measured(self) -> int:
        """Return of how many the rate is a share."""
        return self.decided - self.without_deadline + self.late_withdrawn + self.overdue_open

    @property
    def rate_in_thousandths(self) -> int | None:
        """Return the on-time rate in tenths of a percent, cut off; None where nothing is measured."""
        return self.on_time * 1000 // self.measured if self.measured else None

    @property
    def median_days(self) -> int | None:
        """Return the middle of the working days used."""
        return nearest_rank(self.days, 50)

    @property
    def p90_days(self) -> int | None:
        """Return the slow end of the working days used."""
        return nearest_rank(self.days, 90)

    @property
    def median_wait(self) -> int | None:
        """Return the middle of the waiting days."""
        return nearest_rank(self.waits, 50)

    @property
    def p90_wait(self) -> int | None:
        """Return the slow end of the waiting days."""
        return nearest_rank(self.waits, 90)

    def row(self) -> dict[str, Any]:
        """Return every figure by the name it has in the definitions."""
        names = (
            *("received", "reopened", "decided", "approved", "rejected", "closed", "on_time", "late"),
            *("without_deadline", "withdrawn", "late_withdrawn", "returned", "silence", "objections", "granted"),
            *("overdue_open", "measured", "rate_in_thousandths"),
            *("median_days", "p90_days", "median_wait", "p90_wait"),
        )
        return {name: getattr(self, name) for name in names} | {"reasons": dict(self.reasons)}


def figures(first_day: dt.date, last_day: dt.date, *, now: dt.datetime | None = None) -> dict[Entity, Figures]:
    """Return the figures of every entity from one day to another, both included; `now` is an aware moment."""
    return figures_of([(first_day, last_day)], now=now)[first_day, last_day]


def figures_of(periods: Sequence[Period], *, now: dt.datetime | None = None) -> dict[Period, dict[Entity, Figures]]:
    """Return the figures of several periods, in one pass over all requests."""
    moment = now or timezone.now()
    found: dict[Period, dict[Entity, Figures]] = {period: {} for period in periods}
    for case in cases():
        for period in periods:
            _count(case, period, moment, found[period])
    return found


def entities_of(place: Place) -> tuple[Entity, ...]:
    """Return everything that adds up a case of this place (section 5)."""
    return (
        KABUPATEN,
        ("agency", place.agency),
        ("service", place.service),
        ("service_agency", place.service, place.agency),
        ("kecamatan", place.kecamatan),
    )


def nearest_rank(values: Iterable[int], percent: int) -> int | None:
    """Return the value at place ceil(n * percent / 100) in rising order, counted from 1; None without values."""
    ordered = sorted(values)
    if not ordered:
        return None
    place = -(-len(ordered) * percent // 100)
    return ordered[place - 1]


def _count(case: Case, period: Period, now: dt.datetime, found: dict[Entity, Figures]) -> None:
    counted = _counts(case, period, now)
    decided = case.outcome in DECISIONS and _within(case.ended, period)
    if counted or decided:
        for entity in entities_of(case.place):
            into = found.setdefault(entity, Figures())
            _add(into, counted)
            if decided:
                _add_decision(into, case)
    if case.objects_at is not None:
        objected = _objected(case, period)
        for entity in entities_of(case.objects_at) if objected else ():
            _add(found.setdefault(entity, Figures()), objected)


def _counts(case: Case, period: Period, now: dt.datetime) -> list[str]:
    names = []
    if _within(case.began, period):
        names.append("received" if case.cycle == 0 else "reopened")
    if _within(case.silence, period):
        names.append("silence")
    if case.outcome and _within(case.ended, period):
        names += _of_end(case)
    if case.is_overdue_open(min(period[1], day_of(now)), now):
        names.append("overdue_open")
    return names


def _of_end(case: Case) -> list[str]:
    if case.outcome == "withdrawn":
        return ["withdrawn", "late_withdrawn"] if case.is_late else ["withdrawn"]
    names = [case.outcome]
    if case.due_at is None:
        names.append("without_deadline")
    elif not case.is_late:
        names.append("on_time")
    if case.returned:
        names.append("returned")
    return names


def _objected(case: Case, period: Period) -> list[str]:
    names = []
    if case.cycle == 0 and _within(case.began, period):
        names.append("objections")
    if case.outcome == "approved" and _within(case.ended, period):
        names.append("granted")
    return names


def _add(into: Figures, names: Iterable[str]) -> None:
    for name in names:
        setattr(into, name, getattr(into, name) + 1)


def _add_decision(into: Figures, case: Case) -> None:
    if case.ended is None:
        raise AssertionError("a decision has ended its case")
    into.waits.append((case.ended - case.began).days)
    if case.days is not None:
        into.days.append(case.days)
    if case.outcome == "rejected":
        into.reasons[case.place.service, case.reason] += 1


def _within(day: dt.date | None, period: Period) -> bool:
    return day is not None and period[0] <= day <= period[1]
