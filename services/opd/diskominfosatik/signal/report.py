"""Take a report on one page that a phone keeps: filled where there is no signal, sent where there is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foundation import clock, formats
from foundation.flood import Flood, TooMany
from services.catalogue import availability, documents
from services.catalogue.models import Service
from services.definition.document import Document
from services.opd.diskominfosatik.signal import filing
from services.opd.diskominfosatik.signal.actions import SERVICE
from services.requests import engine
from services.requests.forms import pages, reading
from services.requests.forms.controls import Source, draw
from services.requests.prefill import facts_for
from services.requests.views.common import new_key

_KEY: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FLOOD: Final = Flood("sinyal")
# The one page of the portal that may ask a phone where it is; the rest of the list is as everywhere.
MAY_LOCATE: Final = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"


@login_not_required
@require_http_methods(["GET", "POST"])
def report_page(http: HttpRequest) -> HttpResponse:
    """Show the single page, or send it; a phone that asks for JSON is answered with number and code."""
    service = Service.objects.select_related("live", "agency").filter(pk=SERVICE, live__isnull=False).first()
    if service is None or service.live is None:
        return redirect("signal:map")  # who kept the address of a report that is not published is not left alone
    document = documents.load(service.live)
    if http.method == "POST":
        return _take(http, service, document)
    state = availability.of(service, clock.now())
    if not state.is_open:
        return render(http, "requests/closed.html", {"service": service, "reason": state.reason})
    return _show(http, document)


def _take(http: HttpRequest, service: Service, document: Document) -> HttpResponse:
    raw = reading.read(filing.asked(document), http.POST)
    key = http.POST.get("kunci", "").lower()
    key = key if _KEY.fullmatch(key) else new_key()
    try:
        FLOOD.count(key, http.session.session_key or "", get_adapter().get_client_ip(http))
        if service.live is None:
            raise Http404
        sent = filing.send(service.live, raw, key)
    except TooMany as many:
        answer = _refuse(http, document, raw, key, {"": _too_many(many.retry_after)}, status=429)
        answer["Retry-After"] = str(many.retry_after)
        return answer
    except engine.InvalidData as wrong:
        errors = pages.sentences(document, wrong.problems) or {"": wrong.sentence}
        return _refuse(http, document, raw, key, errors, status=422)
    except engine.EngineError as refused:
        return _refuse(http, document, raw, key, {"": refused.sentence}, status=409)
    if _wants_json(http):
        return JsonResponse({"number": sent.number, "code": sent.code, "at": f"{clock.local(sent.at):%H.%M} WIB"})
    return render(http, "diskominfosatik/signal/sent.html", {"sent": sent})


def _too_many(seconds: int) -> str:
    return _("Terlalu banyak laporan dalam satu jam. Isian Anda tidak hilang. Coba kirim lagi %(n)d menit lagi.") % {
        "n": seconds // 60
    }


def _wants_json(http: HttpRequest) -> bool:
    return "application/json" in http.headers.get("Accept", "")


def _refuse(
    http: HttpRequest, document: Document, raw: Mapping[str, Any], key: str, errors: Mapping[str, str], status: int
) -> HttpResponse:
    if _wants_json(http):
        return JsonResponse({"errors": pages.summary(document, errors)}, status=status)
    return _show(http, document, raw, key, errors, status)


def _show(
    http: HttpRequest,
    document: Document,
    typed: Mapping[str, Any] | None = None,
    key: str = "",
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    errors = errors or {}
    source = Source(document, {}, typed or {}, facts_for(None), {at: said for at, said in errors.items() if at})
    context = {
        "controls": draw(source, filing.asked(document)),
        "errors": pages.summary(document, errors),
        "key": key or new_key(),
        "words": json.dumps(_words(), ensure_ascii=False),
        "today": formats.long_date(clock.now()),
        "service": SERVICE,
    }
    response = render(http, "diskominfosatik/signal/report.html", context, status=status)
    response["Permissions-Policy"] = MAY_LOCATE
    return response


def _words() -> dict[str, str]:
    """Return what the script of the page says."""
    return {
        "kept": _("Tersimpan di HP ini, belum terkirim. Buka kembali halaman ini saat ada sinyal."),
        "sending": _("Mengirim…"),
        "sent": _("Terkirim pukul {at}. Nomor laporan Anda:"),
        "code": _("Kode tindak lanjut: {code}. Catat nomor dan kodenya untuk halaman Lacak."),
        "mend": _("Belum terkirim. Ada isian yang perlu dibetulkan."),
        "later": _("Portal sedang penuh. Laporan tetap tersimpan di HP ini dan dicoba lagi nanti."),
        "old": _("Tersimpan lebih dari 7 hari. Bila masih benar, tekan Kirim sekarang."),
        "made": _("Ditulis {when}."),
        "send": _("Kirim sekarang"),
        "change": _("Betulkan"),
        "remove": _("Hapus dari HP ini"),
        "locate": _("Pakai lokasi HP ini"),
        "locating": _("Mencari lokasi…"),
        "located": _("Lokasi terisi, ketelitian sekitar {m} meter."),
        "lost": _("Lokasi tidak ditemukan. Tulis angkanya, atau kosongkan."),
        "draft": _("Isian terakhir Anda di HP ini sudah dikembalikan."),
    }
