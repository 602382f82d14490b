"""Say who sees a row of an issued document: whoever sees its request."""

from __future__ import annotations

from typing import Final

from services.requests.walls import beside

POLICIES: Final = {
    "outputs_output": beside("requests_servicerequest", "request_id"),
    "outputs_credential": beside("outputs_output", "output_id"),
}
# In a migration of its own: the ones before it build what they were written with.
NUMBERS: Final = {"outputs_outputnumber": beside("outputs_output", "output_id")}
SIGNATURES: Final = {"outputs_signature": beside("outputs_output", "output_id")}
ACCESSES: Final = {"outputs_outputaccess": beside("outputs_output", "output_id")}
