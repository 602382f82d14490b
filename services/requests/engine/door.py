"""Change a request: the one door that page, panel, API and clock walk through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from foundation import crypto, idempotency
from services.requests import policies
from services.requests.actor import Actor, as_json
from services.requests.engine import asking, consults, decisions, everyday, moves, rebase, submit, watching
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
    with transaction.atomic():
        request = _locked(request_id, actor)
        scope = f"{request_id}:{action}"[:120]
        earlier = _recall(actor, scope, key, body)
        if earlier is not None:
            return Outcome(request, int(earlier["seq"]), replayed=True, follow_up=_code_again(request, actor, earlier))
        decisions.settle_if_due(request)
        if expected_seq is not None and expected_seq != request.seq:
            raise moved_on(request)
        step = step_for(request, actor, action, data=data, key=key)
        step.heard = heard
        _run(step)
        asking.note_failures(step)
        if action not in TIMELESS:
            watching.arrange(step.request, step.document)
        idempotency.store(actor.key, scope, key, body, {"seq": request.seq, "anonymous": bool(step.secret)})
        return Outcome(request, request.seq, follow_up=step.secret.get("follow_up", ""))


def fingerprint(data: Mapping[str, Any] | None) -> str:
    """Return a keyed digest of an action's data, so that a stored result betrays no answer."""
    return crypto.blind_index(idempotency.body_hash(as_json(dict(data or {}))), purpose="requests.idempotency")


def _run(step: Step) -> None:
    if step.action in EVERYDAY:
        EVERYDAY[step.action](step)
        return
    admit(step)
    if step.rule is not None and step.rule.type == "submit":
        submit.submit(step)
    else:
        moves.HANDLERS[step.rule.type if step.rule else "move"](step)


def _locked(request_id: UUID, actor: Actor) -> ServiceRequest:
    request = lock(request_id)
    if actor.kind != "system" and not policies.visible_to(actor).filter(pk=request_id).exists():
        raise NotFound
    return request


def _recall(actor: Actor, scope: str, key: str, body: str) -> dict[str, Any] | None:
    try:
        return idempotency.recall(actor.key, scope, key, body)
    except idempotency.KeyReused as reused:
        raise KeyReused from reused


def _code_again(request: ServiceRequest, actor: Actor, earlier: Mapping[str, Any]) -> str:
    """Show the follow-up code again to the very session whose answer got lost on the way."""
    return submit.follow_up_code(request) if earlier.get("anonymous") and actor.kind == "anonymous" else ""
