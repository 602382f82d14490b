"""Hand a case to a colleague: one's own, or that of somebody who is away, by those who may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from agencies.models import Absence, Staff
from agencies.policies import away, away_among
from foundation import formats
from services.catalogue.holdings import Holding, holdings_of_all, staff_on_duty
from services.definition.document import APPLICANT, HEAD, SUPERIOR, SYSTEM, Document
from services.requests import policies
from services.requests.engine import ledger, notices, words
from services.requests.engine.admit import at_desk, belongs_to, moved_on
from services.requests.engine.errors import InvalidData, NotAllowed
from services.requests.engine.step import Step
from services.requests.models import OPEN_PHASES, ServiceRequest, Visibility
from services.requests.presenters.people import office
from services.requests.topics import GIVEN

SUPERIORS = frozenset({HEAD, SUPERIOR})


@dataclass(frozen=True)
class Colleague:
    """Name somebody who may receive a case, and in which functions."""

    staff: Staff
    functions: tuple[str, ...]
    acting_for: Staff | None  # set when every one of these functions is an absent colleague's
    acts_as: str


def hand_over(step: Step) -> None:
    """Give the case to a colleague who can act on it now, and tell them; only staff see that it happened."""
    check(step)
    receiver = _receiver(step)
    note = words.given(step)
    before, step.request.assignee = step.request.assignee, receiver
    payload = {"from": before.pk if before else None, "to": receiver.pk, "office": office(receiver), "text": note}
    ledger.record(step, "hand_over", payload=payload, visibility=Visibility.INTERNAL)
    if receiver != step.actor.staff:
        key = f"{step.request.pk}:{step.request.seq}:{GIVEN}"
        notices.tell_officer(step.request, str(step.document.title), receiver, GIVEN, key)


def check(step: Step) -> Staff:
    """Return the officer who may hand this case on; raises NotAllowed or WrongState with a sentence.

    One's own case; a colleague's for the admin of the agency and for who holds the function of a superior; and for
    everybody at work on it when that colleague is away or may not act on it any more.
    """
    staff = _giver(step)
    request, holder = step.request, step.request.assignee
    if request.phase not in OPEN_PHASES or request.shown_state:
        raise moved_on(request)
    if holder is None:
        raise NotAllowed(_("Permohonan ini belum ditangani siapa pun. Ambil dahulu, baru dapat dilimpahkan."))
    if holder == staff or _is_above(step, staff) or away(holder) or not policies.works_on(holder, request):
        return staff
    raise NotAllowed(
        _("%(who)s sedang menangani permohonan ini. Hanya ia sendiri, atasan, atau admin OPD yang melimpahkannya.")
        % {"who": holder}
    )


def colleagues(request: ServiceRequest, document: Document) -> list[Colleague]:
    """Return who could receive the case as it stands: active, not away, and able to act in its present state.

    Five queries, however many colleagues there are.
    """
    wanted = functions_now(request, document)
    people = staff_on_duty(request.agency_id or "", wanted)
    held, absent = holdings_of_all(people), away_among(people)
    prefetch_related_objects([request], "tasks")
    found = [
        _able(staff, request, wanted, held[staff.pk])
        for staff in people
        if staff.pk != request.assignee_id and not _why_not(staff, request, absent.get(staff.pk))
    ]
    return [colleague for colleague in found if colleague is not None]


def functions_now(request: ServiceRequest, document: Document) -> frozenset[str]:
    """Return the functions that can act in the present state; every function while the applicant has the word."""
    state = document.workflow.states.get(request.state)
    asked = {f for action in state.actions for f in action.by} if state else set()
    asked -= {APPLICANT, SYSTEM}
    if not asked:
        asked = {f for _state, action in document.workflow.actions() for f in action.by} - {APPLICANT, SYSTEM}
    return frozenset(asked)


def _giver(step: Step) -> Staff:
    staff, request = step.actor.staff, step.request
    if staff is not None and _is_admin(staff, request) and not policies.holdings_for(staff, request):
        if belongs_to(request, step.actor.user, step.actor.party):
            raise NotAllowed(_("Anda tidak dapat memproses permohonan milik sendiri."))
        step.office = staff.agency_id
        return staff
    return at_desk(step, open_only=False)


def _is_above(step: Step, staff: Staff) -> bool:
    held = {holding.function for holding in step.held or ()}
    return bool(held & SUPERIORS) or _is_admin(staff, step.request)


def _is_admin(staff: Staff, request: ServiceRequest) -> bool:
    return staff.is_agency_admin and staff.agency_id == request.agency_id and not request.confidential


def _receiver(step: Step) -> Staff:
    sent = str(step.data.get("to", "")).strip()
    if not sent:
        raise InvalidData([], _("Pilih rekan yang menerima permohonan ini."))
    request = step.request
    wanted = functions_now(request, step.document)
    known = sent.isascii() and sent.isdigit() and len(sent) < 10
    rows = Staff.objects.select_related("agency", "user__party").filter(is_active=True)
    staff = rows.filter(pk=int(sent)).first() if known else None
    # Somebody who may not act here is refused as somebody unknown: the list of staff is not to be tried out.
    if staff is None or _able(staff, request, wanted, policies.holdings(staff)) is None:
        raise InvalidData([], _("Rekan itu tidak berwenang pada tahap permohonan sekarang. Pilih dari daftar."))
    if staff.pk == request.assignee_id:
        raise InvalidData([], _("%(who)s sudah menangani permohonan ini.") % {"who": staff})
    why_not = _why_not(staff, request, away(staff))
    if why_not:
        raise InvalidData([], why_not)
    return staff


def _able(staff: Staff, request: ServiceRequest, wanted: frozenset[str], held: Sequence[Holding]) -> Colleague | None:
    here = [h for h in policies.holdings_for(staff, request, held) if h.agency_id == request.agency_id]
    able = [h for h in here if h.function in wanted]
    if not able:
        return None
    own = tuple(sorted({h.function for h in able if h.own}))
    first = able[0]
    if own:
        return Colleague(staff, own, None, "")
    return Colleague(staff, tuple(sorted({h.function for h in able})), first.acting_for, first.acts_as)


def _why_not(staff: Staff, request: ServiceRequest, absence: Absence | None) -> str:
    if belongs_to(request, staff.user, staff.user.party):
        return _("%(who)s adalah pemohonnya, jadi tidak dapat menangani permohonan ini.") % {"who": staff}
    if absence is not None:
        until = formats.long_date(absence.last_day)
        return _("%(who)s sedang tidak di tempat sampai %(date)s. Pilih rekan lain.") % {"who": staff, "date": until}
    return ""
