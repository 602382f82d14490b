"""Decide whether a step may be taken: state, right, territory, condition, four eyes. Nothing is written here."""

from __future__ import annotations

from django.utils.translation import gettext as _

from services.definition import conditions
from services.definition.document import APPLICANT, SYSTEM, Action
from services.requests import policies, secrets
from services.requests.engine.errors import NotAllowed, WrongState
from services.requests.engine.step import Step
from services.requests.models import FINAL_PHASES, RequestEvent, ServiceRequest
from services.requests.prefill import facts_for
from services.requests.presenters.people import actor_name


def admit(step: Step) -> None:
    """Find the rule for a step and check it; raises WrongState or NotAllowed with a sentence."""
    # A document need not name the state in which a withdrawn request rests: nothing can be done there.
    state = step.document.workflow.states.get(step.request.state)
    rule = next((a for a in state.actions if a.key == step.action), None) if state else None
    if rule is None:
        raise moved_on(step.request)
    refusal = refuse(step, rule)
    if refusal:
        raise NotAllowed(refusal)
    step.rule = rule


def refuse(step: Step, rule: Action) -> str:
    """Return why the actor may not take this action now, or "" when nothing stands in the way."""
    function = _function(step, rule)
    if function is None:
        return _("Langkah ini bukan wewenang Anda untuk permohonan ini.")
    step.function = function
    if step.actor.kind == "staff" and is_own_request(step):
        return _("Anda tidak dapat memproses permohonan milik sendiri.")
    blocker = _four_eyes(step, rule)
    if blocker:
        return blocker
    if not conditions.holds(rule.when, scope_of(step)):
        return _("Syarat untuk langkah ini belum terpenuhi.")
    if step.request.effective_at is not None and step.request.shown_state:
        return _("Putusan sedang berlaku dalam beberapa detik; urungkan dahulu bila perlu.")
    return ""


def scope_of(step: Step) -> conditions.Scope:
    """Return what conditions of this request may look at: plain answers and facts."""
    request = step.request
    answers = secrets.unseal(request.answers, request.pk)
    return conditions.Scope(answers, facts_for(request.applicant, request))


def _function(step: Step, rule: Action) -> str | None:
    actor, request = step.actor, step.request
    if actor.kind == "system":
        return SYSTEM if SYSTEM in rule.by else None
    if actor.kind in {"citizen", "anonymous"}:
        return APPLICANT if APPLICANT in rule.by and policies.owns(actor, request) else None
    if actor.staff is None:
        return None
    held = policies.functions_of(actor.staff, request)
    return next((f for f in rule.by if f in held), None)


def is_own_request(step: Step) -> bool:
    """Say whether who acts also filed it, is its applicant or its subject, by account or by NIK."""
    request, party = step.request, step.actor.party
    if step.actor.user is not None and request.filed_by_id == step.actor.user.pk:
        return True
    if party is None:
        return False
    if party.pk in {request.applicant_id, request.subject_id}:
        return True
    return bool(party.nik_index) and request.applicant is not None and request.applicant.nik_index == party.nik_index


def _four_eyes(step: Step, rule: Action) -> str:
    if not rule.not_same_as or step.actor.user is None:
        return ""
    mine = RequestEvent.objects.filter(request=step.request, actor=step.actor.user, action__in=rule.not_same_as)
    if mine.exists():
        return _("Empat mata: Anda sudah memeriksa permohonan ini, jadi orang lain yang mengesahkan.")
    return ""


def moved_on(request: ServiceRequest) -> WrongState:
    """Make the refusal that names who moved the request last and when."""
    last = (
        RequestEvent.objects.filter(request=request)
        .exclude(kind__in=["note", "message", "claim", "release", "open"])
        .select_related("actor__staff", "actor__party")
        .order_by("-seq")
        .first()
    )
    if last is None:
        return WrongState()
    return WrongState(who=actor_name(last), at=last.at)


def is_final(request: ServiceRequest) -> bool:
    """Say whether a request has ended."""
    return request.phase in FINAL_PHASES
