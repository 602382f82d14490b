"""Read what is counted, one request in one cycle, from the raw rows: sections 1 to 3 of docs/figures.md, plainly.

The whole history is read in streams that are merged by request, so that one request at a time is held.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from agencies.models import Holiday, WorkCalendar
from services.catalogue.models import ServiceVersion
from services.requests.models import RequestEvent, ServiceRequest, SlaClock, SlaPause

Phases = dict[str, str]

SERANG: Final = ZoneInfo("Asia/Jakarta")
ONE_DAY: Final = dt.timedelta(days=1)
ONE_SECOND: Final = dt.timedelta(seconds=1)
FINAL: Final = ("approved", "rejected", "withdrawn", "closed")
DECISIONS: Final = ("approved", "rejected", "closed")
DISTRICT: Final = len("36.04.05")


class Event(NamedTuple):
    """Hold the columns of one event that are read."""

    seq: int
    at: dt.datetime
    kind: str
    action: str
    cycle: int
    from_state: str
    to_state: str


class Pause(NamedTuple):
    """Hold the columns of one pause that are read."""

    began_at: dt.datetime
    ended_at: dt.datetime | None
    agency: str | None


@dataclass(frozen=True)
class Place:
    """Say where a request counts."""

    service: str
    agency: str
    kecamatan: str


@dataclass(frozen=True)
class Case:
    """Hold one request in one cycle, as section 3 describes it."""

    request: UUID
    cycle: int
    place: Place
    objects_at: Place | None  # of the parent, where the request is an objection to one
    began: dt.date
    silence: dt.date | None
    returned: bool
    ended_at: dt.datetime | None
    outcome: str  # "" while it is open
    reason: str
    due_at: dt.datetime | None
    stands: bool  # its clock, before the deadline was missed
    days: int | None  # working days used, of a decision with a clock

    @property
    def ended(self) -> dt.date | None:
        """Return the day of the end."""
        return None if self.ended_at is None else day_of(self.ended_at)

    @property
    def is_late(self) -> bool:
        """Say whether it ended after its deadline."""
        return self.ended_at is not None and self.due_at is not None and self.ended_at > self.due_at

    def is_overdue_open(self, day: dt.date, now: dt.datetime) -> bool:
        """Say whether it was overdue and open at the end of a day, or is so now when that day is today."""
        if self.due_at is None or self.stands:
            return False
        if day == day_of(now) and self.due_at >= now:
            return False
        if day_of(self.due_at + ONE_SECOND) > day:
            return False
        if self.ended_at is None or self.ended is None:
            return True
        return self.ended_at > self.due_at and self.ended > day


def day_of(moment: dt.datetime) -> dt.date:
    """Return the calendar day of a moment in Serang."""
    return moment.astimezone(SERANG).date()


def cases() -> Iterator[Case]:
    """Yield every case of every request that counts, in the order of the requests' ids."""
    documents, works = _documents(), _working_days()
    events_of, clocks_of, pauses_of = _events(), _clocks(), _pauses()
    rows = ServiceRequest.objects.filter(submitted_at__isnull=False, is_test=False, confidential=False).order_by("pk")
    columns = ("pk", "service_id", "version_id", "agency_id", "region_id", "kind", "parent_id")
    parent = ("is_test", "confidential", "service_id", "agency_id", "region_id")
    for row in rows.values_list(*columns, *(f"parent__{name}" for name in parent)).iterator(chunk_size=1000):
        pk, service, version, agency, region, kind, parent_id, hidden_test, hidden, *above = row
        events, clocks, pauses = events_of(pk), clocks_of(pk), pauses_of(pk)
        if parent_id is not None and (hidden_test or hidden):
            continue
        objects_at = _place(*above) if kind == "objection" and parent_id is not None else None
        for cycle in sorted({event.cycle for event in events}):
            mine = [event for event in events if event.cycle == cycle]
            clock = next((c for c in clocks if c[2] == cycle), None)
            stood = [Pause(*pause[2:]) for pause in pauses if clock is not None and pause[1] == clock[1]]
            case = _case(pk, cycle, _place(service, agency, region), objects_at, mine, documents[version])
            if case is not None:
                yield _timed(case, clock, stood, works) if clock is not None else case


def _case(
    request: UUID, cycle: int, place: Place, objects_at: Place | None, events: list[Event], phases: Phases
) -> Case | None:
    """Return the case without its clock; None where nothing begins it."""
    beginning = "submit" if cycle == 0 else "reopen"
    began = next((event for event in events if event.kind == beginning), None)
    if began is None:
        return None
    silence = next((event for event in events if event.kind == "silence"), None)
    ended_at, outcome, reason = _end(events, phases)
    return Case(
        request=request,
        cycle=cycle,
        place=place,
        objects_at=objects_at,
        began=day_of(began.at),
        silence=None if silence is None else day_of(silence.at),
        returned=any(event.kind == "return" for event in events),
        ended_at=ended_at,
        outcome=outcome,
        reason=reason,
        due_at=None,
        stands=False,
        days=None,
    )


