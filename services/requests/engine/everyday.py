"""Do what every service has without its document saying so: claim, release, note, message, withdraw, and more."""

from __future__ import annotations

from django.utils.translation import gettext as _

from services.requests import policies
from services.requests.engine import clocks, handover, ledger, notices, priority, words
from services.requests.engine.admit import at_desk, moved_on
from services.requests.engine.errors import NotAllowed
from services.requests.engine.step import Step
from services.requests.models import OPEN_PHASES, Message, Phase, Visibility

WITHDRAWN_STATE = "dibatalkan"


def claim(step: Step) -> None:
    """Take an open request that nobody has, or whose officer may not act on it any more; a claimed one names who."""
    staff = at_desk(step)
    holder = step.request.assignee
    if holder is not None and holder != staff and policies.works_on(holder, step.request):
        raise NotAllowed(_("Sudah diambil %(who)s.") % {"who": holder})
    step.request.assignee = staff
    ledger.record(step, "claim", visibility=Visibility.INTERNAL)


def release(step: Step) -> None:
    """Put one's own request back into the queue."""
    staff = at_desk(step)
    if step.request.assignee != staff:
        raise NotAllowed(_("Permohonan ini tidak sedang Anda tangani."))
    step.request.assignee = None
    ledger.record(step, "release", visibility=Visibility.INTERNAL)


def note(step: Step) -> None:
    """Keep a remark that only staff see."""
    at_desk(step, open_only=False)
    ledger.record(step, "note", payload={"text": words.wanted(step)}, visibility=Visibility.INTERNAL)


def message(step: Step) -> None:
    """Write into the conversation of a case, from either side."""
    text = words.wanted(step)
    request, from_staff = step.request, step.actor.kind == "staff"
    if request.phase == Phase.DRAFT:
        raise NotAllowed(_("Kirim permohonan dahulu, baru Anda dapat menulis pesan."))
    if not from_staff and not policies.owns(step.actor, request):
        raise NotAllowed(_("Langkah ini bukan wewenang Anda untuk permohonan ini."))
    if from_staff:
        at_desk(step, open_only=False)
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
    reason = str(step.data.get("reason", "")).strip()[: words.LIMIT]
    ledger.record(step, "withdraw", to_state=_withdrawn_state(step), payload={"reason": reason})
    notices.announce(step)


def _withdrawn_state(step: Step) -> str:
    states = step.document.workflow.states
    return next((key for key, state in states.items() if state.phase.value == Phase.WITHDRAWN), WITHDRAWN_STATE)


HANDLERS = {
    "ambil": claim,
    "lepas": release,
    "limpahkan": handover.hand_over,
    "prioritaskan": priority.set_flag,
    "catatan": note,
    "pesan": message,
    "batalkan": withdraw,
}
