"""Turn the facts of cases into sums: which cells a case adds one to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from services.performance.cases import Facts
from services.requests.models import Phase

# The counts of a month; DAYS, WAIT and REASON are told apart by their value.
DAYS: Final = "days"
WAIT: Final = "wait"
REASON: Final = "reason"


class Key(NamedTuple):
    """Name one cell."""

    service: str
    agency: str
    district: str
    month: dt.date
    figure: str
    value: str = ""

    @property
    def text(self) -> str:
        """Return the key as it is stored."""
        return "|".join((*self[:3], f"{self.month:%Y-%m}", self.figure, self.value))


def count(cases: Iterable[Facts]) -> Counter[Key]:
    """Add up the cells of many cases."""
    return Counter(key for facts in cases for key in keys(facts))


def keys(facts: Facts) -> Iterator[Key]:
    """Yield each cell that a case adds one to."""
    place = (facts.service_id, facts.agency_id, facts.district)
    yield Key(*place, _month(facts.began_on), "reopened" if facts.cycle else "received")
    if facts.silence_on is not None:
        yield Key(*place, _month(facts.silence_on), "silence")
    if facts.ended_on is not None:
        for figure, value in _ended(facts):
            yield Key(*place, _month(facts.ended_on), figure, value)
    yield from _objection(facts)


def _ended(facts: Facts) -> Iterator[tuple[str, str]]:
    yield facts.outcome, ""
    if not facts.decided:
        if facts.on_time is False:
            yield "late_withdrawn", ""
        return
    if facts.on_time is None:
        yield "without_deadline", ""
    elif facts.on_time:
        yield "on_time", ""
    if facts.returned:
        yield "returned", ""
    if facts.work_days is not None:
        yield DAYS, str(facts.work_days)
    yield WAIT, str(facts.wait_days)
    if facts.outcome == Phase.REJECTED:
        yield REASON, facts.reason


def _objection(facts: Facts) -> Iterator[Key]:
    if not facts.about_service:
        return
    place = (facts.about_service, facts.about_agency, facts.about_district)
    if not facts.cycle:
        yield Key(*place, _month(facts.began_on), "objections")
    if facts.outcome == Phase.APPROVED and facts.ended_on is not None:
        yield Key(*place, _month(facts.ended_on), "granted")


def _month(day: dt.date) -> dt.date:
    return day.replace(day=1)
