"""Forget what the law wants forgotten: contents and files go, the chain stays whole (UU 27/2022 art. 42-44)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from citizens.models import AccessLog, ConsentRecord, Party
from foundation import rls
from services.requests import files
from services.requests.actor import Actor
from services.requests.effects import erasure
from services.requests.engine import ledger
from services.requests.engine.errors import NotAllowed
from services.requests.engine.opening import lock, step_for
from services.requests.models import (
    FINAL_PHASES,
    Attachment,
    CorrectionItem,
    EventPayload,
    Message,
    RequestTerm,
    ServiceRequest,
    Visibility,
)

ERASED_NAME = "Dihapus"


@rls.system()
def erase_request(request_id: UUID, actor: Actor, reason: str) -> None:
    """Destroy every personal content of one ended request and append the event that says so."""
    with transaction.atomic():
        request = lock(request_id)
        if request.phase not in FINAL_PHASES:
            raise NotAllowed(_("Permohonan yang masih berjalan tidak dapat dihapus isinya."))
        step = step_for(request, actor, "musnahkan", key=f"erase:{request.seq}")
        destroyed = EventPayload.objects.filter(event__request=request, destroyed_at__isnull=True)
        destroyed.update(salt="", data=None, destroyed_at=step.now)
        for model in (Message, CorrectionItem, RequestTerm):
            model.objects.filter(request=request).delete()
        attachments = Attachment.objects.filter(request=request)
        paths = list(attachments.values_list("path", flat=True))
        attachments.delete()
        paths += erasure(request, step.now)
        request.answers, request.typed, request.trouble = {}, "", ""
        ledger.record(step, "destroy", payload={"reason": reason[:200]}, visibility=Visibility.INTERNAL)
        transaction.on_commit(lambda: files.remove_all(paths))


@rls.system()
def erase_person(party: Party, actor: Actor, reason: str) -> int:
    """Erase a person's ended requests and, when none is left open, the party itself; returns how many requests."""
    mine = ServiceRequest.objects.filter(applicant=party).exclude(phase="draft")
    ended = list(mine.filter(phase__in=FINAL_PHASES).values_list("pk", flat=True))
    with transaction.atomic():
        for pk in ended:
            erase_request(pk, actor, reason)
        if not mine.exclude(phase__in=FINAL_PHASES).exists():
            ServiceRequest.objects.filter(applicant=party, phase="draft").delete()
            _blank(party)
    return len(ended)


def _blank(party: Party) -> None:
    party.name, party.nik, party.nik_index = ERASED_NAME, "", ""
    party.phone = party.email = party.street = party.hamlet = party.rt = party.rw = ""
    party.birth_date = party.village = None
    party.save()
    ConsentRecord.objects.filter(party=party).delete()
    AccessLog.objects.filter(party=party).update(reason="")
