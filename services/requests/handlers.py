"""Do the jobs requests leave behind: make pending decisions effective, draw PDFs for the officers' screens."""

from __future__ import annotations

from uuid import UUID

from foundation.outbox import PermanentFailure, handles
from foundation.outbox.models import Job
from services.requests import raster
from services.requests.engine.decisions import JOB, settle
from services.requests.models import Attachment


@handles(JOB)
def settle_decision(job: Job) -> None:
    """Make one decision effective; an undone one needs nothing."""
    settle(UUID(job.ids["request"]), int(job.ids["seq"]))


@handles(raster.JOB)
def draw_pages(job: Job) -> None:
    """Draw one PDF; a file that was erased meanwhile needs nothing, one that cannot be drawn is named so."""
    attachment = Attachment.objects.filter(pk=UUID(job.ids["attachment"])).first()
    if attachment is None:
        return
    try:
        raster.rasterise(attachment)
    except raster.Unreadable as broken:
        raise PermanentFailure("PDF tidak dapat digambar") from broken
