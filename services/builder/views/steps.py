"""Lead each step to its screen; undoing is the same on all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from services.builder import actions
from services.builder.bench import Bench
from services.builder.steps.names import KEYS
from services.builder.views import flow, form, plain, publish, rest, trying
from services.builder.views.common import bench_of
from services.catalogue.versions import VersionRefused

SCREENS: Final[dict[str, Callable[[Bench], HttpResponse]]] = {
    "dasar": plain.basics,
    "standar": plain.standard,
    "formulir": form.screen,
    "berkas": rest.papers,
    "alur": flow.screen,
    "pesan": rest.told,
    "hasil": rest.outcome,
    "uji": trying.screen,
    "terbitkan": publish.screen,
}


@never_cache
@require_safe
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the first step."""
    bench = bench_of(request, slug)
    return redirect("builder:step", bench.service.pk, "dasar")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Show one step, or keep what was done on it."""
    bench = bench_of(request, slug)
    if step not in KEYS:
        raise Http404(_("Langkah ini tidak ada."))
    if request.method == "POST" and not bench.open and step != "uji":
        messages.error(
            request, _("Versi ini sedang diperiksa. Kembalikan menjadi draf dahulu bila hendak mengubahnya.")
        )
        return redirect(request.get_full_path())
    if request.method == "POST" and request.POST.get("langkah") == "urungkan":
        return _undo(bench)
    return SCREENS[step](bench)


def _undo(bench: Bench) -> HttpResponse:
    try:
        edit = actions.undo(bench.version, bench.user, bench.request.POST.get("asal", "")[:64])
    except VersionRefused as refused:
        messages.error(bench.request, refused.sentence)
    else:
        messages.success(bench.request, _("Diurungkan: %(what)s") % {"what": edit.what})
    return redirect(bench.request.path)
