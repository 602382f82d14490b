"""Answer phones and programs that ask again and again: the same bytes until something changes."""

from __future__ import annotations

import hashlib
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

FRESH_SECONDS: Final = 300


def answer(request: HttpRequest, content: bytes, name: str, kind: str) -> HttpResponseBase:
    """Return a file of a kind with an ETag of what it says, or 304 when the caller has just that."""
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
        response["Content-Disposition"] = f'inline; filename="{name}"'
        response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response
