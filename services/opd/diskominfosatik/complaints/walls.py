"""Say who sees what went to SP4N-LAPOR! about a request: whoever may see the request."""

from __future__ import annotations

from typing import Final

from services.requests.walls import beside

POLICIES: Final = {
    "complaints_laporticket": beside("requests_servicerequest", "request_id"),
    "complaints_laporfollowup": beside("complaints_laporticket", "ticket_id"),
}
