"""Decide whether a step may be taken: state, right, territory, condition, four eyes. Nothing is written here."""

from __future__ import annotations

from collections.abc import Container, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.models import Staff
from citizens.models import Party, User
from services.catalogue.holdings import Holding
from services.definition import conditions
from services.definition.document import APPLICANT, SYSTEM, Action, ActionType
from services.definition.document import FINAL_PHASES as END
from services.requests import policies, secrets
from services.requests.engine import limits
from services.requests.engine.errors import NotAllowed, WrongState
from services.requests.engine.step import Step
from services.requests.models import FINAL_PHASES, OPEN_PHASES, RequestEvent, ServiceRequest, TaskKind
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
    refusal = _refuse_officer(step, rule) if step.actor.kind == "staff" else _refuse_others(step, rule)
    if refusal:
        return refusal
    if not conditions.holds(rule.when, scope_of(step)):
        return _("Syarat untuk langkah ini belum terpenuhi.")
    late = limits.too_late(step, rule) or limits.used_up(step, rule)
    if late:
        return late
    if step.request.effective_at is not None and step.request.shown_state:
        return _("Putusan sedang berlaku dalam beberapa detik; urungkan dahulu bila perlu.")
    return ""


def at_desk(step: Step, *, open_only: bool = True, only: Container[str] | None = None) -> Staff:
    """Let in an officer who may act on this request in any function, or in one of `only`, for an everyday step."""
    staff = step.actor.staff
    if step.actor.kind != "staff" or staff is None:
        raise NotAllowed(_("Langkah ini hanya untuk petugas."))
    held = [h for h in held_for(step) if at_home(step, h) and (only is None or h.function in only)]
    if not held:
        raise NotAllowed(_own_request() if is_own_request(step) else _not_yours())
    step.act_in(min(held, key=lambda holding: (not holding.own, holding.function)))
    if is_own_request(step):
        raise NotAllowed(_own_request())
    if open_only and step.request.phase not in OPEN_PHASES:
        raise moved_on(step.request)
    return staff


def held_for(step: Step) -> Sequence[Holding]:
    """Return what the officer holds for this request, asked once for all actions of a page."""
    if step.held is None:
        step.held = policies.holdings_for(step.actor.staff, step.request) if step.actor.staff else ()
    return step.held


def parts_of(step: Step) -> list[Holding]:
    """Return the holdings whose part of a fork still waits; a part is open to who was asked, at home and elsewhere."""
    open_parts = step.request.tasks.filter(kind=TaskKind.FORK, done_at__isnull=True)
    waiting = set(open_parts.values_list("agency", "function"))
    return [holding for holding in held_for(step) if (holding.agency_id, holding.function) in waiting]


def scope_of(step: Step) -> conditions.Scope:
    """Return what conditions of this request may look at: plain answers and facts."""
    if step.scope is None:
        request = step.request
        answers = secrets.unseal(request.answers, request.pk)
        step.scope = conditions.Scope(answers, facts_for(request.applicant, request))
    return step.scope


def _refuse_others(step: Step, rule: Action) -> str:
    """Let the clock and the applicant take what the document gives them, and note the role."""
    actor = step.actor
    step.function = SYSTEM if actor.kind == "system" else APPLICANT
    allowed = step.function in rule.by and (actor.kind == "system" or policies.owns(actor, step.request))
    return "" if allowed else _not_yours()


def _refuse_officer(step: Step, rule: Action) -> str:
    """Try each holding that gives the action, one's own before an absent colleague's; keep the first that may act."""
    if rule.type == ActionType.TASK:
        held = parts_of(step)
        if not held:
            return _("Tidak ada bagian kerja yang menunggu jawaban Anda.")
    else:
        held = [h for h in held_for(step) if at_home(step, h)]
    able = [h for own in (True, False) for f in rule.by for h in held if h.own == own and h.function == f]
    refusals = []
    for holding in able:
        step.act_in(holding)
        refusals.append(_own_request() if is_own_request(step) else _four_eyes(step, rule) or _same_judge(step, rule))
        if not refusals[-1]:
            return ""
    return refusals[0] if refusals else _not_yours()


