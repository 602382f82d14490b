"""Take services home as one zip, and bring one in: first what it would change, then as drafts."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from citizens.models import User
from foundation import clock
from services.builder import actions, bundles, importing, policies
from services.builder.bundles import BadBundle, Sent
from services.builder.models import Bundle
from services.builder.views.common import require_builder
from services.catalogue.versions import VersionRefused

KEPT: Final = dt.timedelta(hours=24)


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give one service, or all the account keeps, as a zip."""
    require_builder(request)
    wanted = request.GET.get("layanan", "")[:80]
    services = policies.within(request.user).order_by("slug")
    services = services.filter(pk=wanted) if wanted else services
    found = actions.newest(services)
    if wanted and not found:
        raise Http404(_("Layanan ini tidak ditemukan."))
    answer = HttpResponse(bundles.pack(found), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{wanted or "layanan"}-{clock.today():%Y%m%d}.zip"'
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Ask for a zip; show what it would change; take it in at the second press."""
    require_builder(request)
    if request.method != "POST":
        return _page(request, {})
    if request.POST.get("langkah") == "pasang":
        return _take(request)
    upload = request.FILES.get("berkas")
    try:
        if not isinstance(upload, UploadedFile):
            raise BadBundle(_("Pilih berkas zip."))
        if (upload.size or 0) > bundles.MOST_BYTES:
            raise BadBundle(_("Berkas ini terlalu besar. Paling besar 5 MB."))
        sent = bundles.unpack(upload.read())
    except BadBundle as bad:
        return _page(request, {"errors": [("b-berkas", bad.sentence)], "wrong": bad.sentence}, 422)
    lines = importing.look(sent, _account(request))
    Bundle.objects.filter(made_at__lt=clock.now() - KEPT).delete()
    kept = [{"slug": each.slug, "data": each.data, "checksum": each.checksum, "fault": each.fault} for each in sent]
    bundle = Bundle.objects.create(documents=kept, author=_account(request), made_at=clock.now())
    return _page(request, {"lines": lines, "bundle": bundle, "any": any(line.counts for line in lines)})


def _take(request: HttpRequest) -> HttpResponse:
    try:
        bundle = Bundle.objects.filter(pk=UUID(request.POST.get("paket", "")), author=_account(request)).first()
    except ValueError:
        bundle = None
    if bundle is None:
        said = _("Paket ini tidak ada lagi. Unggah sekali lagi.")
        return _page(request, {"errors": [("b-berkas", said)], "wrong": said}, 422)
    lines = importing.look([Sent(**each) for each in bundle.documents], _account(request))
    try:
        written = importing.take(lines, _account(request))
    except VersionRefused as refused:
        return _page(request, {"errors": [("b-berkas", refused.sentence)], "wrong": refused.sentence}, 422)
    bundle.delete()
    messages.success(request, _("%(n)s layanan masuk sebagai draf. Warga belum melihatnya.") % {"n": written})
    return redirect("builder:index")


def _account(request: HttpRequest) -> User:
    """Return who is signed in; require_builder let nobody else come this far."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _page(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    context = {"errors": [], "wrong": "", "lines": [], "bundle": None, "any": False, **more}
    return render(request, "builder/bring.html", context, status=status)
