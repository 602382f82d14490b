"""Leave traces of the desk: who opened what, and which files must be drawn."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from agencies.models import Staff
from citizens.actions import record_access
from foundation.outbox import enqueue
from services.requests import raster
from services.requests.models import ServiceRequest

REASON_LENGTH = 200


def log_opening(request: ServiceRequest, staff: Staff, what: str, object_id: object, reason: str = "") -> None:
    """Write down that an officer opened something of this request, for its applicant to see."""
    record_access(request.applicant, staff.user, staff.agency_id, what, object_id, reason[:REASON_LENGTH])


def draw(files: Iterable[UUID]) -> None:
    """Ask a worker to draw these files, each once."""
    with transaction.atomic():
        for pk in files:
            enqueue(raster.JOB, {"attachment": str(pk)}, key=str(pk))
