"""Merge reference rows into a table without ever undoing what a person corrected in the panel.

A three-way merge, column by column: `LoadedRow` remembers what the file gave last time. A column that still holds that
value is the file's and follows the file; a column that holds anything else is a person's and stays. A row that was
loaded once and is gone was removed by a person and stays away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from agencies.models import LoadedRow

Values = Mapping[str, str | None]


@dataclass
class Tally:
    """Count what one merge did; `kept` counts columns and rows left as a person made them."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    kept: int = 0


def merge(
    name: str, model: type[models.Model], existing: Mapping[str, Any], wanted: Sequence[tuple[str, Values]]
) -> Tally:
    """Bring `wanted` (key, column values as text) into `model`, whose present rows are given by the same keys."""
    memory = {row.key: row for row in LoadedRow.objects.filter(table=name)}
    tally = Tally(rows=len(wanted))
    fresh: list[models.Model] = []
    touched: dict[int, Any] = {}
    for key, values in wanted:
        remembered = memory[key].values if key in memory else None
        if key in existing:
            if _follow(existing[key], values, remembered, tally):
                touched[id(existing[key])] = existing[key]
        elif remembered is None:
            fresh.append(model(**{column: _python(model, column, text) for column, text in values.items()}))
        else:
            tally.kept += 1
    model._default_manager.bulk_create(fresh)
    if touched:
        columns = sorted({column for _, values in wanted for column in values} - {_primary(model)})
        model._default_manager.bulk_update(touched.values(), columns)
    _remember(name, memory, wanted)
    tally.added, tally.changed = len(fresh), len(touched)
    return tally


def _follow(row: Any, values: Values, remembered: Values | None, tally: Tally) -> bool:
    changed = False
    for column, text in values.items():
        wanted, present = _python(type(row), column, text), getattr(row, column)
        if present == wanted:
            continue
        if remembered is not None and present == _python(type(row), column, remembered.get(column)):
            setattr(row, column, wanted)
            changed = True
        else:
            tally.kept += 1
    return changed


def _python(model: type[models.Model], column: str, text: str | None) -> Any:
    # The stubs do not know that attribute names (agency_id) are looked up too.
    field: Any = next(each for each in model._meta.concrete_fields if each.attname == column)
    return None if text is None or (text == "" and field.null) else field.to_python(text)


def _primary(model: type[models.Model]) -> str:
    return model._meta.pk.attname


def _remember(name: str, memory: dict[str, LoadedRow], wanted: Sequence[tuple[str, Values]]) -> None:
    LoadedRow.objects.bulk_create(
        LoadedRow(table=name, key=key, values=dict(values)) for key, values in wanted if key not in memory
    )
    stale = [memory[key] for key, values in wanted if key in memory and memory[key].values != values]
    for row in stale:
        row.values = next(dict(values) for key, values in wanted if key == row.key)
    LoadedRow.objects.bulk_update(stale, ["values"])