def _end(events: list[Event], phases: Phases) -> tuple[dt.datetime | None, str, str]:
    """Return when a case ended, its outcome and its reason; None and two empty texts while it is open."""
    effective = next((event for event in events if event.kind == "effective"), None)
    if effective is not None:
        decision = [event for event in events if event.kind == "decide" and event.seq < effective.seq][-1]
        return decision.at, _phase(decision.to_state, decision, phases), decision.action
    for event in events:
        if event.kind in ("decide", "undo"):
            continue
        after = _phase(event.to_state, event, phases)
        if after in FINAL and _phase(event.from_state, event, phases) not in FINAL:
            return event.at, after, event.action
    return None, "", ""


def _phase(state: str, event: Event, phases: Phases) -> str:
    if state in phases:
        return phases[state]
    return {"withdraw": "withdrawn", "decide": "closed"}.get(event.kind, "in_process")


def _timed(case: Case, clock: tuple[Any, ...], pauses: list[Pause], works: Callable[[str, dt.date], bool]) -> Case:
    """Return the case with what its clock says."""
    _request, _id, _cycle, started_at, due_at = clock
    last = pauses[-1] if pauses else None
    stands = last is not None and last.ended_at is None and last.began_at <= due_at
    days = None
    if case.ended_at is not None and case.outcome in DECISIONS:
        days = _days_used(started_at, case.ended_at, pauses, case.place.agency, works)
    return replace(case, due_at=due_at, stands=stands, days=days)


def _days_used(
    started_at: dt.datetime,
    ended_at: dt.datetime,
    pauses: list[Pause],
    agency: str,
    works: Callable[[str, dt.date], bool],
) -> int:
    """Add up the working days of each stretch between two pauses, on the calendar that counts for it."""
    stretches: list[tuple[dt.date, dt.date, str | None]] = []  # the agency of the pause that closes it
    begin: dt.date | None = day_of(started_at)
    for pause in pauses:
        if begin is None or pause.began_at >= ended_at:
            break
        stretches.append((begin, day_of(pause.began_at), pause.agency))
        goes_on = pause.ended_at is not None and pause.ended_at <= ended_at
        begin = day_of(pause.ended_at) if goes_on and pause.ended_at is not None else None
    if begin is not None:
        stretches.append((begin, day_of(ended_at), agency))
    used, calendar = 0, agency
    for first, last, closed_by in reversed(stretches):
        calendar = closed_by or calendar
        used += sum(1 for day in _days_after(first, last) if works(calendar, day))
    return used


def _days_after(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    day = first
    while day < last:
        day += ONE_DAY
        yield day


def _place(service: str, agency: str, region: str | None) -> Place:
    return Place(service, agency, region[:DISTRICT] if region and len(region) >= DISTRICT else "")


def _events() -> Callable[[UUID], list[Event]]:
    columns = ("seq", "at", "kind", "action", "cycle", "from_state", "to_state")
    rows = RequestEvent.objects.order_by("request_id", "seq").values_list("request_id", *columns)
    read = _merged(rows.iterator(chunk_size=5000))
    return lambda request: [Event(*row[1:]) for row in read(request)]


def _clocks() -> Callable[[UUID], list[tuple[Any, ...]]]:
    rows = SlaClock.objects.filter(scope="").order_by("request_id", "cycle")
    return _merged(rows.values_list("request_id", "id", "cycle", "started_at", "due_at").iterator(chunk_size=1000))


def _pauses() -> Callable[[UUID], list[tuple[Any, ...]]]:
    rows = SlaPause.objects.order_by("clock__request_id", "clock_id", "began_at", "id")
    columns = ("clock__request_id", "clock_id", "began_at", "ended_at", "agency_id")
    return _merged(rows.values_list(*columns).iterator(chunk_size=1000))


def _merged(rows: Iterator[tuple[Any, ...]]) -> Callable[[UUID], list[tuple[Any, ...]]]:
    """Return what gives the rows of one request; asked for requests in rising order, it holds one at a time."""
    ahead = next(rows, None)

    def of(request: UUID) -> list[tuple[Any, ...]]:
        nonlocal ahead
        found = []
        while ahead is not None and ahead[0] <= request:
            if ahead[0] == request:
                found.append(ahead)
            ahead = next(rows, None)
        return found

    return of


def _documents() -> dict[UUID, Phases]:
    """Return the phase of each state, by version."""
    rows = ServiceVersion.objects.order_by("pk").values_list("pk", "document")
    return {
        pk: {key: state["phase"] for key, state in document.get("workflow", {}).get("states", {}).items()}
        for pk, document in rows.iterator(chunk_size=20)
    }


def _working_days() -> Callable[[str, dt.date], bool]:
    """Return what says whether an agency works on a day."""
    columns = ("agency_id", "weekdays", "follows_holidays", "counts_joint_leave")
    weeks = {row[0]: row[1:] for row in WorkCalendar.objects.values_list(*columns)}
    dates = list(Holiday.objects.values_list("date", "kind"))
    every, no_leave = {date for date, _kind in dates}, {date for date, kind in dates if kind != "cuti_bersama"}

    def works(agency: str, day: dt.date) -> bool:
        weekdays, follows, counts_leave = weeks.get(agency) or weeks.get(None) or ("12345", True, False)
        off = (no_leave if counts_leave else every) if follows else set()
        return str(day.isoweekday()) in weekdays and day not in off

    return works
