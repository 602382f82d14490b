"""Answer when something went wrong: what happened, is my data safe, what to do now; no database, no context."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import requires_csrf_token

from foundation.api import problems
from spbe_portal.context import Portal

logger = logging.getLogger("portal.errors")
RETRY_SECONDS: Final = 30
UNAVAILABLE: Final = (OperationalError, InterfaceError)


@dataclass(frozen=True, slots=True)
class Page:
    """Hold the sentences of one error page."""

    status: int
    title: str | Promise
    happened: str | Promise
    safe: str | Promise
    now: str | Promise
    search: bool = False
    retry_after: int = 0


BAD_REQUEST = Page(
    400,
    _("Permintaan tidak dapat dibaca"),
    _("Peramban Anda mengirim sesuatu yang tidak kami kenali. Alamatnya mungkin terpotong."),
    _("Ya. Tidak ada yang berubah pada permohonan Anda."),
    _("Kembali ke halaman sebelumnya lalu coba lagi, atau mulai dari beranda."),
)
FORBIDDEN = Page(
    403,
    _("Anda tidak berhak membuka halaman ini"),
    _("Halaman ini hanya untuk orang atau petugas tertentu."),
    _("Ya. Tidak ada yang berubah."),
    _("Masuk dengan akun yang berhak. Bila Anda merasa ini keliru, sampaikan lewat halaman bantuan."),
)
NOT_FOUND = Page(
    404,
    _("Halaman tidak ditemukan"),
    _("Alamatnya salah ketik, sudah pindah, atau bukan milik akun Anda."),
    _("Ya. Permohonan Anda tetap ada di Permohonan saya."),
    _("Cari layanan di bawah ini, atau mulai dari beranda."),
    search=True,
)
NOT_ALLOWED = Page(
    405,
    _("Cara membuka halaman ini keliru"),
    _("Halaman ini tidak bisa dibuka dengan cara itu, misalnya dengan memuat ulang hasil kiriman."),
    _("Ya. Yang sudah terkirim tetap tersimpan dan tidak terkirim dua kali."),
    _("Kembali ke halaman sebelumnya dan pakai tombol yang ada di sana."),
)
TOO_LARGE = Page(
    413,
    _("Berkas terlalu besar"),
    _("Berkas atau isian yang Anda kirim melebihi batas. Satu berkas paling besar 5 MB."),
    _("Berkas ini belum tersimpan. Jawaban di langkah sebelumnya tetap tersimpan."),
    _("Foto ulang dengan ukuran lebih kecil di setelan kamera, atau kirim berkas satu per satu."),
)
SESSION_OVER = Page(
    403,
    _("Sesi berakhir"),
    _("Halaman ini terlalu lama terbuka, atau kuki dimatikan, sehingga kiriman tidak kami terima."),
    _("Langkah yang sudah disimpan tetap aman. Isian di langkah terakhir ini belum tersimpan."),
    _("Tekan kembali di peramban Anda. Biasanya isian masih ada. Muat ulang halaman itu, lalu kirim lagi."),
)
TOO_MANY = Page(
    429,
    _("Terlalu banyak percobaan"),
    _("Kami menerima terlalu banyak permintaan dari Anda dalam waktu singkat."),
    _("Ya. Tidak ada yang berubah pada permohonan Anda."),
    _("Tunggu beberapa menit, lalu coba lagi."),
    retry_after=300,
)
SERVER_ERROR = Page(
    500,
    _("Ada gangguan di pihak kami"),
    _("Terjadi kesalahan yang tidak kami duga. Ini bukan salah Anda."),
    _("Permohonan yang sudah mendapat nomor tetap aman. Isian yang baru saja dikirim mungkin belum tersimpan."),
    _("Coba lagi beberapa menit lagi. Bila tetap gagal, sebutkan kode bantuan di bawah ini kepada petugas."),
)
UNAVAILABLE_PAGE = Page(
    503,
    _("Portal sedang sibuk atau dirawat"),
    _("Basis data kami belum dapat dihubungi."),
    _("Permohonan yang sudah mendapat nomor tetap aman. Isian yang baru saja dikirim belum tersimpan."),
    _("Tunggu setengah menit, lalu coba lagi. Jangan tutup halaman formulir Anda; tekan kembali."),
    retry_after=RETRY_SECONDS,
)
BY_STATUS: Final = {405: NOT_ALLOWED, 413: TOO_LARGE, 429: TOO_MANY}


def respond(page: Page, request: HttpRequest | None) -> HttpResponse:
    """Render an error page; programs get problem+json, and a broken template still gives a readable page."""
    code = str(getattr(request, "request_id", "")) if request else ""
    response: HttpResponse
    if request is not None and request.path.startswith("/api/"):
        name = problems.CODES.get(page.status, "refused")
        words = problems.DETAILS.get(page.status, page.happened)
        body = problems.body(page.status, name, words, title=page.title, help_code=code)
        response = JsonResponse(body, status=page.status, content_type=problems.MEDIA_TYPE)
    else:
        response = HttpResponse(_html(page, code), status=page.status)
    response["Cache-Control"] = "no-store"
    if page.retry_after:
        response["Retry-After"] = str(page.retry_after)
    return response


def _html(page: Page, code: str) -> str:
    try:
        return render_to_string("errors/page.html", {"page": page, "code": code, "portal": Portal()})
    except Exception:  # whatever broke the page must not break the page that says so
        logger.exception("error page could not be rendered", extra={"request_id": code})
        parts = "".join(f"<p>{escape(text)}</p>" for text in (page.happened, page.safe, page.now, code))
        return f'<!doctype html><html lang="id"><title>{escape(page.title)}</title><h1>{escape(page.title)}</h1>{parts}'


def is_unavailable(error: BaseException | None) -> bool:
    """Tell whether an error means that the database cannot be reached or is busy."""
    return isinstance(error, UNAVAILABLE)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 when what was sent is too large."""
    return respond(TOO_LARGE if isinstance(exception, RequestDataTooBig) else BAD_REQUEST, request)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return respond(FORBIDDEN, request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return respond(NOT_FOUND, request)


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer 429 (allauth calls this for its rate limits)."""
    return respond(TOO_MANY, request)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose CSRF token is missing or old."""
    logger.info("csrf refused: %s", reason)
    return respond(SESSION_OVER, request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database cannot be reached."""
    return respond(UNAVAILABLE_PAGE, request)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with its help code, or 503 when it was the database."""
    error = sys.exc_info()[1]
    if is_unavailable(error):
        return unavailable(request)
    logger.error("server error %s: %s", getattr(request, "request_id", "-"), type(error).__name__)
    return respond(SERVER_ERROR, request)
