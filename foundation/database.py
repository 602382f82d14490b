"""Let go of the database while somebody else is being waited for."""

from __future__ import annotations

from django.db import connection


def let_go() -> None:
    """Close this thread's connection before a slow call to another system; inside a transaction do nothing."""
    if not connection.in_atomic_block:
        connection.close()
