"""Let the database itself refuse to edit an answer."""

from __future__ import annotations

from typing import Final

from services.requests.triggers import append_only

TABLE: Final = "satisfaction_response"


def statements(vendor: str, *, drop: bool = False) -> tuple[str, ...]:
    """Return the SQL that makes or drops the trigger on one engine ("sqlite" or "postgresql")."""
    return append_only(TABLE, vendor, drop=drop)
