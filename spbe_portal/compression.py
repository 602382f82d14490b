"""Compress the pages of visitors, for whom a page load over weak signal is the dearest thing."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXTS: Final = ("text/html", "application/xml", "text/calendar", "text/csv")


class PageCompressionMiddleware(GZipMiddleware):
    """Compress pages of those who are not signed in, and nothing else.

    The length of a compressed page can betray what stands in it to whoever makes a browser ask again and again
    (BREACH). A visitor's page holds nothing that is not public; a signed-in person's page stays as it is.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress where there is nothing to betray."""
        name = settings.SESSION_COOKIE_NAME
        personal = name in request.COOKIES or name in response.cookies or request.method not in {"GET", "HEAD"}
        if personal or not response.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)
