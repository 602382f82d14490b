"""Look once a day at the documents whose day has come: remind of the end, and write it down when it is there.

What a document is worth is reckoned from its last day wherever it is shown, so a late job tells nobody anything wrong.
"""

from __future__ import annotations

import logging
from typing import Final
from uuid import UUID

from django.db import transaction

from foundation import clock, rls
from foundation.outbox import enqueue
from services.catalogue import documents
from services.outputs.life import rights, telling
from services.outputs.models import Output, OutputStatus
from services.outputs.validity import ONE_DAY, due_reminder, messages, next_look, reminders
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest

log = logging.getLogger("portal.outputs")
JOB: Final = "outputs.watch"
BATCH: Final = 200


@rls.system()
def run(day: str, part: int = 0) -> int:
    """Attend to documents that are due, each in its own transaction; a full batch leaves a job for the rest.

    One that fails is logged, put off until tomorrow, and keeps nobody waiting. Returns how many were attended to.
    """
    today = clock.today()
    due = Output.objects.filter(look_at__lte=today, request__is_test=False).order_by("look_at", "pk")
    found = list(due.values_list("pk", "request_id")[:BATCH])
    for pk, request in found:
        try:
            attend(pk, request)
        except Exception:
            log.exception("the watch failed on output %s", pk)
            Output.objects.filter(pk=pk, look_at__isnull=False).update(look_at=today + ONE_DAY)
    if len(found) == BATCH:
        with transaction.atomic():
            enqueue(JOB, {"day": day, "part": str(part + 1)}, key=f"{day}+{part + 1}")
    return len(found)


@rls.system()
def call() -> None:
    """Write the job of today where something is due, once however often the hour strikes."""
    today = clock.today()
    if Output.objects.filter(look_at__lte=today, request__is_test=False).exists():
        with transaction.atomic():
            enqueue(JOB, {"day": today.isoformat()}, key=today.isoformat())


def attend(pk: UUID, request: UUID) -> None:
    """Remind of one document's end, or end it; a document that counts no more is left alone."""
    with transaction.atomic():
        # The same lock that a revocation takes: what is revoked this moment is not reminded of.
        ServiceRequest.objects.select_for_update(of=("self",)).get(pk=request)
        rows = Output.objects.select_related("request__version", "request__service", "request__applicant")
        output = rows.filter(pk=pk, status=OutputStatus.ISSUED, valid_until__isnull=False).first()
        if output is None or output.valid_until is None or output.issued_at is None:
            return
        if output.valid_until < clock.today():
            engine.perform(request, rights.EXPIRE, Actor.clock(), data={"output": str(pk)}, key=f"expire:{pk}")
            return
        document = documents.load(output.request.version)
        wanted = rights.wanted(document, output.key)
        remind = reminders(document, wanted) if wanted is not None else frozenset()
        due = due_reminder(output.valid_until, remind, clock.local(output.issued_at).date(), clock.today())
        if due is not None:
            telling.remind(output, due, messages(document).get(due, ""))
        output.look_at = next_look(output.valid_until, remind, clock.today())
        output.save(update_fields=["look_at"])
