"""Sign what may be told of a filing, so that a QR code proves on which day it came in, with the network or without.

The format is in docs/verifying-documents.md: the statement `terima/1`, beside `hasil/1`.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.urls import reverse

from foundation import clock, signing
from services.outputs.verifying.credentials import LONGEST, initials, short_digest
from services.requests.models import RequestEvent, ServiceRequest

KIND: Final = "terima/1"


def statement(request: ServiceRequest) -> str:
    """Return the signed statement of a filed request, "" of one that was not filed.

    Of what is confidential it tells the day and the mark of the event alone.
    """
    filing = RequestEvent.objects.filter(request=request, kind="submit").order_by("seq").first()
    if filing is None or not request.number:
        return ""
    told = {"d": clock.local(filing.at).date().isoformat(), "f": short_digest(bytes.fromhex(filing.hash))}
    if not request.confidential:
        name = request.applicant.name if request.applicant and not request.identity_hidden else ""
        agency = request.agency.short_name if request.agency else ""
        about = {"n": request.number, "t": request.service.title[:LONGEST], "a": agency, "i": initials(name)}
        told |= {key: value for key, value in about.items() if value}
    return signing.token(KIND, told)


def address(request: ServiceRequest) -> str:
    """Return what the QR code of a receipt holds, "" of a request that was not filed."""
    made = statement(request)
    return f"{settings.PORTAL_URL}{reverse('outputs:verify_start')}#{made}" if made else ""
