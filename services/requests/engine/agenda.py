"""Work out what lies ahead of an open request by the clock alone: automatic steps, escalations, silence.

Everything is worked out anew from the rows, so that a pause, an undo or another calendar needs no bookkeeping: what was
done already is in the history (steps, the warning) or has its row (escalations, the register).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from services.definition.document import SYSTEM, Action, Document
from services.definition.worktime import Calendar, Clock
from services.requests import deadlines
from services.requests.engine.clocks import OVERALL
from services.requests.models import (
    OPEN_PHASES,
    RequestEvent,
    ServiceRequest,
    SilenceEntry,
    SlaClock,
    SlaEscalation,
)

WARNED: Final = "silence_soon"
# Where silence is counted in hours, "the last working day" says nothing: warn when this much is used.
WARN_PERCENT: Final = 80


class Kind(StrEnum):
    """Name what the clock does; the order is the order in which it is done."""

    ESCALATE = "escalate"
    WARN = "warn"
    SILENCE = "silence"
    STEP = "step"


@dataclass(frozen=True)
class Item:
    """Hold one thing to be done at a time: an action key or a function as `name`, the rung of the ladder."""

    at: datetime
    kind: Kind
    name: str = ""
    percent: int = 0
    deadline: datetime | None = None  # silence: the last moment that was in time


def ahead(request: ServiceRequest, document: Document) -> list[Item]:
    """Return what lies ahead, the earliest first; nothing for a draft, an end, a pending decision or a test."""
    if request.phase not in OPEN_PHASES or request.shown_state or request.is_test:
        return []
    steps = _automatic(request, document)
    sla = document.sla
    if not steps and (sla is None or not (sla.escalate or sla.silence)):
        return []
    calendar = deadlines.calendar_for(request.agency_id or "")
    items = [*_steps(request, steps, calendar)]
    row = _overall(request) if sla is not None else None
    if row is not None:
        pure = deadlines.of_row(row, calendar)
        items += [*_escalations(row, pure, document), *_silence(request, pure, document)]
    return sorted(items, key=lambda item: (item.at, list(Kind).index(item.kind)))


def _automatic(request: ServiceRequest, document: Document) -> list[Action]:
    state = document.workflow.states.get(request.state)
    return [action for action in state.actions if SYSTEM in action.by and action.after is not None] if state else []


def _steps(request: ServiceRequest, actions: list[Action], calendar: Calendar) -> Iterator[Item]:
    """Yield each automatic step of the present state once; it was judged once when the history names it."""
    began = request.state_since
    if began is None or not actions:
        return
    judged = RequestEvent.objects.filter(
        request=request, actor_kind="system", from_state=request.state, action__in=[a.key for a in actions]
    )
    done = set(judged.filter(at__gte=began).values_list("action", flat=True))
    for action in actions:
        after = action.after
        if after is None or action.key in done:
            continue
        pure = deadlines.clock_of(after.amount, after.unit, after.roll or "", began, (), calendar)
        found = deadlines.deadline(pure)
        if found is not None:
            yield Item(found.at + deadlines.AFTERWARDS, Kind.STEP, action.key)


def _overall(request: ServiceRequest) -> SlaClock | None:
    rows = SlaClock.objects.filter(request=request, scope=OVERALL, stopped_at__isnull=True)
    return rows.prefetch_related("pauses").first()


def _escalations(row: SlaClock, pure: Clock, document: Document) -> Iterator[Item]:
    rungs = document.sla.escalate if document.sla is not None else ()
    if not rungs:
        return
    told = set(SlaEscalation.objects.filter(clock=row).values_list("percent", "function"))
    for rung in rungs:
        at = pure.reached(rung.at)
        if at is not None and (rung.at, rung.to) not in told:
            yield Item(deadlines.opening(at, pure.calendar), Kind.ESCALATE, rung.to, rung.at)


def _silence(request: ServiceRequest, overall: Clock, document: Document) -> Iterator[Item]:
    """Yield the warning and the entry of a silence that nothing has broken yet in this cycle."""
    rule = document.sla.silence if document.sla is not None else None
    if rule is None or SilenceEntry.objects.filter(request=request, cycle=request.cycle).exists():
        return
    pure = _silence_clock(request, overall, rule.after, rule.unit)
    found = deadlines.deadline(pure)
    if found is None:
        return
    if not RequestEvent.objects.filter(request=request, cycle=request.cycle, kind=WARNED).exists():
        yield Item(min(_warning(pure, found.at), found.at), Kind.WARN, deadline=found.at)
    if rule.register_:
        yield Item(found.at + deadlines.AFTERWARDS, Kind.SILENCE, deadline=found.at)


def _silence_clock(request: ServiceRequest, overall: Clock, amount: int, unit: str) -> Clock:
    """Return the clock of silence: since the file is complete, or else since the clock started.

    It stands whenever the overall clock stands: an office that waits for the applicant is not silent.
    """
    began, complete = _moment(overall.started), request.completed_at
    # A reopened request was complete long ago; its new clock says since when the office owes an answer.
    since = complete if complete is not None and not request.cycle else began
    pauses = tuple(
        replace(pause, begin=max(_moment(pause.begin), since))
        for pause in overall.pauses
        if pause.until is None or _moment(pause.until) > since
    )
    return replace(deadlines.clock_of(amount, unit, "", since, (), overall.calendar), pauses=pauses)


def _warning(pure: Clock, due_at: datetime) -> datetime:
    """Return when to warn: as the office opens on the last working day, or late in a span counted in hours."""
    if pure.unit in {"hours", "office_hours"}:
        return _moment(pure.reached(WARN_PERCENT) or due_at)
    day = pure.calendar.day_of(due_at)
    while not pure.calendar.is_working(day):
        day -= timedelta(days=1)
    return deadlines.opening(day, pure.calendar)


def _moment(at: date | datetime) -> datetime:
    """Narrow what was stored as a moment; a stored clock holds no bare dates."""
    if not isinstance(at, datetime):
        raise TypeError("a stored clock holds moments")
    return at
