"""Say who sees what was told to a receiver: whoever keeps the records of the office that named it."""

from __future__ import annotations

from typing import Final

POLICIES: Final = {
    "webhooks_delivery": "portal_kind() = 'system' OR (portal_kind() = 'records' AND EXISTS ("
    "SELECT 1 FROM webhooks_endpoint above WHERE above.id = endpoint_id"
    " AND coalesce(above.agency_id = ANY ((SELECT portal_kept())::text[]), true)))",
}
