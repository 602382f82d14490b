"""Work out the cases of requests from their events and clocks, as docs/figures.md defines them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final
from uuid import UUID

from foundation import clock
from services.catalogue import documents
from services.catalogue.models import ServiceVersion
from services.definition.worktime import Calendar, Clock, Pause
from services.performance.models import DISTRICT_LENGTH, Case
from services.requests import deadlines
from services.requests.models import FINAL_PHASES, Phase, RequestEvent, ServiceRequest, SlaClock, SlaPause

OBJECTION: Final = "objection"
SECOND: Final = dt.timedelta(seconds=1)
# The phase of a state that only an earlier version of the document knew, by the kind of event.
UNKNOWN: Final[Mapping[str, Phase]] = {"withdraw": Phase.WITHDRAWN, "decide": Phase.CLOSED}
COLUMNS: Final = ("request_id", "cycle", "seq", "at", "kind", "action", "from_state", "to_state")


@dataclass(frozen=True)
class Facts:
    """Hold what is counted of one case; the fields are those of its row."""

    request_id: UUID
    cycle: int
    service_id: str
    agency_id: str
    district: str
    began_on: dt.date
    ended_on: dt.date | None = None
    outcome: str = ""
    reason: str = ""
    due_at: dt.datetime | None = None
    on_time: bool | None = None
    overdue_on: dt.date | None = None
    work_days: int | None = None
    wait_days: int | None = None
    returned: bool = False
    silence_on: dt.date | None = None
    about_service: str = ""
    about_agency: str = ""
    about_district: str = ""

    @property
    def decided(self) -> bool:
        """Say whether the case ended with a decision."""
        return self.outcome not in {"", Phase.WITHDRAWN}


FIELDS: Final = tuple(field.name for field in fields(Facts))
CHANGING: Final = tuple(name.removesuffix("_id") for name in FIELDS if name not in {"request_id", "cycle"})


@dataclass(frozen=True)
class _Event:
    cycle: int
    seq: int
    at: dt.datetime
    kind: str
    action: str
    from_state: str
    to_state: str


@dataclass(frozen=True)
class _End:
    at: dt.datetime
    outcome: str
    reason: str


class Reader:
    """Read requests in batches; calendars and documents are read once for all batches."""

    def __init__(self) -> None:
        """Begin without anything known."""
        self._calendars: dict[str, Calendar] = {}
        self._phases: dict[UUID, Mapping[str, str]] = {}

    def load(self, ids: Sequence[UUID]) -> list[Facts]:
        """Return the cases of those of the requests that count (five queries, and what a calendar takes)."""
        rows = list(_counting(ids))
        self._learn({row.version_id for row in rows})
        events, clocks = _events([row.pk for row in rows]), self._clocks([row.pk for row in rows])
        return [facts for row in rows for facts in self._of(row, events[row.pk], clocks)]

    def _of(
        self, row: ServiceRequest, events: Sequence[_Event], clocks: Mapping[tuple[UUID, int], SlaClock]
    ) -> Iterable[Facts]:
        by_cycle: dict[int, list[_Event]] = defaultdict(list)
        for event in events:
            by_cycle[event.cycle].append(event)
        for cycle, history in sorted(by_cycle.items()):
            began = next((e.at for e in history if e.kind == ("reopen" if cycle else "submit")), None)
            if began is None:
                continue
            facts = replace(_place(row), cycle=cycle, began_on=clock.local(began).date())
            yield self._judge(facts, history, clocks.get((row.pk, cycle)), self._phases[row.version_id])

    def _judge(self, facts: Facts, history: Sequence[_Event], row: SlaClock | None, phases: Mapping[str, str]) -> Facts:
        end = _end(history, phases)
        silence = next((e.at for e in history if e.kind == "silence"), None)
        facts = replace(
            facts,
            due_at=row.due_at if row is not None else None,
            overdue_on=_overdue_on(row, end),
            silence_on=clock.local(silence).date() if silence else None,
        )
        if end is None:
            return facts
        ended_on = clock.local(end.at).date()
        facts = replace(facts, ended_on=ended_on, outcome=end.outcome, reason=end.reason)
        if row is not None:
            facts = replace(facts, on_time=end.at <= row.due_at)
        if not facts.decided:
            return facts
        return replace(
            facts,
            returned=any(e.kind == "return" for e in history),
            work_days=None if row is None else self._used(row, facts.agency_id, end.at),
            wait_days=(ended_on - facts.began_on).days,
        )

    def _used(self, row: SlaClock, agency: str, at: dt.datetime) -> int:
        """Return the working days used, whatever unit was promised."""
        pauses = tuple(
            Pause(p.began_at, p.ended_at, self._calendar(p.agency_id) if p.agency_id else None)
            for p in row.pauses.all()
        )
        return Clock(row.started_at, row.amount, "working_days", self._calendar(agency), None, pauses).used(at)

    def _calendar(self, agency: str) -> Calendar:
        if agency not in self._calendars:
            self._calendars[agency] = deadlines.calendar_for(agency)
        return self._calendars[agency]

    def _learn(self, versions: set[UUID]) -> None:
        missing = versions - self._phases.keys()
        if not missing:
            return
        rows = list(ServiceVersion.objects.filter(pk__in=missing).defer("document"))
        known = documents.load_many(rows)
        for row in rows:
            states = known[row.checksum].workflow.states
            self._phases[row.pk] = {key: state.phase.value for key, state in states.items()}

    def _clocks(self, ids: Sequence[UUID]) -> dict[tuple[UUID, int], SlaClock]:
        rows = SlaClock.objects.filter(request__in=ids, scope="").order_by("pk").prefetch_related("pauses")
        return {(row.request_id, row.cycle): row for row in rows}


def of_row(row: Case) -> Facts:
    """Return the facts a stored row holds."""
    return Facts(**{name: getattr(row, name) for name in FIELDS})


def to_row(facts: Facts) -> Case:
    """Return the row of a case, not stored yet."""
    return Case(**{name: getattr(facts, name) for name in FIELDS})


def _counting(ids: Sequence[UUID]) -> Iterable[ServiceRequest]:
    rows = ServiceRequest.objects.filter(
        pk__in=ids, submitted_at__isnull=False, agency__isnull=False, is_test=False, confidential=False
    ).exclude(parent__is_test=True)
    wanted = ("id", "kind", "service", "agency", "region", "version", "parent")
    of_parent = ("id", "service", "agency", "region")
    rows = rows.exclude(parent__confidential=True).select_related("parent").order_by("pk")
    return rows.only(*wanted, *(f"parent__{name}" for name in of_parent))


def _events(ids: Sequence[UUID]) -> Mapping[UUID, list[_Event]]:
    found: dict[UUID, list[_Event]] = defaultdict(list)
    rows = RequestEvent.objects.filter(request__in=ids).order_by("request", "seq").values_list(*COLUMNS)
    for request_id, *rest in rows:
        found[request_id].append(_Event(*rest))
    return found


def _place(row: ServiceRequest) -> Facts:
    about = row.parent if row.kind == OBJECTION else None
    return Facts(
        request_id=row.pk,
        cycle=0,
        service_id=row.service_id,
        agency_id=row.agency_id or "",
        district=_district(row.region_id),
        began_on=dt.date.min,
        about_service=about.service_id if about else "",
        about_agency=(about.agency_id or "") if about else "",
        about_district=_district(about.region_id) if about else "",
    )


def _district(region: str | None) -> str:
    return region[:DISTRICT_LENGTH] if region and len(region) >= DISTRICT_LENGTH else ""


def _end(history: Sequence[_Event], phases: Mapping[str, str]) -> _End | None:
    decision: _Event | None = None
    for event in history:
        if event.kind == "decide":
            decision = event
        elif event.kind == "effective" and decision is not None:
            return _End(decision.at, _phase(decision, decision.to_state, phases), decision.action)
    for event in history:
        outcome = _phase(event, event.to_state, phases)
        ended = event.kind not in {"decide", "undo"} and outcome in FINAL_PHASES
        if ended and phases.get(event.from_state) not in FINAL_PHASES:
            return _End(event.at, outcome, event.action)
    return None


def _phase(event: _Event, state: str, phases: Mapping[str, str]) -> str:
    return str(phases.get(state, UNKNOWN.get(event.kind, Phase.IN_PROCESS).value))


def _overdue_on(row: SlaClock | None, end: _End | None) -> dt.date | None:
    """Return the day a case becomes or became overdue; None while its clock stands and when it was in time."""
    if row is None or (end is not None and end.at <= row.due_at):
        return None
    pauses: list[SlaPause] = list(row.pauses.all())
    if pauses and pauses[-1].ended_at is None and pauses[-1].began_at <= row.due_at:
        return None
    return clock.local(row.due_at + SECOND).date()
