"""Leave traces of the desk: who opened what, and which files must be drawn."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from agencies.models import Staff
from citizens.actions import record_access
from foundation import crypto
from foundation.outbox import enqueue
from services.requests import raster
from services.requests.models import ServiceRequest

REASON_LENGTH = 200
REFERENCE_LENGTH = 40


def log_opening(request: ServiceRequest, staff: Staff, what: str, object_id: object, reason: str = "") -> None:
    """Write down that an officer opened something of this request, for its applicant to see.

    Of a confidential request the row names neither person nor case: the page "who opened my data" may be read over a
    shoulder, and Diskominfosatik keeps these rows. Whoever knows the case can still find its rows by the digest.
    """
    party, reference = request.applicant, str(object_id)
    if request.confidential:
        party, reference, reason = None, confidential_reference(object_id), ""
    record_access(party, staff.user, staff.agency_id, what, reference, reason[:REASON_LENGTH])


def confidential_reference(object_id: object) -> str:
    """Return what stands in the access log instead of the id of something confidential."""
    return crypto.blind_index(str(object_id), purpose="desk.access")[:REFERENCE_LENGTH]


def draw(files: Iterable[UUID]) -> None:
    """Ask a worker to draw these files, each once."""
    with transaction.atomic():
        for pk in files:
            enqueue(raster.JOB, {"attachment": str(pk)}, key=str(pk))
