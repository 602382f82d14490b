"""Let SQLite be emptied after a transactional test although its history tables refuse every DELETE.

PostgreSQL is emptied by TRUNCATE, which fires no row trigger; Django empties SQLite with DELETE.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper

from citizens.notifications import triggers as words
from services.opd.diskominfosatik.roadmap import triggers as roadmap
from services.opd.diskominfosatik.signal import triggers as sites
from services.outputs import triggers as outputs
from services.requests import triggers

DatabaseOperations = DatabaseWrapper.ops_class


def _all(*, drop: bool = False) -> Iterator[str]:
    yield from triggers.every("sqlite", drop=drop)
    yield from triggers.append_only("outputs_outputaccess", "sqlite", drop=drop)
    yield from sites.statements("sqlite", drop=drop)
    yield from roadmap.statements("sqlite", drop=drop)
    yield from words.statements("sqlite", drop=drop)


@pytest.fixture(autouse=True, scope="session")
def flush_past_triggers() -> Iterator[None]:
    """Drop the triggers around a flush and put them back, so that no test runs without them."""
    plain = DatabaseOperations.execute_sql_flush

    def flush(operations: Any, statements: Any) -> None:
        with operations.connection.cursor() as cursor:
            for statement in _all(drop=True):
                cursor.execute(statement)
        try:
            plain(operations, statements)
        finally:
            with operations.connection.cursor() as cursor:
                for statement in _all(drop=False):
                    cursor.execute(statement)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush)
        yield


def _all(*, drop: bool) -> tuple[str, ...]:
    return (
        *triggers.every("sqlite", drop=drop),
        *sites.statements("sqlite", drop=drop),
        *outputs.statements("sqlite", drop=drop),
    )
