"""Say who sees a row of an issued document: whoever sees its request."""

from __future__ import annotations

from typing import Final

from services.requests.walls import beside

POLICIES: Final = {
    "outputs_output": beside("requests_servicerequest", "request_id"),
    "outputs_credential": beside("outputs_output", "output_id"),
}
