"""Take a decision that can be undone for ten seconds, and make it effective exactly once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import clock, rls
from foundation.outbox import enqueue
from services.definition.document import Effect, State
from services.requests.actor import Actor
from services.requests.effects import EffectRefused, effects, overturn
from services.requests.engine import clocks, guests, ledger, notices
from services.requests.engine.errors import InvalidData, NotAllowed
from services.requests.engine.opening import lock, step_for
from services.requests.engine.step import Step
from services.requests.models import Phase, RequestEvent, ServiceRequest, Visibility
from services.requests.models.task import TASK
from services.requests.retention import retain_until

UNDO_SECONDS: Final = 10
JOB: Final = "requests.settle"
# What an effect is told again when the decision takes effect.
KEPT: Final = ("output", "sha256", "external_number")


def decide(step: Step, target: State, payload: Mapping[str, Any]) -> None:
    """Move to a final state but let citizen and API see the old one until the decision is effective.

    What the clock ends (a closing after days without an answer) is effective at once: nobody is there to undo it.
    """
    request, by_clock = step.request, step.actor.kind == "system"
    data = {**payload, "effects": _checked(step)} | ({"before": step.before} if step.before else {})
    request.shown_state, request.shown_phase = request.state, request.phase
    request.phase, request.decided_at = target.phase.value, step.now
    request.effective_at = step.now + timedelta(seconds=0 if by_clock else UNDO_SECONDS)
    event = ledger.record(step, "decide", to_state=_rule(step).to, payload=data, visibility=Visibility.INTERNAL)
    if by_clock:
        make_effective(replace(step, key=f"settle:{event.seq}"), event)
        return
    enqueue(
        JOB,
        {"request": str(request.pk), "seq": str(request.seq)},
        key=f"{request.pk}:{request.seq}",
        not_before=request.effective_at,
    )


def _checked(step: Step) -> list[dict[str, Any]]:
    found = []
    for wish in _rule(step).effects:
        name, argument = _named(wish)
        try:
            effects.get(name).check(step.request, argument, step.data, step.actor)
        except EffectRefused as refusal:
            raise InvalidData([], str(refusal)) from refusal
        kept = {k: str(step.data[k]) for k in KEPT if k in step.data}
        found.append({"name": name, "argument": argument, "data": kept})
    return found


def _named(wish: Effect) -> tuple[str, str]:
    """Return the registered name of an effect and what it acts on."""
    named = {"output": wish.output, "hook": wish.hook, "parent": wish.parent}
    return next((name, argument) for name, argument in named.items() if argument)


def undo(step: Step) -> None:
    """Take back one's own decision while nobody outside has seen it."""
    request = step.request
    if not request.shown_state or request.effective_at is None or step.now >= request.effective_at:
        raise NotAllowed(_("Waktu untuk mengurungkan sudah lewat. Putusan sudah berlaku."))
    decision = _decision(request)
    if decision.actor_id is None or step.actor.user is None or decision.actor_id != step.actor.user.pk:
        raise NotAllowed(_("Hanya yang memutuskan yang dapat mengurungkan."))
    back = request.shown_state
    request.phase = request.shown_phase
    request.shown_state = request.shown_phase = ""
    request.decided_at = request.effective_at = None
    for name, value in (decision.payload.data or {}).get("before", {}).items():  # a number nobody outside has seen
        setattr(request, name, value)
    ledger.record(step, "undo", to_state=back, visibility=Visibility.INTERNAL)
    guests.reopen(request, str((decision.payload.data or {}).get(TASK, "")), step.now)


@rls.system()
def settle(request_id: UUID, seq: int | None = None) -> bool:
    """Make a pending decision effective; returns False when there is none (undone, or already effective)."""
    with transaction.atomic():
        request = lock(request_id)
        if not is_due(request):
            return False
        decision = _decision(request)
        if seq is not None and decision.seq != seq:
            return False
        make_effective(step_for(request, Actor.clock(), decision.action, key=f"settle:{decision.seq}"), decision)
        return True


def is_due(request: ServiceRequest) -> bool:
    """Say whether a decision waits whose time has come."""
    return bool(request.shown_state) and request.effective_at is not None and request.effective_at <= clock.now()


def make_effective(step: Step, decision: RequestEvent) -> None:
    """Carry out the effects, show the new state, stop the clocks, tell the applicant."""
    request = step.request
    payload = getattr(decision, "payload", None)
    for wish in (payload.data or {}).get("effects", []) if payload else []:
        effects.get(wish["name"]).apply(request, wish["argument"], wish["data"])
    if request.cycle and request.phase == Phase.REJECTED:
        overturn(request)
    request.shown_state = request.shown_phase = ""
    request.retain_until = retain_until(step.document, request)
    clocks.stop(request, decision.at)
    ledger.record(replace(step, function=decision.function), "effective")
    notices.announce(step)


@rls.system()
def settle_if_due(request: ServiceRequest) -> ServiceRequest:
    """Make an overdue decision effective before anything else happens; called with the row locked."""
    if is_due(request):
        decision = _decision(request)
        make_effective(step_for(request, Actor.clock(), decision.action, key=f"settle:{decision.seq}"), decision)
    return request


def _decision(request: ServiceRequest) -> RequestEvent:
    return RequestEvent.objects.select_related("payload").filter(request=request, kind="decide").latest("seq")


def _rule(step: Step) -> Any:
    if step.rule is None:
        raise NotAllowed(_("Langkah ini bukan putusan."))
    return step.rule
