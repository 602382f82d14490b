"""Put a document into force and others out of it, alike whether its file was uploaded or is made here."""

from __future__ import annotations

from django.db.models import QuerySet

from foundation import clock
from services.definition.document import Document
from services.outputs.models import Output, OutputStatus
from services.outputs.validity import next_look, reminders


def begin(output: Output, document: Document) -> None:
    """Let a document count, and the version before it no more; the row is still to be saved.

    Its first look is reckoned from the day of the decision, so that a file made late is not reminded of too late.
    """
    if output.issued_at is None:
        raise ValueError("only what was decided can count")
    before = Output.objects.filter(request=output.request_id, key=output.key, status=OutputStatus.ISSUED)
    end(before.exclude(pk=output.pk), OutputStatus.SUPERSEDED)
    output.status = OutputStatus.ISSUED
    remind = reminders(document, document.output(output.key))
    output.look_at = next_look(output.valid_until, remind, clock.local(output.issued_at).date())


def end(rows: QuerySet[Output], status: OutputStatus) -> None:
    """Let documents count no more from now on, the clock leave them alone, and nobody make what was still to come."""
    rows.update(status=status, ended_at=clock.now(), look_at=None, content="")
