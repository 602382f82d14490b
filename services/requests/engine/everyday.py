"""Do what every service has without its document saying so: claim, release, note, message, withdraw."""

from __future__ import annotations

from django.utils.translation import gettext as _

from agencies.models import Staff
from services.requests import policies
from services.requests.engine import clocks, ledger, notices
from services.requests.engine.admit import is_own_request, moved_on
from services.requests.engine.errors import InvalidData, NotAllowed
from services.requests.engine.step import Step
from services.requests.models import OPEN_PHASES, Message, Phase, Visibility

TEXT_LIMIT = 4000
WITHDRAWN_STATE = "dibatalkan"


def claim(step: Step) -> None:
    """Take an unclaimed open request; a claimed one names who has it."""
    staff = _desk(step)
    if step.request.assignee_id is not None and step.request.assignee != staff:
        raise NotAllowed(_("Sudah diambil %(who)s.") % {"who": step.request.assignee})
    step.request.assignee = staff
    ledger.record(step, "claim", visibility=Visibility.INTERNAL)


def release(step: Step) -> None:
    """Put one's own request back into the queue."""
    staff = _desk(step)
    if step.request.assignee != staff:
        raise NotAllowed(_("Permohonan ini tidak sedang Anda tangani."))
    step.request.assignee = None
    ledger.record(step, "release", visibility=Visibility.INTERNAL)


def note(step: Step) -> None:
    """Keep a remark that only staff see."""
    _desk(step, open_only=False)
    ledger.record(step, "note", payload={"text": _text(step)}, visibility=Visibility.INTERNAL)


def message(step: Step) -> None:
    """Write into the conversation of a case, from either side."""
    text = _text(step)
    request, from_staff = step.request, step.actor.kind == "staff"
    if request.phase == Phase.DRAFT:
        raise NotAllowed(_("Kirim permohonan dahulu, baru Anda dapat menulis pesan."))
    if not from_staff and not policies.owns(step.actor, request):
        raise NotAllowed(_("Langkah ini bukan wewenang Anda untuk permohonan ini."))
    if from_staff:
        _desk(step, open_only=False)
    said = Message.objects.create(
        request=request, author=step.actor.user, from_staff=from_staff, body=text, at=step.now
    )
    ledger.record(step, "message", payload={"message": str(said.pk)})
    if from_staff:
        notices.tell_applicant(step, "pesan")


def withdraw(step: Step) -> None:
    """Let the applicant take a request back while it is open."""
    request = step.request
    if not policies.owns(step.actor, request):
        raise NotAllowed(_("Hanya pemohon yang dapat membatalkan permohonan."))
    if request.phase not in OPEN_PHASES or request.shown_state:
        raise moved_on(request)
    step.function = "applicant"
    request.phase = Phase.WITHDRAWN
    request.assignee = None
    clocks.stop(request, step.now)
    reason = str(step.data.get("reason", "")).strip()[:TEXT_LIMIT]
    ledger.record(step, "withdraw", to_state=_withdrawn_state(step), payload={"reason": reason})
    notices.announce(step)


def _withdrawn_state(step: Step) -> str:
    states = step.document.workflow.states
    return next((key for key, state in states.items() if state.phase.value == Phase.WITHDRAWN), WITHDRAWN_STATE)


def _desk(step: Step, *, open_only: bool = True) -> Staff:
    staff = step.actor.staff
    if step.actor.kind != "staff" or staff is None:
        raise NotAllowed(_("Langkah ini hanya untuk petugas."))
    if is_own_request(step):
        raise NotAllowed(_("Anda tidak dapat memproses permohonan milik sendiri."))
    held = policies.functions_of(staff, step.request)
    if not held:
        raise NotAllowed(_("Langkah ini bukan wewenang Anda untuk permohonan ini."))
    if open_only and step.request.phase not in OPEN_PHASES:
        raise moved_on(step.request)
    step.function = min(held)
    return staff


def _text(step: Step) -> str:
    text = str(step.data.get("text", "")).replace("\x00", "").strip()
    if not text:
        raise InvalidData([], _("Tulis isinya dahulu."))
    if len(text) > TEXT_LIMIT:
        raise InvalidData([], _("Tulisan paling panjang 4.000 huruf."))
    return text


HANDLERS = {"ambil": claim, "lepas": release, "catatan": note, "pesan": message, "batalkan": withdraw}
