"""Do for one request what its time has come for: tell, register, take an automatic step. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from foundation import clock
from services.definition.document import HEAD
from services.requests.actor import Actor
from services.requests.engine import agenda, alarms, ledger, watching
from services.requests.engine.agenda import Item, Kind
from services.requests.engine.decisions import settle_if_due
from services.requests.engine.door import perform
from services.requests.engine.errors import EngineError
from services.requests.engine.opening import lock, step_for
from services.requests.engine.step import Step
from services.requests.models import (
    ServiceRequest,
    SilenceEntry,
    SlaClock,
    SlaEscalation,
    Visibility,
    Watch,
)

# A request whose steps raise is tried again after this long; the others of its minute do not wait for it.
LATER: Final = timedelta(hours=1)
MOST_STEPS: Final = 20


def attend(request_id: UUID) -> bool:
    """Do what is due for a request, in one transaction and under its lock; False when another worker was faster."""
    with transaction.atomic():
        request = lock(request_id)
        watch = Watch.objects.filter(request=request).first()
        if watch is None or watch.at > clock.now():
            return False
        settle_if_due(request)
        if request.shown_state and request.effective_at is not None:
            # Decided seconds ago: whoever decided may still undo it, and then the watch goes on.
            watching.look_again(request, request.effective_at)
            return True
        _do(request)
    return True


def put_off(request_id: UUID) -> None:
    """Let a request that failed wait, so that it does not hold up the others."""
    Watch.objects.filter(request=request_id).update(at=clock.now() + LATER)


def _do(request: ServiceRequest) -> None:
    """Do what is due; an automatic step may lead to a state whose own step is due, but not for ever."""
    for _turn in range(MOST_STEPS):
        step = step_for(request, Actor.clock(), "", key="")
        due = [item for item in agenda.ahead(request, step.document) if item.at <= step.now]
        if not due:
            watching.arrange(request, step.document)
            return
        for item in _told_once(due):
            if item.kind == Kind.STEP:
                _take(request, item)
                request = lock(request.pk)
                break  # the state may be another now: look again
            HANDLERS[item.kind](step, item)
    watching.look_again(request, clock.now() + LATER)


def _told_once(due: list[Item]) -> list[Item]:
    """Put steps last, and of several rungs for one function passed at once the highest first."""
    return sorted(due, key=lambda item: (item.kind == Kind.STEP, -item.percent))


def _escalate(step: Step, item: Item) -> None:
    row = SlaClock.objects.get(request=step.request, scope="", stopped_at__isnull=True)
    higher = SlaEscalation.objects.filter(
        clock=row, function=item.name, percent__gt=item.percent, told_at=step.now
    ).exists()
    _made, new = SlaEscalation.objects.get_or_create(
        clock=row, percent=item.percent, function=item.name, defaults={"told_at": step.now}
    )
    if not new or higher:  # one notice is enough where a long pause of the server let several rungs pass
        return
    key = f"{row.pk}:{item.percent}:{item.name}"
    told = alarms.tell(step, item.name, "eskalasi", f"esk:{key}")
    _note(step, "eskalasi", "escalate", key, {"percent": item.percent, "function": item.name, "told": told})


def _warn(step: Step, item: Item) -> None:
    key = f"{step.request.pk}:{step.request.cycle}"
    told = alarms.tell(step, HEAD, "batas_diam_dekat", f"diam1:{key}")
    _note(step, "batas_diam", agenda.WARNED, key, {"due": _iso(item), "told": told})


def _register(step: Step, item: Item) -> None:
    """Write the entry of the register (UU 30/2014 art. 53): the law speaks, the software decides nothing."""
    request = step.request
    _entry, new = SilenceEntry.objects.get_or_create(
        request=request, cycle=request.cycle, defaults={"due_at": item.deadline or step.now, "entered_at": step.now}
    )
    if new:
        key = f"{request.pk}:{request.cycle}"
        told = alarms.tell(step, HEAD, "batas_diam", f"diam2:{key}")
        _note(step, "batas_diam", "silence", key, {"due": _iso(item), "told": told})


def _take(request: ServiceRequest, item: Item) -> None:
    """Take an automatic step through the door; one that is refused at its time is noted and not tried again."""
    since = request.state_since.isoformat() if request.state_since else ""
    try:
        perform(request.pk, item.name, Actor.clock(), key=f"clock:{since}")
    except EngineError as refusal:
        request = lock(request.pk)
        _note(step_for(request, Actor.clock(), "", key=""), item.name, "skip", since, {"why": refusal.sentence})


def _note(step: Step, action: str, kind: str, key: str, payload: dict[str, object]) -> None:
    named = replace(step, action=action, key=f"{kind}:{key}"[:80])
    ledger.record(named, kind, payload=payload, visibility=Visibility.INTERNAL)


def _iso(item: Item) -> str:
    return item.deadline.isoformat() if item.deadline else ""


HANDLERS: Final[dict[Kind, Callable[[Step, Item], None]]] = {
    Kind.ESCALATE: _escalate,
    Kind.WARN: _warn,
    Kind.SILENCE: _register,
}
