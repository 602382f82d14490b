"""Write down that an officer opened something of a request, wherever in the portal that happened."""

from __future__ import annotations

from typing import Final

from agencies.models import Staff
from citizens.actions import record_access
from foundation import crypto
from services.requests.models import ServiceRequest
from services.requests.policies import office_of

REASON_LENGTH: Final = 200
REFERENCE_LENGTH: Final = 40


def log_opening(request: ServiceRequest, staff: Staff, what: str, object_id: object, reason: str = "") -> None:
    """Write down that an officer opened something of this request, for its applicant to see.

    Of a confidential request the row names neither person nor case: the page "who opened my data" may be read over a
    shoulder, and Diskominfosatik keeps these rows. Whoever knows the case can still find its rows by the digest.
    """
    party, reference = request.applicant, str(object_id)
    if request.confidential:
        party, reference, reason = None, confidential_reference(object_id), ""
    record_access(party, staff.user, office_of(staff, request), what, reference, reason[:REASON_LENGTH])


def confidential_reference(object_id: object) -> str:
    """Return what stands in the access log instead of the id of something confidential."""
    return crypto.blind_index(str(object_id), purpose="desk.access")[:REFERENCE_LENGTH]
