"""Wrap every answer: help code, security headers, error pages, the language of the profile."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import structlog
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from spbe_portal import errors

GetResponse = Callable[[HttpRequest], HttpResponseBase]
# Letters and digits that cannot be misheard on the telephone.
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PERMISSIONS: Final = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
        "magnetometer", "microphone", "midi", "payment", "usb",
    )
)  # fmt: skip
SHORT_BODY: Final = 600


def new_code() -> str:
    """Make a help code a person can read out: 'K7QF-2M9A'."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


class RequestIdMiddleware:
    """Give every request a help code: in the log, in the X-Request-ID header, on error pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Bind the code for the time of this request; a code sent from outside is not trusted."""
        code = new_code()
        request.request_id = code  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(request_id=code):
            response = self.get_response(request)
        response["X-Request-ID"] = code
        return response


def policy(directives: Mapping[str, Sequence[str]]) -> str:
    """Write a content security policy from Django 6's settings shape."""
    return "; ".join(f"{name} {' '.join(values)}".strip() for name, values in directives.items())


class SecurityHeadersMiddleware:
    """Add the content security policy, permissions policy and cache rule, and dress bare error answers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set each header unless the view chose its own."""
        response = self._dress(request, self.get_response(request))
        own: Any = getattr(response, "_csp_config", None)  # Django 6's csp_override sets this
        directives = settings.SECURE_CSP if own is None else own
        if directives:
            response.setdefault("Content-Security-Policy", policy(directives))
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if self._is_personal(request, response):
            response.setdefault("Cache-Control", "no-store")
        return response

    @staticmethod
    def _is_personal(request: HttpRequest, response: HttpResponseBase) -> bool:
        name = settings.SESSION_COOKIE_NAME
        return name in request.COOKIES or name in response.cookies or request.method not in {"GET", "HEAD"}

    @staticmethod
    def _dress(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        page = errors.BY_STATUS.get(response.status_code)
        if page is None or not isinstance(response, HttpResponse) or len(response.content) > SHORT_BODY:
            return response
        if "json" in response.get("Content-Type", ""):
            return response
        dressed = errors.respond(page, request)
        for header in ("Allow", "Retry-After"):
            if header in response:
                dressed[header] = response[header]
        return dressed


class DatabaseDownMiddleware:
    """Turn a database that cannot be reached into a 503 page with Retry-After."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; views are caught below, middleware by errors.server_error."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 for a database that is away or busy."""
        return errors.unavailable(request) if errors.is_unavailable(exception) else None


class LanguageMiddleware:
    """Speak the language of the profile, Indonesian to everyone else; a browser's wish is ignored, a program's is met.

    Browsers send Accept-Language unasked, often English to people who read Indonesian. A program that sends it means
    it; and a header leaves one address for each thing, which a `?lang` would double.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Activate the language for this request and say it in Content-Language."""
        language = self._language(request)
        with translation.override(language):
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        return response

    @staticmethod
    def _language(request: HttpRequest) -> str:
        if request.path.startswith("/api/"):
            return _wished(request.headers.get("Accept-Language", ""))
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return settings.LANGUAGE_CODE
        try:
            wanted = getattr(request.user, "language", "")
        except DatabaseError:
            return settings.LANGUAGE_CODE
        return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _wished(header: str) -> str:
    """Return the first of our languages that an Accept-Language header names, by its weights; Indonesian for none."""
    for wish, weight in parse_accept_lang_header(header.lower()):
        known = wish.partition("-")[0]
        if weight > 0 and known in dict(settings.LANGUAGES):
            return known
    return settings.LANGUAGE_CODE
