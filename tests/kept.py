"""Load the official facts and the registered services once a process; every later test gets the same rows copied in.

Loading is a thousand rows through the portal's own doors, and hundreds of tests begin with it. What loads them has
tests of its own; here only its rows count. They are kept for the clock of the test, because rows hold moments.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any, Final

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

from agencies.reference.tables import load_all
from foundation import clock, rls
from services.catalogue import documents
from services.catalogue.registry import registry
from services.catalogue.sync import sync

Rows = list[tuple[type[models.Model], str, list[tuple[Any, ...]]]]
_KEPT: Final[dict[tuple[str, datetime, int], Rows]] = {}


def reference() -> None:
    """Load regions, agencies, officials without names, holidays and calendars."""
    _once("reference", load_all)


def services() -> None:
    """Publish what the OPD apps register, where the official facts are loaded."""
    _once("services", _published)
    documents.forget()


def _published() -> None:
    report = sync(registry)
    assert report.refused == [], report.refused


def _once(name: str, make: Callable[[], Any]) -> None:
    """Make rows, or copy those that were made at the same minute of the test's clock."""
    key = (name, clock.now().replace(second=0, microsecond=0), len(list(registry)))
    kept = _KEPT.get(key, [])
    if kept and not any(model._base_manager.exists() for model, _names, _rows in kept):
        _copy(kept)
        return
    empty = [model for model in _tables() if not model._base_manager.exists()]
    make()
    _KEPT[key] = [_read(model) for model in empty if model._base_manager.exists()]


def _tables() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def _read(model: type[models.Model]) -> tuple[type[models.Model], str, list[tuple[Any, ...]]]:
    columns = [field.column for field in model._meta.concrete_fields]
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}"')
        return model, names, [tuple(map(_bound, row)) for row in cursor.fetchall()]


def _bound(value: Any) -> Any:
    """Return a value as a driver takes it back: SQLite's reads times of day and binds none."""
    return str(value) if isinstance(value, time) else value


def _copy(kept: Rows) -> None:
    with connection.cursor() as cursor:
        for model, names, rows in kept:
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', rows)
    with rls.use(rls.OWNER), connection.cursor() as cursor:  # the app's role may take numbers and set none
        for statement in connection.ops.sequence_reset_sql(no_style(), [model for model, _names, _rows in kept]):
            cursor.execute(statement)
