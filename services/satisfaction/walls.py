"""Say who sees that a request's applicant has answered: whoever may see the request."""

from __future__ import annotations

from typing import Final

from services.requests.walls import beside

POLICIES: Final = {"satisfaction_turn": beside("requests_servicerequest", "request_id")}
