"""Ask an OPD's hooks before the door opens, so that no lock is held while somebody else's system thinks.

What was heard is bound to the answers it was heard about: inside the transaction other answers mean Stale. A hook that
raises or hangs never loses a request: the document parks it (taken, and staff see what is still owed) or refuses the
step (the draft stays).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from foundation import crypto, idempotency
from services.catalogue import documents
from services.catalogue.registry import registry
from services.definition import answers as cleaning
from services.definition import fees
from services.definition.document import Action, ActionType, Document
from services.definition.problems import Problem, ProblemCode
from services.requests import hooks, policies
from services.requests.actor import Actor, as_json
from services.requests.engine import ledger
from services.requests.engine.errors import InvalidData, NotAllowed, Stale, Unavailable
from services.requests.engine.opening import lock, step_for
from services.requests.engine.step import Heard, Step
from services.requests.lookups import RequestLookups
from services.requests.models import ServiceRequest, Visibility
from services.requests.prefill import facts_for
from services.requests.secrets import unseal, unseal_typed

RECHECK: Final = "periksa_ulang"
ASKS: Final = frozenset({ActionType.SUBMIT, ActionType.RESUBMIT})
TROUBLE_LENGTH: Final = 200


@dataclass(frozen=True)
class _Asked:
    """Hold what hooks are asked about."""

    document: Document
    answers: Mapping[str, Any]
    facts: Mapping[str, Any]


def ask(request_id: UUID, action: str, actor: Actor) -> Heard | None:
    """Return what the hooks of a request say to a sending of it; None where none is asked."""
    if not registry.hooks:
        return None
    request = policies.visible_to(actor).select_related("version", "applicant").filter(pk=request_id).first()
    if request is None:
        return None
    document = documents.load(request.version)
    if not has_hooks(document) or not _is_sending(document, request, action):
        return None
    facts = facts_for(request.applicant, request)
    raw = {**unseal(request.answers, request.pk), **unseal_typed(request.typed, request.pk)}
    cleaned = cleaning.clean(document, None, raw, facts, lookups=RequestLookups(request))
    # What is wrong by the document itself is said first; nobody outside is bothered with it.
    return None if cleaned.problems else hear(document, cleaned.answers, facts)


def has_hooks(document: Document) -> bool:
    """Say whether somebody is asked when a request of this service is sent."""
    return document.hooks.validate_ is not None or _fee_hook(document) is not None


def hear(document: Document, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> Heard:
    """Ask the validating and the fee hook about these answers; what fails is kept as a failure."""
    problems: tuple[Problem, ...] = ()
    fee, failures = None, []
    try:
        if document.hooks.validate_ is not None:
            said = hooks.problems_of(document.hooks.validate_, answers, facts)
            problems = tuple(Problem(p.field, ProblemCode.HOOK, {"said": p.sentence}) for p in said)
    except hooks.HookFailed as failed:
        failures.append(failed.name)
    try:
        if (name := _fee_hook(document)) is not None:
            fee = hooks.fee_by(name, answers, facts)
    except hooks.HookFailed as failed:
        failures.append(failed.name)
    return Heard(digest(answers), problems, fee, tuple(failures))


def digest(answers: Mapping[str, Any]) -> str:
    """Return a keyed digest of answers: equal for equal ones, and it betrays none."""
    return crypto.blind_index(idempotency.body_hash(as_json(dict(answers))), purpose="requests.hooks")


def apply(step: Step, answers: Mapping[str, Any]) -> None:
    """Let what was heard count for the answers about to be taken; raises InvalidData, Unavailable or Stale."""
    request, document, heard = step.request, step.document, step.heard
    request.fee = fees.fee_of(document, answers, facts_for(request.applicant, request))
    if not has_hooks(document):
        return
    if heard is None or heard.digest != digest(answers):
        raise Stale
    if heard.problems:
        raise InvalidData(heard.problems)
    if heard.failures and document.hooks.on_error == "refuse":
        raise Unavailable
    if heard.fee is not None:
        request.fee = heard.fee
    request.trouble = _owed(heard.failures)


def note_failures(step: Step) -> None:
    """Write into the history, for staff, which checks are still owed."""
    if step.heard is not None and step.heard.failures and step.request.trouble:
        ledger.record(
            replace(step, action="hook"),
            "hook_failed",
            payload={"hooks": list(step.heard.failures)},
            visibility=Visibility.INTERNAL,
        )


def recheck(step: Step) -> None:
    """Let an officer ask the hooks again about a request whose check is still owed."""
    request, heard = step.request, step.heard
    if step.actor.staff is None or not (held := policies.functions_of(step.actor.staff, request)):
        raise NotAllowed(_("Langkah ini bukan wewenang Anda untuk permohonan ini."))
    if not request.trouble or heard is None:
        raise NotAllowed(_("Tidak ada pemeriksaan yang tertunda."))
    if heard.digest != digest(unseal(request.answers, request.pk)):
        raise Stale
    step.function = min(held)
    if heard.fee is not None:
        request.fee = heard.fee
    found = "; ".join(str(problem.params["said"]) for problem in heard.problems)
    request.trouble = (_owed(heard.failures) or found)[:TROUBLE_LENGTH]
    payload = {"hooks": list(heard.failures), "found": found}
    ledger.record(step, "recheck", payload=payload, visibility=Visibility.INTERNAL)


def effect_failed(request_id: UUID, hook: str) -> None:
    """Write on a decided request that its effect hook gave up; called in the transaction that ends the job."""
    request = lock(request_id)
    request.trouble = _owed((hook,))
    step = step_for(request, Actor.clock(), "hook", key=f"effect:{hook}"[:80])
    ledger.record(step, "hook_failed", payload={"hooks": [hook]}, visibility=Visibility.INTERNAL)


def _owed(failures: tuple[str, ...]) -> str:
    if not failures:
        return ""
    return (_("Pemeriksaan otomatis belum berhasil: %(names)s.") % {"names": ", ".join(failures)})[:TROUBLE_LENGTH]


def _fee_hook(document: Document) -> str | None:
    fee = document.standard.fee
    return (fee.hook if fee is not None else None) or document.hooks.fee


def _is_sending(document: Document, request: ServiceRequest, action: str) -> bool:
    if action == RECHECK:
        return bool(request.trouble)
    state = document.workflow.states.get(request.state)
    rules: tuple[Action, ...] = state.actions if state else ()
    return any(rule.key == action and rule.type in ASKS for rule in rules)
