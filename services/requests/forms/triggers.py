"""Find the answer that makes a question appear, so that a page can show it in place without a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.definition.conditions import Call, Ref
from services.definition.fields import FieldBase
from services.definition.fields.choice import ChoiceField


@dataclass(frozen=True)
class Trigger:
    """Name the field of the same page that decides, and the values that let the question appear."""

    field: FieldBase
    values: tuple[str, ...]
    nested: bool  # it can stand inside the one option that shows it


def trigger_of(field: FieldBase, siblings: Sequence[FieldBase]) -> Trigger | None:
    """Return what decides about a field when that is one answer on the same page, else None."""
    condition = field.show_if
    if not isinstance(condition, Call) or condition.op not in {"eq", "in"} or len(condition.args) != 2:
        return None
    ref, wanted = condition.args
    if not isinstance(ref, Ref) or isinstance(wanted, Call | Ref):
        return None
    source = next((f for f in siblings if f.id == ref.f and f.type in {"boolean", "choice"}), None)
    if source is None or source.read_only:
        return None
    values = _values(wanted)
    radios = source.type == "boolean" or (isinstance(source, ChoiceField) and source.style == "radio")
    return Trigger(source, values, nested=radios and len(values) == 1) if values else None


def _values(wanted: Any) -> tuple[str, ...]:
    items = wanted if isinstance(wanted, list | tuple) else [wanted]
    return tuple(_word(item) for item in items if isinstance(item, str | bool))


def _word(value: str | bool) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return value
