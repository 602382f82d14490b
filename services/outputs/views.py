"""Hand out issued documents."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from citizens.models import User
from foundation import rls
from services.outputs import policies
from services.outputs.models import Output, OutputStatus
from services.outputs.rendering import letters
from services.outputs.rendering.papers import paper
from services.outputs.verifying import codes, credentials
from services.outputs.verifying.sheet import qr_svg
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from services.requests.openings import log_opening
from services.requests.policies import visible_to
from services.requests.uploads import SANDBOX, disposition, open_private


@require_safe
def download(request: HttpRequest, pk: UUID, output: UUID) -> FileResponse:
    """Send a document to its applicant once it is issued, and to the officers of the case, whose reading is logged."""
    applicant = Actor.of(request.user, request.session.session_key)
    found = policies.for_applicant(applicant, pk, output) or _at_desk(request.user, pk, output)
    if found is None:
        raise Http404
    try:
        file = open_private(found.path)
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(file, content_type=found.mime)
    # Set afterwards: FileResponse writes a Content-Disposition of its own from the stored path.
    response["Content-Disposition"] = disposition(found.display_name)
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def sheet(request: HttpRequest, pk: UUID, output: UUID) -> HttpResponse:
    """Show the code and QR code by which anybody checks a document, to whoever may fetch it."""
    applicant = Actor.of(request.user, request.session.session_key)
    found = policies.for_applicant(applicant, pk, output) or _at_desk(request.user, pk, output)
    if found is None or found.status == OutputStatus.DRAFT:
        raise Http404
    credential = credentials.issue(found)
    address = credentials.address(credential)
    context = {
        "output": found,
        "code": codes.shown(credential.code),
        "address": address,
        "qr": qr_svg(address, _("Kode QR untuk memeriksa dokumen ini")),
    }
    response = render(request, "outputs/sheet.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the receipt of a filed request as a PDF to its applicant."""
    return paper(letters.receipt(_own(request, pk)), "tanda-terima.pdf")


@require_safe
def letter(request: HttpRequest, pk: UUID, seq: int) -> HttpResponse:
    """Send one letter about a request as a PDF to its applicant."""
    own = _own(request, pk)
    found = next((each for each in letters.letters(own) if each.event.seq == seq), None)
    if found is None:
        raise Http404
    return paper(letters.letter(own, found), f"surat-{seq}.pdf")


def _own(request: HttpRequest, pk: UUID) -> ServiceRequest:
    applicant = Actor.of(request.user, request.session.session_key)
    rows = visible_to(applicant).select_related("service", "version", "applicant", "agency__region")
    found = rows.filter(pk=pk, number__isnull=False).first()
    if found is None:
        raise Http404
    return found


def _at_desk(user: object, pk: UUID, output: UUID) -> Output | None:
    if not isinstance(user, User):
        return None
    with rls.use(rls.staff(user.pk)):  # the address is the applicant's, the reader is not
        actor = Actor.at_desk(user)
        found = policies.for_desk(actor, pk, output)
        if found is not None and actor is not None and actor.staff is not None:
            log_opening(found.request, actor.staff, "output", found.pk)
    return found
