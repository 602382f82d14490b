"""Say what an actor may do with a request now, and why the rest is not possible: read-only, for pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agencies.models import Staff
from services.catalogue import documents
from services.catalogue.holdings import Holding
from services.definition.document import APPLICANT, SYSTEM, Action, ActionType
from services.requests import policies
from services.requests.actor import Actor
from services.requests.engine import consults, handover
from services.requests.engine.admit import at_desk, refuse
from services.requests.engine.errors import EngineError
from services.requests.engine.opening import step_for
from services.requests.engine.step import Step
from services.requests.models import FINAL_PHASES, Phase, ServiceRequest
from services.requests.presenters.states import public_phase

# Everyday steps with a page of their own, which is not offered where they would be refused anyhow.
CHECKS: Final[Mapping[str, Callable[[Step], object]]] = {
    "limpahkan": handover.check,
    "prioritaskan": at_desk,
    consults.KEY: consults.check,
}


@dataclass(frozen=True)
class Offer:
    """Describe one action on the decision bar."""

    key: str
    label: str
    type: str
    action: Action
    allowed: bool
    why_not: str
    acting_for: Staff | None = None  # the absent colleague whose office it would be
    acts_as: str = ""


def offered(request: ServiceRequest, actor: Actor, held: Sequence[Holding] | None = None) -> list[Offer]:
    """Return the document's actions of the present state for this side, each with its reason when refused.

    `held` is what the officer holds for this request, where it is known already.
    """
    document = documents.load(request.version)
    state = document.workflow.states.get(request.state)
    if state is None:
        return []
    if held is None:
        held = policies.holdings_for(actor.staff, request) if actor.staff else ()
    found, scope = [], None
    for rule in state.actions:
        if not _concerns(rule, actor):
            continue
        step = step_for(request, actor, rule.key, key="offer")
        step.held, step.scope = held, scope
        why = refuse(step, rule)
        scope = step.scope
        found.append(Offer(rule.key, rule.title, rule.type, rule, not why, why, step.acting_for, step.acts_as))
    return found


def _concerns(rule: Action, actor: Actor) -> bool:
    """Say whether an action belongs to this side at all; one that officer and applicant share belongs to both."""
    return bool(set(rule.by) - {APPLICANT, SYSTEM}) if actor.kind == "staff" else APPLICANT in rule.by


def reopenings(request: ServiceRequest, actor: Actor) -> list[Offer]:
    """Return the reopenings the applicant may ask for now; nothing of a decision that is still pending."""
    if public_phase(request) not in FINAL_PHASES:
        return []
    return [each for each in offered(request, actor) if each.type == ActionType.REOPEN and each.allowed]


def can_reopen(request: ServiceRequest, action: str) -> bool:
    """Say whether the document has such a reopening anywhere, so that a late press is told why it is refused."""
    rules = documents.load(request.version).workflow.actions()
    return any(rule.key == action and rule.type == ActionType.REOPEN for _state, rule in rules)


def everyday_refusal(request: ServiceRequest, actor: Actor, action: str) -> EngineError | None:
    """Return why a step every request has cannot be taken, whatever is filled in; None when it can."""
    step = step_for(request, actor, action, key="offer")
    try:
        CHECKS[action](step)
    except EngineError as refusal:
        return refusal
    return None


def may_withdraw(request: ServiceRequest) -> bool:
    """Say whether the applicant can still take the request back."""
    return request.phase in {Phase.IN_PROCESS, Phase.WAITING_APPLICANT} and not request.shown_state
