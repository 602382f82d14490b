"""Answer with a PDF that the portal made itself."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from services.requests.uploads import disposition

# It is our own bytes, so the browser may show it; nothing in it may load or run anything.
POLICY: Final = "default-src 'none'; frame-ancestors 'none'"


def paper(made: bytes, name: str) -> HttpResponse:
    """Return the response; the browser shows it and keeps it nowhere."""
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = disposition(name, inline=True)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-store"
    return response
