"""Answer programs with RFC 9457 problems: a code for the program, a sentence for the person in front of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response

MEDIA_TYPE: Final = "application/problem+json"
# A tag URI names a kind of problem and promises no page behind it (RFC 9457, 3.1.1).
KIND: Final = "tag:serangkab.go.id,2026:problem/"
Words = str | Promise

TITLES: Final[Mapping[int, Words]] = {
    400: _("Permintaan tidak dapat dibaca"),
    401: _("Belum masuk"),
    403: _("Tidak berhak"),
    404: _("Tidak ditemukan"),
    405: _("Cara meminta keliru"),
    409: _("Keadaan sudah berubah"),
    413: _("Kiriman terlalu besar"),
    415: _("Jenis kiriman tidak diterima"),
    422: _("Isian perlu dibetulkan"),
    429: _("Terlalu banyak permintaan"),
    503: _("Sedang terganggu"),
}
DETAILS: Final[Mapping[int, Words]] = {
    400: _("Kiriman tidak terbaca. Kirim JSON yang utuh dalam UTF-8."),
    401: _("Kirim X-Session-Token dari hasil masuk yang masih berlaku."),
    403: _("Akun ini tidak berhak atas alamat ini."),
    404: _("Tidak ada, atau bukan milik akun ini."),
    405: _("Alamat ini tidak menerima cara itu. Lihat kepala Allow."),
    413: _("Kiriman melebihi batas. Satu berkas paling besar 5 MB."),
    415: _("Kirim application/json, atau multipart/form-data untuk berkas."),
    429: _("Permintaan terlalu rapat. Tunggu selama yang disebut Retry-After."),
}
CODES: Final[Mapping[int, str]] = {
    400: "malformed",
    401: "not_authenticated",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    429: "throttled",
    500: "server_error",
    503: "unavailable",
}


class Problem(exceptions.APIException):
    """Refuse a request with a code, a sentence and, where answers are wrong, one entry for each of them."""

    def __init__(
        self, status: int, detail: Words = "", code: str = "", errors: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Keep what the answer will say; empty words come from the status."""
        self.status_code = status
        self.said = detail or DETAILS.get(status, "")
        self.named = code or CODES.get(status, "refused")
        self.errors = list(errors)
        super().__init__(str(self.said), self.named)


def body(
    status: int, code: str, detail: Words, *, title: Words = "", help_code: str = "", errors: Sequence[Any] = ()
) -> dict[str, Any]:
    """Return the members of one problem."""
    return {
        "type": KIND + code,
        "title": str(title or TITLES.get(status, "")),
        "status": status,
        "code": code,
        "detail": str(detail),
        "request_id": help_code,
        "errors": list(errors),
    }


def handle(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Turn what a view raised into a problem; None for what nobody foresaw, which Django answers."""
    problem = _problem(error)
    if problem is None:
        return None
    request = context.get("request")
    plain: HttpRequest | None = getattr(request, "_request", request)
    said = body(
        problem.status_code,
        problem.named,
        problem.said,
        help_code=str(getattr(plain, "request_id", "")),
        errors=problem.errors,
    )
    return Response(said, problem.status_code, headers=_headers(error), content_type=MEDIA_TYPE)


def _problem(error: Exception) -> Problem | None:
    if isinstance(error, Problem):
        return error
    if isinstance(error, Http404):
        return Problem(404)
    if isinstance(error, PermissionDenied):
        return Problem(403)
    return Problem(error.status_code) if isinstance(error, exceptions.APIException) else None


def _headers(error: Exception) -> dict[str, str]:
    found = {}
    if challenge := getattr(error, "auth_header", None):
        found["WWW-Authenticate"] = str(challenge)
    if wait := getattr(error, "wait", None):
        found["Retry-After"] = str(int(wait))
    return found
