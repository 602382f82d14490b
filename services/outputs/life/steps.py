"""Take an issued document back, replace it by a corrected one, or end it with its last day: steps through the door."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from foundation import clock
from services.definition.problems import Problem, ProblemCode
from services.outputs import effect, topics
from services.outputs.force import end
from services.outputs.life import numbers, rights, telling
from services.outputs.models import Output, OutputStatus
from services.requests.effects import EffectRefused
from services.requests.engine import ledger
from services.requests.engine.admit import at_desk
from services.requests.engine.errors import InvalidData, NotAllowed
from services.requests.engine.step import Step

REASON: Final = "alasan"
BASIS: Final = "dasar_hukum"
NUMBER: Final = "external_number"
LENGTHS: Final = {REASON: 2000, BASIS: 500, NUMBER: effect.NUMBER_LENGTH}


def revoke(step: Step) -> None:
    """Take a document back, with the reason and the law; page, list and check say so from this moment.

    One that is still being made is never made then.
    """
    output = _output(step, "output", rights.REVOCABLE)
    _admit(step, output, rights.REVOKE)
    said = _texts(step, REASON, BASIS)
    end(Output.objects.filter(pk=output.pk), OutputStatus.REVOKED)
    ledger.record(step, "output_revoked", payload={"output": str(output.pk), "title": output.title, **said})
    telling.tell(output, topics.REVOKED)


def replace(step: Step) -> None:
    """Issue a corrected version instead of the one that is out; its last day stays what it was."""
    old = _output(step, "replaces", (OutputStatus.ISSUED,))
    _admit(step, old, rights.REPLACE)
    if old.made_here:
        raise NotAllowed(_("Dokumen ini dibuat portal. Cabut bila keliru; yang benar terbit dengan putusan baru."))
    if old.erased_at is not None:
        raise NotAllowed(_("Isi permohonan ini sudah dimusnahkan. Yang benar terbit dengan permohonan baru."))
    said = _texts(step, REASON, *([NUMBER] if numbers.demanded(step.document, old.key) else []))
    if rights.wanted(step.document, old.key) is None:
        raise NotAllowed(_("Versi layanan ini tidak lagi menerbitkan dokumen itu."))
    try:
        draft = effect.check(step.request, old.key, step.data)
    except EffectRefused as refusal:
        raise InvalidData([], str(refusal)) from refusal
    draft.external_number = _text(step, NUMBER) or draft.external_number
    payload = {"output": str(draft.pk), "replaces": str(old.pk), "title": old.title, REASON: said[REASON]}
    # Written before the document is signed: whoever corrects it is whoever signs it.
    ledger.record(step, "output_replaced", payload=payload)
    effect.issue(draft, step.document, old.valid_until)
    telling.tell(draft, topics.REPLACED)


def expire(step: Step) -> None:
    """End a document whose last day is over: the clock alone does so, once."""
    if step.actor.kind != "system":
        raise NotAllowed(_("Langkah ini hanya dijalankan oleh waktu."))
    output = _output(step, "output", (OutputStatus.ISSUED,))
    if output.valid_until is None or output.valid_until >= clock.today():
        raise NotAllowed(_("Dokumen ini masih berlaku."))
    end(Output.objects.filter(pk=output.pk), OutputStatus.EXPIRED)
    ledger.record(step, "output_expired", payload={"output": str(output.pk), "title": output.title})
    telling.tell(output, topics.EXPIRED)


def _output(step: Step, name: str, statuses: tuple[OutputStatus, ...]) -> Output:
    """Return the document that data name; raises InvalidData for anybody else's, NotAllowed for one that is over."""
    found = Output.objects.select_related("request__service", "request__applicant").exclude(status=OutputStatus.DRAFT)
    try:
        output = found.filter(pk=UUID(str(step.data.get(name, ""))), request=step.request).first()
    except ValueError:
        output = None
    if output is None:
        raise InvalidData([Problem(name, ProblemCode.UNKNOWN_FILE)], _("Dokumen hasil itu tidak ada."))
    if output.status not in statuses:
        status = output.get_status_display()
        raise NotAllowed(_("Dokumen ini sudah tidak dapat diubah: %(status)s.") % {"status": status})
    return output


def _admit(step: Step, output: Output, deed: str) -> None:
    at_desk(step, open_only=False, only=rights.functions(step.document, output.key, deed))
    if step.request.shown_state:
        raise NotAllowed(_("Putusan sedang berlaku dalam beberapa detik; urungkan dahulu bila perlu."))


def _texts(step: Step, *names: str) -> dict[str, Any]:
    """Return what must be written; raises InvalidData that names every text missing or endless."""
    said = {name: _text(step, name) for name in names}
    problems = [Problem(name, ProblemCode.REQUIRED) for name, text in said.items() if not text]
    for name, text in said.items():
        if len(text) > LENGTHS[name]:
            problems.append(Problem(name, ProblemCode.TOO_LONG, {"limit": LENGTHS[name]}))
    if problems:
        raise InvalidData(problems)
    return said


def _text(step: Step, name: str) -> str:
    return str(step.data.get(name, "")).strip()
