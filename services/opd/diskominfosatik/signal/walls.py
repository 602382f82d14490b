"""Say who sees which report belongs to which site: whoever may see the report."""

from __future__ import annotations

from typing import Final

from services.requests.walls import beside

POLICIES: Final = {"signal_sitereport": beside("requests_servicerequest", "request_id")}
