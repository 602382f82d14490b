"""Hand officers the pages of a file as pictures, or the file itself for keeping."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from services.desk import actions
from services.desk.policies import officer, open_case, shared_fields
from services.requests import raster
from services.requests.models import Attachment
from services.requests.uploads import SANDBOX, disposition, open_private
from services.requests.uploads.scanning import SHUT


@require_safe
def page(request: HttpRequest, pk: UUID, attachment: UUID, number: int) -> FileResponse:
    """Show one page of a file as a picture we drew; each look is written down once."""
    file = _open(request, pk, attachment)
    path = raster.page_path(file, number)
    if not 1 <= number <= file.pages or not path.exists():
        raise Http404
    return _private(FileResponse(path.open("rb"), content_type=raster.MIME), "inline")


@require_safe
def original(request: HttpRequest, pk: UUID, attachment: UUID) -> FileResponse:
    """Hand out the stored file to be kept, never to be opened by the browser itself."""
    file = _open(request, pk, attachment)
    try:
        content = open_private(file.path)
    except FileNotFoundError as gone:
        raise Http404 from gone
    return _private(FileResponse(content, content_type=file.mime), disposition(file.display_name))


def _open(request: HttpRequest, pk: UUID, attachment: UUID) -> Attachment:
    actor, staff = officer(request)
    case = open_case(actor, pk)
    files = Attachment.objects.filter(pk=attachment, request=case).exclude(scan__in=SHUT)
    shared = shared_fields(case, staff)
    file = (files if shared is None else files.filter(field__in=shared)).first()
    if file is None:
        raise Http404
    actions.log_opening(case, staff, "attachment", file.pk)
    return file


def _private(response: FileResponse, how: str) -> FileResponse:
    response["Content-Disposition"] = how
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "no-store"
    return response
