"""Run the clocks of a request: started by the act the document names, paused while the applicant is asked."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from services.definition.document import Duration
from services.requests import deadlines
from services.requests.engine.errors import NotAllowed
from services.requests.engine.step import Step
from services.requests.models import RequestEvent, ServiceRequest, SlaClock, SlaPause

OVERALL: Final = ""


def start(step: Step, what: str) -> None:
    """Start the overall clock when `what` ("submitted", "complete", an action key) is where the document starts it."""
    sla = step.document.sla
    if sla is None or sla.from_ not in {what, step.action}:
        return
    if not SlaClock.objects.filter(request=step.request, scope=OVERALL).exists():
        _begin(step, OVERALL, sla)
    show_due(step.request)


def change_state(step: Step, to_state: str) -> None:
    """Stop the clock of the state left, start the one entered, pause or resume the overall one."""
    request = step.request
    if to_state != request.state:
        _running(request).exclude(scope=OVERALL).update(stopped_at=step.now)
        target = step.document.workflow.states.get(to_state)
        if target is not None and target.sla is not None:
            _begin(step, to_state, target.sla)
    _pause_or_resume(step, to_state)
    start(step, step.action)
    show_due(request)


def stop(request: ServiceRequest, at: datetime) -> None:
    """Stop every clock: the request has ended."""
    SlaPause.objects.filter(clock__request=request, ended_at__isnull=True).update(ended_at=at)
    _running(request).update(stopped_at=at)


def extend(step: Step) -> None:
    """Give the overall clock more time, as often as the document allows, with the reason in the history."""
    rule, clock = step.rule, _running(step.request).filter(scope=OVERALL).first()
    if rule is None or rule.extend is None or clock is None:
        raise NotAllowed(_("Tidak ada tenggat berjalan yang dapat diperpanjang."))
    used = RequestEvent.objects.filter(request=step.request, action=rule.key).count()
    if used >= (rule.times or 1):
        raise NotAllowed(_("Perpanjangan sudah dipakai."))
    clock.amount += rule.extend.amount
    _redate(clock, step.request)
    show_due(step.request)


def show_due(request: ServiceRequest) -> None:
    """Put the nearest deadline of the running clocks onto the request."""
    clocks = sorted(_running(request), key=lambda c: c.due_at)
    request.due_at = clocks[0].due_at if clocks else None
    request.due_is_estimate = bool(clocks) and clocks[0].is_estimate


def _begin(step: Step, scope: str, length: Duration) -> None:
    calendar = deadlines.calendar_for(step.request.agency_id or "")
    pure = deadlines.clock_of(length.amount, length.unit, length.roll or "", step.now, (), calendar)
    due = deadlines.deadline(pure)
    if due is None:  # a clock without pauses always has a deadline
        raise AssertionError("a new clock stands still")
    SlaClock.objects.create(
        request=step.request,
        scope=scope,
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
    elif not waiting and pause is not None:
        pause.ended_at = step.now
        pause.save(update_fields=["ended_at"])
        _redate(clock, step.request)


def _redate(clock: SlaClock, request: ServiceRequest) -> None:
    due = deadlines.deadline(deadlines.of_row(clock, deadlines.calendar_for(request.agency_id or "")))
    if due is not None:
        clock.due_at, clock.is_estimate = due.at, due.estimate
    clock.save(update_fields=["due_at", "is_estimate", "amount"])


def _running(request: ServiceRequest) -> QuerySet[SlaClock]:
    return SlaClock.objects.filter(request=request, stopped_at__isnull=True)
