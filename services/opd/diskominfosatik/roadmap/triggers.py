"""Let the database itself refuse to edit what happened to the roadmap, and what of it was published."""

from __future__ import annotations

from typing import Final

from services.requests.triggers import append_only

TABLES: Final = ("roadmap_step", "roadmap_publication")


def statements(vendor: str, *, drop: bool = False) -> tuple[str, ...]:
    """Return the SQL that makes or drops the triggers on one engine ("sqlite" or "postgresql")."""
    return tuple(each for table in TABLES for each in append_only(table, vendor, drop=drop))
