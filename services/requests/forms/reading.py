"""Read an HTML form into the nested shape `answers.clean` takes; nothing is judged here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import QueryDict

from services.definition.fields import FieldBase, type_of
from services.definition.fields.group import GroupField
from services.definition.form_data import nest

# The three boxes of a date, as the control writes them.
BOXES: Final = {"-hari": ".day", "-bulan": ".month", "-tahun": ".year"}
MAX_ROWS: Final = 200


def read(fields: Sequence[FieldBase], data: QueryDict) -> dict[str, Any]:
    """Return what was sent for these fields; a field that was emptied is there with nothing in it.

    Files are not read here: the server knows best what it holds.
    """
    sent = nest([(_plain_name(name), values) for name, values in data.lists()])
    return {f.id: _raw(f, sent.get(f.id)) for f in fields if _is_typed(f)}


def rows_of(raw: Any) -> list[Any]:
    """Return the rows of a repeated group as a list, whatever shape they came in."""
    if isinstance(raw, Mapping):
        raw = [raw]
    return list(raw)[:MAX_ROWS] if isinstance(raw, list | tuple) else []


def _is_typed(field: FieldBase) -> bool:
    kind = type_of(field)
    return kind.answered and not kind.derived and not field.read_only and field.type != "file"


def _raw(field: FieldBase, value: Any) -> Any:
    if field.type == "slot" and isinstance(value, Mapping):
        return _slot(value)
    if isinstance(field, GroupField) and isinstance(value, list | tuple):
        return [_row(field, row) for row in rows_of(value)]
    if isinstance(field, GroupField) and isinstance(value, Mapping):
        return _row(field, value)
    return value


def _row(field: GroupField, row: Any) -> dict[str, Any]:
    given = row if isinstance(row, Mapping) else {}
    # Kept files of a row travel with it as ids, because rows may move; the engine checks whose they are.
    return {f.id: given.get(f.id) if f.type == "file" else _raw(f, given.get(f.id)) for f in field.fields}


def _slot(value: Mapping[str, Any]) -> str:
    day = value.get("date")
    if isinstance(day, Mapping):
        parts = (str(day.get(part) or "").strip() for part in ("year", "month", "day"))
        day = "-".join(part.zfill(2) for part in parts)
    time = str(value.get("time") or "").strip().replace(".", ":")
    text = f"{day or ''}T{time.zfill(5) if time else ''}"
    return "" if text in {"T", "00-00-00T"} else text


def _plain_name(name: str) -> str:
    for ending, part in BOXES.items():
        if name.endswith(ending):
            return name.removesuffix(ending) + part
    return name
