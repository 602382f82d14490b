"""Write a stored answer into the box it came from; what was typed and is not right yet stays as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from services.definition.fields import FieldBase, type_of

# Types whose stored form is not what people type.
SHOWN: Final = frozenset({"phone", "nik", "kk", "nib", "nop", "npsn"})


def text(field: FieldBase, value: Any, *, typed: bool) -> str:
    """Return what a one-line box holds."""
    if value is None or isinstance(value, Mapping | list | tuple):
        return ""
    if typed:
        return str(value)
    if field.type in SHOWN:
        return type_of(field).show(value, field)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value).replace(":", ".") if field.type == "time" else str(value)


def option(value: Any) -> str:
    """Return the chosen option of radios: "ya" and "tidak" for a boolean."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return value if isinstance(value, str) else ""


def options(value: Any) -> list[str]:
    """Return the chosen options of check boxes."""
    if isinstance(value, str):
        return [value]
    return [str(item) for item in value] if isinstance(value, list | tuple) else []


def boxes(value: Any) -> dict[str, str]:
    """Return day, month and year of a stored or typed date."""
    if isinstance(value, Mapping):
        return {part: _short(value.get(part)) for part in ("day", "month", "year")}
    try:
        day = date.fromisoformat(str(value)[:10])
    except ValueError:
        return {"day": "", "month": "", "year": ""}
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def parts(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the pieces of a composed answer, each "" when it is not there."""
    given = value if isinstance(value, Mapping) else {}
    return {name: "" if given.get(name) is None else given[name] for name in names}


def moment(value: Any) -> dict[str, Any]:
    """Return date and time of a stored "2026-11-22T10:32" or of what was typed."""
    if isinstance(value, Mapping):
        return {"date": value.get("date"), "time": _short(value.get("time"))}
    day, _unused, clock = str(value or "").partition("T")
    return {"date": day, "time": clock[:5].replace(":", ".")}


def _short(value: Any) -> str:
    return "" if value is None else str(value)
