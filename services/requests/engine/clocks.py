"""Run the clocks of a request: started by the act the document names, paused while the applicant is asked."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from foundation import clock as wall
from services.definition.document import Document, Duration, Phase
from services.definition.worktime import Calendar
from services.requests import deadlines
from services.requests.engine.errors import NotAllowed
from services.requests.engine.step import Step
from services.requests.models import RequestEvent, ServiceRequest, SilenceEntry, SlaClock, SlaPause, Watch

OVERALL: Final = ""


def start(step: Step, what: str) -> None:
    """Start the overall clock when `what` ("submitted", "complete", an action key) is where the document starts it."""
    sla = step.document.sla
    if sla is None or sla.from_ not in {what, step.action}:
        return
    if not SlaClock.objects.filter(request=step.request, scope=OVERALL, cycle=step.request.cycle).exists():
        _begin(step, OVERALL, sla)


def change_state(step: Step, to_state: str) -> None:
    """Stop the clock of the state left, start the one entered, pause or resume the overall one."""
    request = step.request
    if to_state != request.state:
        _running(request).exclude(scope=OVERALL).update(stopped_at=step.now)
        target = step.document.workflow.states.get(to_state)
        if target is not None and target.sla is not None:
            _begin(step, to_state, target.sla)
    start(step, step.action)
    _pause_or_resume(step, to_state)
    show_due(request, step.document, to_state)


def stop(request: ServiceRequest, at: datetime) -> None:
    """Stop every clock: the request has ended, so nothing lies ahead and no silence lasts."""
    for pause in _open_pauses(request):
        pause.ended_at = max(at, pause.began_at)
        pause.save(update_fields=["ended_at"])
        redate(pause.clock, deadlines.calendar_for(request.agency_id or ""))
    _running(request).update(stopped_at=at)
    Watch.objects.filter(request=request).delete()
    SilenceEntry.objects.filter(request=request, resolved_at__isnull=True).update(resolved_at=at)


def extend(step: Step) -> tuple[datetime, datetime]:
    """Give the overall clock more time, as often as the document allows; returns the old deadline and the new one.

    Raises NotAllowed when no clock runs, when the time is over already, and when the extensions are used up.
    """
    rule, clock = step.rule, _running(step.request).filter(scope=OVERALL).first()
    if rule is None or rule.extend is None or clock is None or clock.unit != rule.extend.unit:
        raise NotAllowed(_("Tidak ada tenggat berjalan yang dapat diperpanjang."))
    if is_missed(clock, step.now):
        raise NotAllowed(_("Tenggat sudah lewat. Perpanjangan hanya dapat diberikan sebelum tenggat."))
    used = RequestEvent.objects.filter(request=step.request, action=rule.key, cycle=step.request.cycle).count()
    if used >= (rule.times or 1):
        raise NotAllowed(_("Perpanjangan sudah dipakai."))
    before = clock.due_at
    clock.amount += rule.extend.amount
    clock.save(update_fields=["amount"])
    redate(clock, deadlines.calendar_for(step.request.agency_id or ""))
    return before, clock.due_at


def is_missed(clock: SlaClock, now: datetime) -> bool:
    """Say whether a clock's time was over before it was paused, or is over now."""
    pause = clock.pauses.filter(ended_at__isnull=True).first()
    return clock.due_at < (pause.began_at if pause else now)


def follow_calendar(
    request: ServiceRequest, document: Document, calendar: Calendar
) -> list[tuple[str, datetime, datetime]]:
    """Date the running clocks anew after the calendar changed; returns (scope, old, new) of each date that moved.

    What is missed already never moves, and nothing becomes late after the fact: a date that would now lie in the past
    moves no nearer than the end of today. A standing clock gets its date when it goes on.
    """
    today, moved = deadlines.last_moment(wall.today()), []
    for clock in _running(request).prefetch_related("pauses"):
        found = deadlines.deadline(deadlines.of_row(clock, calendar))
        if found is None or is_missed(clock, wall.now()):
            continue
        before, clock.due_at = clock.due_at, found.at if found.at >= wall.now() else min(today, clock.due_at)
        clock.is_estimate = found.estimate
        clock.save(update_fields=["due_at", "is_estimate"])
        if clock.due_at != before:
            moved.append((clock.scope, before, clock.due_at))
    show_due(request, document, request.state)
    return moved


def show_due(request: ServiceRequest, document: Document, state: str) -> None:
    """Put the nearest deadline of the office's running clocks onto the request; a standing clock has none.

    The time a state gives the applicant to answer is not the office's.
    """
    clocks = _running(request)
    entry = document.workflow.states.get(state)
    if entry is not None and entry.phase == Phase.WAITING_APPLICANT:
        clocks = clocks.filter(scope=OVERALL)
    stood = {pause.clock_id: pause.began_at for pause in _open_pauses(request)}
    due = [c for c in clocks.order_by("due_at") if c.pk not in stood or c.due_at < stood[c.pk]]
    request.due_at = due[0].due_at if due else None
    request.due_is_estimate = bool(due) and due[0].is_estimate


def _begin(step: Step, scope: str, length: Duration) -> None:
    calendar = deadlines.calendar_for(step.request.agency_id or "")
    pure = deadlines.clock_of(length.amount, length.unit, length.roll or "", step.now, (), calendar)
    due = deadlines.deadline(pure)
    if due is None:  # a clock without pauses always has a deadline
        raise AssertionError("a new clock stands still")
    SlaClock.objects.create(
        request=step.request,
        scope=scope,
        cycle=step.request.cycle,
        amount=length.amount,
        unit=str(length.unit),
        roll=length.roll or "",
        started_at=step.now,
        due_at=due.at,
        is_estimate=due.estimate,
    )


def _pause_or_resume(step: Step, to_state: str) -> None:
    sla = step.document.sla
    clock = _running(step.request).filter(scope=OVERALL).first()
    if sla is None or clock is None:
        return
    waiting = to_state in sla.pause_on
    pause = clock.pauses.filter(ended_at__isnull=True).first()
    if waiting and pause is None:
        SlaPause.objects.create(clock=clock, began_at=step.now, reason=to_state)
    elif waiting and pause is not None and pause.reason != to_state:
        _resume(step, clock, pause)
        SlaPause.objects.create(clock=clock, began_at=step.now, reason=to_state)
    elif not waiting and pause is not None:
        _resume(step, clock, pause)


def _resume(step: Step, clock: SlaClock, pause: SlaPause) -> None:
    pause.ended_at = step.now
    pause.save(update_fields=["ended_at"])
    redate(clock, deadlines.calendar_for(step.request.agency_id or ""))


def redate(clock: SlaClock, calendar: Calendar) -> None:
    """Date a clock anew on a calendar; a standing one keeps its date until it goes on."""
    found = deadlines.deadline(deadlines.of_row(clock, calendar))
    if found is not None:
        clock.due_at, clock.is_estimate = found.at, found.estimate
        clock.save(update_fields=["due_at", "is_estimate"])


def _open_pauses(request: ServiceRequest) -> QuerySet[SlaPause]:
    return SlaPause.objects.filter(
        clock__request=request, clock__stopped_at__isnull=True, ended_at__isnull=True
    ).select_related("clock")


def _running(request: ServiceRequest) -> QuerySet[SlaClock]:
    return SlaClock.objects.filter(request=request, stopped_at__isnull=True)
