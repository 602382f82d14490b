"""Show the schemes with their weights, and take a new one in from a file."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from services.opd.diskominfosatik.index import proofs, schemes
from services.opd.diskominfosatik.index.models import Scheme
from services.opd.diskominfosatik.index.reading import Refused, read
from services.opd.diskominfosatik.index.views.common import require_steering

MOST_BYTES: Final = 500_000
MOST_SENTENCES: Final = 12


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show the schemes; a POST takes in the file that was sent, whole or not at all."""
    require_steering(request)
    problems: list[str] = []
    if request.method == "POST":
        try:
            made = schemes.install(read(_text(request), proofs.known()))
        except Refused as refused:
            problems = refused.sentences[:MOST_SENTENCES]
        else:
            messages.success(request, _("Skema %(title)s dimasukkan.") % {"title": made.title})
            return redirect("index_room:schemes")
    rows = Scheme.objects.annotate(weight=Sum("indicators__weight"), indicators_count=Count("indicators"))
    context = {"rows": rows, "problems": problems, "summary": [("skema", each) for each in problems]}
    context["error"] = _("Lihat daftar di atas: tidak ada yang masuk.") if problems else ""
    return render(request, "diskominfosatik/index/schemes.html", context, status=422 if problems else 200)


def _text(request: HttpRequest) -> str:
    sent = request.FILES.get("skema")
    if sent is None or not sent.size:
        raise Refused([_("Pilih berkas JSON dulu.")])
    if sent.size > MOST_BYTES:
        raise Refused([_("Berkas skema lebih besar dari 500 KB.")])
    try:
        return str(sent.read(), "utf-8")
    except UnicodeDecodeError as wrong:
        raise Refused([_("Berkas ini bukan teks UTF-8.")]) from wrong
