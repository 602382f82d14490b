"""Let the database itself keep weights and comments as they were written."""

from __future__ import annotations

from typing import Final

from services.requests.triggers import append_only

TABLES: Final = ("index_room_aspect", "index_room_indicator", "index_room_comment")


def statements(vendor: str, *, drop: bool = False) -> tuple[str, ...]:
    """Return the SQL that makes or drops the triggers on one engine ("sqlite" or "postgresql")."""
    return tuple(statement for table in TABLES for statement in append_only(table, vendor, drop=drop))
