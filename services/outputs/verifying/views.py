"""Answer anybody who holds a document: is it real, and does it still count?"""

from __future__ import annotations

import json
from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from foundation import signing
from services.outputs.verifying import codes, limits, lookup, revocations, signatures
from services.outputs.verifying.lookup import UNKNOWN, Standing, Verdict
from services.outputs.verifying.signatures import Told

BIGGEST: Final = 20_000_000  # no result the portal hands out is bigger
ENDINGS: Final = {Standing.REVOKED: gettext_lazy("Dicabut sejak"), Standing.REPLACED: gettext_lazy("Diganti sejak")}


@login_not_required
@csrf_exempt  # a file is compared and forgotten: nothing changes, and the page is kept by phones without a cookie
@never_cache
@require_http_methods(["GET", "POST"])
def start(http: HttpRequest) -> HttpResponse:
    """Ask for a code or a file; this page, once opened, also checks a QR code without a network."""
    if http.method == "POST":
        return _file(http)
    typed = http.GET.get("kode", "")[:80]
    if not typed.strip():
        return _start(http, error=_("Isi kode di bawah QR pada dokumen.") if "kode" in http.GET else "")
    code = codes.read(typed)
    if code is None:
        said = _("Kode terdiri dari 12 huruf dan angka, misalnya 7K3M-9QRT-2XYZ. Periksa lagi.")
        return _start(http, typed=typed, error=said, status=422)
    return redirect("outputs:verify", code=code)


@login_not_required
@never_cache
@require_safe
def verify(http: HttpRequest, code: str) -> HttpResponse:
    """Tell what may be told of the document behind a code."""
    address = get_adapter().get_client_ip(http)
    if limits.exhausted(address):
        return _start(http, typed=code, error=_("Terlalu banyak kode yang salah. Coba lagi satu jam lagi."), status=429)
    verdict = lookup.by_code(code)
    if verdict is UNKNOWN:
        limits.count(address)
    return _show(http, verdict, code=codes.read(code) or "")


@login_not_required
@cache_control(public=True, max_age=3600)
@require_safe
def keys(http: HttpRequest) -> JsonResponse:
    """List the public keys (RFC 7517)."""
    return JsonResponse(signing.key_set())


@login_not_required
@cache_control(public=True, max_age=300)
@require_safe
def revoked(http: HttpRequest) -> JsonResponse:
    """Give the signed list of what counts no more."""
    return JsonResponse({"format": revocations.KIND, "token": revocations.listed()})


def _file(http: HttpRequest) -> HttpResponse:
    sent = http.FILES.get("berkas")
    if sent is None or not sent.size:
        return _start(http, file_error=_("Pilih berkas PDF atau foto dokumen yang Anda terima."), status=422)
    if sent.size > BIGGEST:
        return _start(
            http, file_error=_("Berkas lebih besar dari 20 MB. Dokumen dari portal tidak sebesar itu."), status=422
        )
    content = b"".join(sent.chunks())
    verdict = lookup.by_digest(lookup.digest_of([content]))
    opened = limits.may_open(get_adapter().get_client_ip(http))
    return _show(http, verdict, by_file=True, inside=signatures.told(content) if opened else None)


def _start(http: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    shown = {"typed": "", "error": "", "file_error": "", "keys": _keys()} | context
    return render(http, "outputs/verify_start.html", shown, status=status)


def _show(
    http: HttpRequest, verdict: Verdict, *, code: str = "", by_file: bool = False, inside: Told | None = None
) -> HttpResponse:
    word, tone, icon = lookup.WORDS[verdict.standing]
    known = verdict.claims.code if verdict.claims else code
    said = str(lookup.SENTENCES[verdict.standing])
    if by_file and verdict is UNKNOWN:
        said = _("Berkas ini bukan dokumen dari portal, atau isinya sudah berubah.")
    shown = {
        "word": word,
        "tone": tone,
        "icon": icon,
        "said": said,
        "claims": verdict.claims,
        "ended": verdict.ended if verdict.standing in ENDINGS else None,
        "ending": ENDINGS.get(verdict.standing, ""),
        "code": codes.shown(known) if known else "",
        "by_file": by_file,
        "signatures": inside,
        "valid": verdict.standing is Standing.VALID,
        "keys": _keys(),
    }
    return render(http, "outputs/verify.html", shown, status=404 if verdict is UNKNOWN and not by_file else 200)


def _keys() -> str:
    """Return the public keys for the page, which checks with them when there is no network."""
    return json.dumps(signing.key_set(), separators=(",", ":"))
