"""Hand out issued documents."""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from citizens.models import User
from foundation import rls
from services.catalogue.models import ServiceVersion
from services.outputs import policies
from services.outputs.life import fetching, renewing
from services.outputs.models import Output, OutputStatus
from services.outputs.rendering import letters
from services.outputs.rendering.compiler import RenderFailed
from services.outputs.rendering.papers import paper
from services.outputs.verifying import codes, credentials, receipts
from services.outputs.verifying.sheet import qr_svg
from services.requests import engine
from services.requests.actor import Actor
from services.requests.forms.filing import Filing
from services.requests.models import ServiceRequest
from services.requests.openings import log_opening
from services.requests.policies import office_of, visible_to
from services.requests.uploads import SANDBOX, disposition, open_private
from services.requests.views.common import Own, key_of, new_key, own_page

logger = logging.getLogger("portal.outputs")


@require_safe
def download(request: HttpRequest, pk: UUID, output: UUID) -> FileResponse:
    """Send a document to its applicant once it is issued, and to the officers of the case, whose reading is logged."""
    applicant = Actor.of(request.user, request.session.session_key)
    own = policies.for_applicant(applicant, pk, output)
    found = own or _at_desk(request.user, pk, output)
    if found is None:
        raise Http404
    try:
        file = open_private(found.path)
    except FileNotFoundError as gone:
        raise Http404 from gone
    if request.method == "GET" and found.status != OutputStatus.DRAFT:
        _note(request, found, own is not None)
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
    if found is None or not found.sha256 or found.status == OutputStatus.DRAFT:
        raise Http404  # what is still being made gets its code with its file
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
    own = _own(request, pk)
    if own.number is None:
        return redirect("requests:check", own.pk)
    return _printed(request, own, lambda: letters.receipt(own), "tanda-terima.pdf")


@require_safe
def receipt_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the QR code by which anybody sees that a request was filed, to its applicant."""
    own = _own(request, pk)
    address = receipts.address(own)
    if not address:
        return redirect("requests:check", own.pk)
    qr = qr_svg(address, _("Kode QR untuk memeriksa tanda terima ini"))
    response = render(request, "outputs/receipt_sheet.html", {"case": own, "address": address, "qr": qr})
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def letter(request: HttpRequest, pk: UUID, seq: int) -> HttpResponse:
    """Send one letter about a request as a PDF to its applicant."""
    own = _own(request, pk)
    found = next((each for each in letters.letters(own) if each.event.seq == seq), None)
    if found is None:
        raise Http404
    return _printed(request, own, lambda: letters.letter(own, found), f"surat-{seq}.pdf")


def _printed(request: HttpRequest, own: ServiceRequest, make: Callable[[], bytes], name: str) -> HttpResponse:
    """Answer with a paper, or lead back with a sentence where it cannot be typeset."""
    try:
        return paper(make(), name)
    except RenderFailed:
        logger.error("a paper of request %s cannot be typeset", own.pk)
        messages.error(request, _("Surat ini belum dapat dicetak. Isinya tetap dapat dibaca di halaman ini."))
        return redirect("requests:detail", own.pk)


def _own(request: HttpRequest, pk: UUID) -> ServiceRequest:
    applicant = Actor.of(request.user, request.session.session_key)
    rows = visible_to(applicant).select_related("service", "version", "applicant", "agency__region")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@own_page("GET", "POST")
def renew(http: HttpRequest, own: Own, output: UUID) -> HttpResponse:
    """Show what a renewal begins with, or open its draft with the last answers."""
    found = policies.for_applicant(own.actor, own.request.pk, output)
    if found is None or not renewing.is_renewable(found):
        raise Http404
    version = renewing.version_of(found.request)
    if version is None:
        messages.warning(http, _("Layanan ini sedang tidak menerima permohonan, jadi belum dapat diperpanjang."))
        return redirect("requests:detail", own.request.pk)
    if http.method == "GET":
        return _offer(http, own, found, version)
    try:
        draft = renewing.begin(found, version, own.actor, key_of(http))
    except engine.EngineError as error:
        return _offer(http, own, found, version, error.sentence)
    messages.info(http, _("Jawaban terakhir Anda sudah terisi. Periksa satu per satu sebelum mengirim."))
    return redirect("requests:page", draft.pk, Filing(draft).pages[0])


def _offer(http: HttpRequest, own: Own, found: Output, version: ServiceVersion, refusal: str = "") -> HttpResponse:
    context = {
        "case": own.request,
        "output": found,
        "outlook": renewing.outlook(found.request, version),
        "refusal": refusal,
        "key": new_key(),
    }
    return render(http, "outputs/renew.html", context, status=409 if refusal else 200)


def _note(request: HttpRequest, output: Output, own: bool) -> None:
    """Write down who fetched a document that is out, in the scope in which it was found."""
    user = request.user if isinstance(request.user, User) else None
    if own or user is None:
        fetching.note(output, user)
        return
    with rls.use(rls.staff(user.pk)):
        actor = Actor.at_desk(user)
        if actor is not None and actor.staff is not None:
            fetching.note(output, user, office_of(actor.staff, output.request))


def _at_desk(user: object, pk: UUID, output: UUID) -> Output | None:
    if not isinstance(user, User):
        return None
    with rls.use(rls.staff(user.pk)):  # the address is the applicant's, the reader is not
        actor = Actor.at_desk(user)
        found = policies.for_desk(actor, pk, output)
        if found is not None and actor is not None and actor.staff is not None:
            log_opening(found.request, actor.staff, "output", found.pk)
    return found
