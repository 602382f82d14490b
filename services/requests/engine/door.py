"""Change a request: the one door that page, panel, API and clock walk through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from foundation import crypto, idempotency, rls
from services.definition.document import ActionType
from services.requests import policies
from services.requests.actor import Actor, as_json
from services.requests.engine import asking, consults, decisions, everyday, further, moves, rebase, submit, watching
from services.requests.engine.admit import admit, moved_on
from services.requests.engine.errors import KeyReused, NotFound
from services.requests.engine.opening import lock, step_for
from services.requests.engine.step import Outcome, Step
from services.requests.models import ServiceRequest

UNDO = "urungkan"
EVERYDAY: Mapping[str, Callable[[Step], None]] = {
    **everyday.HANDLERS,
    UNDO: decisions.undo,
    asking.RECHECK: asking.recheck,
    rebase.KEY: rebase.rebase,
    consults.KEY: consults.answer,
}
# What is said in a case, and who has it in hand, moves no clock.
TIMELESS = frozenset({"ambil", "lepas", "limpahkan", "catatan", "pesan", "prioritaskan", asking.RECHECK})


def perform(
    request_id: UUID,
    action: str,
    actor: Actor,
    *,
    data: Mapping[str, Any] | None = None,
    key: str,
    expected_seq: int | None = None,
) -> Outcome:
    """Take one action on one request, exactly once per (actor, request, action, key).

    0. ask an OPD's hooks, where the document names some, 1. lock the row, 2. answer a repeated key with its stored
    result, 3. make an overdue decision effective,
    4. compare what the page showed, 5. check right, territory, condition, four eyes, 6. clean the action's own form,
    7. append the event, move the projection, tasks, clocks and corrections, 8. write outbox jobs and when to look at
    the request again, 9. keep the result.
    Raises a subclass of EngineError; then nothing was written.
    """
    body = fingerprint(data)
    heard = asking.ask(request_id, action, actor)
    # A step reaches further than who takes it may look (the next office, guests, the first request of an objection), so
    # it is written for the portal; whether this actor may know of the request is asked as them (`_check_visible`).
    with transaction.atomic(), rls.system() as asker:
        request = lock(request_id)
        # Before anything else: whoever answered the last part may not see the request any more when pressing twice.
        earlier = _recall(actor, _scope(request_id, action), key, body)
        if earlier is not None:
            return Outcome(request, int(earlier["seq"]), replayed=True, follow_up=_code_again(request, actor, earlier))
        with rls.use(asker):
            _check_visible(request, actor)
        decisions.settle_if_due(request)
        step = step_for(request, actor, action, data=data, key=key)
        step.heard, step.expected_seq = heard, expected_seq
        if expected_seq not in {None, request.seq} and not _beside_others(step):
            raise moved_on(request)
        _run(step)
        asking.note_failures(step)
        if action not in TIMELESS:
            watching.arrange(step.request, step.document)
        result = {"seq": request.seq, "anonymous": bool(step.secret)}
        idempotency.store(actor.key, _scope(request_id, action), key, body, result)
        return Outcome(request, request.seq, follow_up=step.secret.get("follow_up", ""))


def fingerprint(data: Mapping[str, Any] | None) -> str:
    """Return a keyed digest of an action's data, so that a stored result betrays no answer."""
    return crypto.blind_index(idempotency.body_hash(as_json(dict(data or {}))), purpose="requests.idempotency")


def _run(step: Step) -> None:
    known = EVERYDAY.get(step.action) or further.found(step.action)
    if known is not None:
        known(step)
        return
    admit(step)
    if step.rule is not None and step.rule.type == "submit":
        submit.submit(step)
    else:
        moves.HANDLERS[step.rule.type if step.rule else "move"](step)


def is_repeat(request_id: UUID, action: str, actor: Actor, key: str) -> bool:
    """Say whether this actor took this action with this key before, whatever else was sent."""
    try:
        return idempotency.recall(actor.key, _scope(request_id, action), key, "") is not None
    except idempotency.KeyReused:
        return True


def _scope(request_id: UUID, action: str) -> str:
    return f"{request_id}:{action}"[:120]


def _check_visible(request: ServiceRequest, actor: Actor) -> None:
    if actor.kind != "system" and not policies.visible_to(actor).filter(pk=request.pk).exists():
        raise NotFound


def _beside_others(step: Step) -> bool:
    """Say whether a step is one of several taken at the same time, so that another's is no reason to look again.

    That the part was asked after the page was drawn still is: see `guests.check_fresh`.
    """
    if step.action == consults.KEY:
        return True
    state = step.document.workflow.states.get(step.request.state)
    return state is not None and any(a.key == step.action and a.type == ActionType.TASK for a in state.actions)


def _recall(actor: Actor, scope: str, key: str, body: str) -> dict[str, Any] | None:
    try:
        return idempotency.recall(actor.key, scope, key, body)
    except idempotency.KeyReused as reused:
        raise KeyReused from reused


def _code_again(request: ServiceRequest, actor: Actor, earlier: Mapping[str, Any]) -> str:
    """Show the follow-up code again to the very session whose answer got lost on the way."""
    return submit.follow_up_code(request) if earlier.get("anonymous") and actor.kind == "anonymous" else ""
