"""Say who signs what, and by which service: nobody and by none until settings name one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.conf import settings

from agencies.models import Staff
from services.catalogue import documents
from services.catalogue.holdings import Holding
from services.outputs.models import Output, Signature, SignatureKind
from services.outputs.signing.client_service import ClientService
from services.outputs.signing.port import Place, SigningService
from services.requests import policies
from services.requests.engine.admit import belongs_to
from services.requests.models import ServiceRequest

PDF = "application/pdf"


@cache
def _line(url: str, username: str, password: str, ca_file: str) -> SigningService:
    """Keep one line for each setting, so that its failures in a row are counted."""
    return ClientService(url=url, username=username, password=password, ca_file=ca_file)


def service() -> SigningService | None:
    """Return the line to the signing service, None while it is off."""
    chosen = settings.ESIGN
    if not chosen["url"]:
        return None
    return _line(chosen["url"], chosen["username"], chosen["password"], chosen["ca_file"])


def officers_sign(agency: str | None) -> bool:
    """Say whether officers of an agency sign with certificates of their own."""
    return bool(settings.ESIGN["url"]) and (not settings.ESIGN_AGENCIES or agency in settings.ESIGN_AGENCIES)


def seal_file(agency: str | None) -> Path | None:
    """Return the key file of an agency's seal, None where it has none."""
    if not settings.AGENCY_SEAL_DIR or not agency:
        return None
    path = Path(settings.AGENCY_SEAL_DIR) / f"{agency}.p12"
    return path if path.is_file() else None


def place() -> Place | None:
    """Return where signatures stand on the page, None for invisible ones."""
    text = settings.ESIGN["place"]
    return Place(*(int(number) for number in text.split(","))) if text else None


def signing_function(request: ServiceRequest, key: str) -> str | None:
    """Return the function in whose name a document is signed by hand, None where no officer signs it."""
    return documents.load(request.version).output(key).signer if officers_sign(request.agency_id) else None


def capacity(request: ServiceRequest, key: str, staff: Staff, held: Sequence[Holding] | None = None) -> Holding | None:
    """Return in which capacity an officer signs a document of a case, one's own first; None for who does not sign it.

    Nobody signs what concerns themselves, nor what concerns the colleague they stand in for. `held` are the holdings of
    an officer from whom the case is not kept, where they are known already.
    """
    function = signing_function(request, key)
    if function is None or belongs_to(request, staff.user, staff.user.party):
        return None
    held = policies.holdings_for(staff, request) if held is None else held
    fitting = (h for h in held if h.function == function and policies.at_home_in(request, [h]))
    return next((h for h in fitting if h.acting_for is None or not _concerns(request, h.acting_for)), None)


def _concerns(request: ServiceRequest, absent: Staff) -> bool:
    return belongs_to(request, absent.user, absent.user.party)


def marks(output: Output) -> set[str]:
    """Return what stands in the file of an output as it is now."""
    return set(Signature.objects.filter(output=output, sha256=output.sha256).values_list("kind", flat=True))


def lacks(output: Output, request: ServiceRequest) -> SignatureKind | None:
    """Return what a document still needs before it is issued; None for a photo, and where nothing is signed."""
    if output.made_here or output.mime != PDF:  # what the portal makes is sealed when it is made
        return None
    by_hand = signing_function(request, output.key) is not None
    if not by_hand and seal_file(request.agency_id) is None:
        return None
    found = marks(output)
    if SignatureKind.PERSONAL in found or SignatureKind.BROUGHT in found:
        return None
    if by_hand:
        return SignatureKind.PERSONAL
    return None if SignatureKind.SEAL in found else SignatureKind.SEAL