def at_home(step: Step, holding: Holding) -> bool:
    """Say whether a holding is of the request's own agency; a guest does its part and nothing else."""
    return holding.agency_id == step.request.agency_id


def _not_yours() -> str:
    return _("Langkah ini bukan wewenang Anda untuk permohonan ini.")


def _own_request() -> str:
    return _("Anda tidak dapat memproses permohonan milik sendiri.")


def is_own_request(step: Step) -> bool:
    """Say whether who acts, or the colleague they act for, also filed it, is its applicant or its subject.

    By account or by NIK. A mandate leaves the responsibility with the absent colleague (UU 30/2014 art. 14 (8)), who
    must not decide on their own request through somebody else either.
    """
    absent = step.acting_for
    sides = [(step.actor.user, step.actor.party)] + ([(absent.user, absent.user.party)] if absent else [])
    return any(belongs_to(step.request, user, party) for user, party in sides)


def belongs_to(request: ServiceRequest, user: User | None, party: Party | None) -> bool:
    """Say whether this person filed the request, is its applicant or its subject, by account or by NIK."""
    if user is not None and request.filed_by_id == user.pk:
        return True
    if party is None:
        return False
    if party.pk in {request.applicant_id, request.subject_id}:
        return True
    return bool(party.nik_index) and request.applicant is not None and request.applicant.nik_index == party.nik_index


def _four_eyes(step: Step, rule: Action) -> str:
    """Hold two steps to two people: whoever pressed, and whoever it was pressed for, count on both sides alike."""
    if not rule.not_same_as or step.actor.user is None:
        return ""
    done = RequestEvent.objects.filter(request=step.request, action__in=rule.not_same_as)
    if done.filter(_behind(step.actor.user, step.actor.staff)).exists():
        return _("Empat mata: Anda sudah memeriksa permohonan ini, jadi orang lain yang mengesahkan.")
    absent = step.acting_for
    if absent is not None and done.filter(_behind(absent.user, absent)).exists():
        return _(
            "Empat mata: %(who)s, yang Anda gantikan, sudah memeriksa permohonan ini, jadi orang lain yang mengesahkan."
        ) % {"who": absent}
    return ""


def _same_judge(step: Step, rule: Action) -> str:
    """Keep whoever decided a request, or for whom it was decided, from deciding the objection to it."""
    request, user = step.request, step.actor.user
    target = step.document.workflow.states.get(rule.to or "")
    if request.parent_id is None or user is None or target is None or target.phase not in END:
        return ""
    behind = _behind(user, step.actor.staff)
    if step.acting_for is not None:
        behind |= _behind(step.acting_for.user, step.acting_for)
    if RequestEvent.objects.filter(behind, request=request.parent_id, kind="decide").exists():
        return _("Keberatan ini diputus orang lain: Anda, atau yang Anda gantikan, memutus permohonan asalnya.")
    return ""


def _behind(user: User, staff: Staff | None) -> Q:
    return Q(actor=user) | (Q(acting_for=staff) if staff else Q())


def moved_on(request: ServiceRequest) -> WrongState:
    """Make the refusal that names who moved the request last and when."""
    last = (
        RequestEvent.objects.filter(request=request)
        .exclude(kind__in=["note", "message", "claim", "release", "hand_over", "flag", "open"])
        .select_related("actor__staff", "actor__party", "acting_for")
        .order_by("-seq")
        .first()
    )
    if last is None:
        return WrongState()
    return WrongState(who=actor_name(last), at=last.at)


def is_final(request: ServiceRequest) -> bool:
    """Say whether a request has ended."""
    return request.phase in FINAL_PHASES
