"""Hand a stored file to those who may see its request, as something that cannot act."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from citizens.models import User
from foundation import rls
from services.requests import policies, uploads
from services.requests.actor import Actor
from services.requests.models import Attachment, ServiceRequest
from services.requests.models.attachment import Scan
from services.requests.openings import log_opening
from services.requests.uploads.scanning import SHUT
from services.requests.views.common import find


@login_not_required
@require_GET
def attachment(http: HttpRequest, pk: UUID, att: UUID) -> HttpResponseBase:
    """Return one file of one request; pictures may be looked at in the page, everything else is saved."""
    own = find(http, pk)
    if own is not None:
        # Whoever sent it holds it already; what was found in it is handed to nobody.
        found = Attachment.objects.filter(request=own.request, pk=att).exclude(scan=Scan.INFECTED).first()
    elif isinstance(http.user, User):
        with rls.use(rls.staff(http.user.pk)):  # the address is the applicant's, the reader is not
            found = _for_staff(http, pk, att)
    else:
        return redirect_to_login(http.get_full_path())
    if found is None:
        raise Http404
    return serve(found, inline=found.mime == "image/jpeg" and "unduh" not in http.GET)


def _for_staff(http: HttpRequest, pk: UUID, att: UUID) -> Attachment | None:
    """Return a file an officer may open, and write the opening down."""
    request = _at_desk(http, pk)
    files = Attachment.objects.filter(request=request, pk=att).exclude(scan__in=SHUT)
    found = files.first() if request else None
    if request is None or found is None or not _may_read(http, request, found):
        return None
    if isinstance(http.user, User):
        log_opening(request, http.user.staff, "attachment", found.pk)
    return found


def _at_desk(http: HttpRequest, pk: UUID) -> ServiceRequest | None:
    actor = Actor.at_desk(http.user)
    if actor is None:
        return None
    return policies.visible_to(actor).select_related("applicant").filter(pk=pk).first()


def _may_read(http: HttpRequest, request: ServiceRequest, found: Attachment) -> bool:
    """Say whether an officer may open it: of the agency in charge, or a guest who was let see this very field."""
    staff = http.user.staff if isinstance(http.user, User) else None
    if staff is None:
        return False
    if policies.at_home(staff, request):
        return True
    grants = request.grants.filter(agency__in=policies.guest_agencies(staff, request), ends_at__isnull=True)
    return any(found.field in grant.fields for grant in grants)


def serve(found: Attachment, *, inline: bool) -> FileResponse:
    """Return the stored bytes as something that cannot act."""
    try:
        file = uploads.open_private(found.path)
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(file, content_type=found.mime)
    response["Content-Length"] = str(found.size)
    response["Content-Disposition"] = uploads.disposition(found.display_name, inline=inline)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = uploads.SANDBOX
    response["Cache-Control"] = "no-store"
    return response
