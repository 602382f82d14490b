"""Carry out the actions a document names, one small function per action type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from services.definition.document import Phase, State
from services.requests.engine import (
    checking,
    clocks,
    consults,
    corrections,
    decisions,
    forks,
    forwarding,
    keeping,
    ledger,
    notices,
    reopening,
)
from services.requests.engine.errors import NotAllowed
from services.requests.engine.own_form import own_form
from services.requests.engine.step import Step
from services.requests.policies import functions_of

DECIDED: Final = {Phase.APPROVED, Phase.REJECTED, Phase.CLOSED}
ENDED: Final = DECIDED | {Phase.WITHDRAWN}


def move(step: Step) -> None:
    """Go to the next state; a final state reached by staff or by the clock is a decision."""
    target, payload = target_of(step), own_form(step)
    if target.phase in DECIDED and step.actor.kind in {"staff", "system"}:
        decisions.decide(step, target, payload)
    else:
        go(step, target, "move", payload)


def mark_complete(step: Step) -> None:
    """Record the timestamped act that starts the legal clock (UU 30/2014 art. 53), once and for good."""
    if step.request.completed_at is not None and target_key(step) == step.request.state:
        raise NotAllowed(_("Berkas sudah dinyatakan lengkap."))
    step.request.completed_at = step.request.completed_at or step.now
    clocks.start(step, "complete")
    go(step, target_of(step), "complete", own_form(step))


def send_back(step: Step) -> None:
    """Return to the applicant with remarks pinned to fields."""
    items = corrections.wanted(step)
    corrections.open_round(step, items)
    remark = str(step.data.get("remark", "")).strip()[: corrections.NOTE_LIMIT]
    go(step, target_of(step), "return", {"items": items, "remark": remark, "round": step.request.round})


def resubmit(step: Step) -> None:
    """Take the corrected answers, all of them checked again, and go on where the document says."""
    checking.accept_answers(step)
    corrections.settle(step)
    go(step, target_of(step), "resubmit", {"answers": step.request.answers, "round": step.request.round})


def target_key(step: Step) -> str:
    """Return the key of the state an action leads to; an action without `to` stays."""
    return step.rule.to if step.rule and step.rule.to else step.request.state


def target_of(step: Step) -> State:
    """Return the state an action leads to."""
    return step.document.state(target_key(step))


def go(step: Step, target: State, kind: str, payload: Mapping[str, Any]) -> None:
    """Enter a state: phase, clocks, assignee, event, notices."""
    request = step.request
    to_state = target_key(step)
    request.phase = target.phase.value
    if step.actor.kind == "staff":
        request.assignee = step.actor.staff if _goes_on(step, target) else None
    clocks.change_state(step, to_state)
    if target.phase in ENDED:  # the applicant may end a case too
        clocks.stop(request, step.now)
    ledger.record(step, kind, to_state=to_state, payload=payload)
    notices.announce(step)


def _goes_on(step: Step, target: State) -> bool:
    """Say whether the same officer holds a function of the next state, so that the case stays in hand."""
    if step.actor.staff is None or target.phase != Phase.IN_PROCESS:
        return False
    held = functions_of(step.actor.staff, step.request)
    return any(f in held for action in target.actions for f in action.by)


def extend(step: Step) -> None:
    """Give the overall clock more time, with the reason and both deadlines in the history."""
    payload = own_form(step)
    old, new = clocks.extend(step)
    go(step, target_of(step), "extend", {**payload, "old": old.isoformat(), "new": new.isoformat()})


def comment(step: Step) -> None:
    """Keep what the action's form says and stay in the state."""
    go(step, target_of(step), "comment", own_form(step))


HANDLERS: Final[dict[str, Callable[[Step], None]]] = {
    "move": move,
    "approve": move,
    "reject": move,
    "close": move,
    "comment": comment,
    "extend": extend,
    "mark_complete": mark_complete,
    "return": send_back,
    "resubmit": resubmit,
    "fork": forks.fork,
    "task": forks.task,
    "consult": consults.ask,
    "forward": forwarding.forward,
    "exclude": keeping.exclude,
    "reopen": reopening.reopen,
}
