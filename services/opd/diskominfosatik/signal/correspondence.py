"""Show the letters to operators: the list with what waits for one, and each letter as a page and as a PDF."""

from __future__ import annotations

import logging
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Agency
from citizens.models import User
from foundation.keyset import paginate
from services.opd.diskominfosatik.signal import letters, printing
from services.opd.diskominfosatik.signal.models import Letter, Target
from services.opd.diskominfosatik.signal.policies import OFFICE, keeps_sites
from services.outputs.rendering.compiler import RenderFailed
from services.outputs.rendering.papers import paper

logger = logging.getLogger("portal.signal")

PAGE: Final = 25


def _keeper(request: HttpRequest) -> User:
    if not keeps_sites(request.user) or not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Show the letters, and write one about all sites that wait for it."""
    user = _keeper(request)
    if request.method == "POST":
        try:
            letter = letters.write(request.POST.get("tujuan", ""), user)
        except letters.NothingToWrite:
            messages.warning(request, _("Tidak ada titik usulan yang menunggu surat untuk tujuan itu."))
            return redirect("signal:letters")
        messages.success(request, _("Surat dibuat. Isi nomornya dari buku agenda."))
        return redirect("signal:letter", pk=letter.pk)
    page = paginate(Letter.objects.all(), order=("-made_at", "-id"), cursor=request.GET.get("setelah", ""), size=PAGE)
    context = {
        "rows": page.items,
        "waiting": [
            (value, name, letters.waiting(value)[: letters.MOST_SITES].count()) for value, name in Target.choices
        ],
        "previous_url": f"?setelah={page.previous_cursor}" if page.previous_cursor else "",
        "next_url": f"?setelah={page.next_cursor}" if page.next_cursor else "",
    }
    return render(request, "diskominfosatik/signal/letters.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one letter as it was written, and take its number once."""
    _keeper(request)
    found = get_object_or_404(Letter, pk=pk)
    error, typed = "", ""
    if request.method == "POST":
        typed = request.POST.get("nomor", "")[:200]
        error = letters.number(found, typed)
        if not error:
            messages.success(request, _("Nomor surat disimpan."))
            return redirect("signal:letter", pk=pk)
    context = {
        "letter": found,
        "office": Agency.objects.filter(pk=OFFICE).first(),
        "error": error,
        "typed": typed,
    }
    return render(request, "diskominfosatik/signal/letter.html", context, status=422 if error else 200)


@never_cache
@require_safe
def letter_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send one letter as a PDF, or lead back with a sentence where it cannot be typeset."""
    _keeper(request)
    found = get_object_or_404(Letter, pk=pk)
    try:
        return paper(printing.pdf(found), f"usulan-{found.target}-{found.dated:%Y-%m-%d}.pdf")
    except RenderFailed:
        logger.error("letter %s cannot be typeset", found.pk)
        messages.error(request, _("PDF surat ini belum dapat dibuat. Cetak halaman ini lewat menu peramban."))
        return redirect("signal:letter", pk=pk)
