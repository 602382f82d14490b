"""Differences between fields: what may change freely, what the applicant must answer again, what breaks answers."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from services.definition.diff.change import Change, Impact
from services.definition.fields import FieldBase, type_of

# Keywords only people read, or that tell the form how to look.
_WORDS: Final = frozenset(
    {"label", "help", "example", "why", "notes", "origin", "sensitivity", "from", "style", "rows", "row_label"}
    | {"text", "tone", "unit", "grouped", "expr"}
)
# Larger is looser, smaller is looser.
_UPPER: Final = frozenset({"max", "max_length", "max_mb", "decimals", "max_days"})
_LOWER: Final = frozenset({"min", "min_length"})
# How an answer is stored or found; old answers would not fit.
_BREAKING: Final = frozenset({"type", "secret", "list", "level"})


def diff_fields(path: str, old: Sequence[FieldBase], new: Sequence[FieldBase]) -> Iterator[Change]:
    """Yield the changes between two lists of fields; the order of fields never matters to answers."""
    before = {field.id: field for field in old}
    after = {field.id: field for field in new}
    for name in before.keys() - after.keys():
        # The answer stays in the history; nobody has to do anything.
        yield Change(f"{path}.{name}", "removed", Impact.COMPATIBLE)
    for name, field in after.items():
        if name not in before:
            asked = field.compulsory or field.required_if is not None or _asks_inside(field)
            yield Change(f"{path}.{name}", "added", Impact.NEEDS_APPLICANT if asked else Impact.COMPATIBLE)
        else:
            yield from _diff_field(f"{path}.{name}", before[name], field)


def _asks_inside(field: FieldBase) -> bool:
    inside = type_of(field).looks_inside(field)
    return inside and any(child.compulsory or child.required_if is not None for child in field.children())


def _diff_field(path: str, old: FieldBase, new: FieldBase) -> Iterator[Change]:
    left, right = _keywords(old), _keywords(new)
    for keyword in sorted(left.keys() | right.keys()):
        if keyword == "fields" or left.get(keyword) == right.get(keyword):
            continue
        if old.type != new.type and keyword != "type":
            continue
        impact = _impact(keyword, left.get(keyword), right.get(keyword))
        yield Change(f"{path}.{keyword}", "changed", impact)
    if old.type == new.type:
        yield from diff_fields(path, old.children(), new.children())


def _keywords(field: FieldBase) -> dict[str, Any]:
    return field.model_dump(mode="json", by_alias=True)


def _impact(keyword: str, old: Any, new: Any) -> Impact:
    if keyword in _BREAKING:
        return Impact.INCOMPATIBLE
    if keyword in _WORDS:
        return Impact.COMPATIBLE
    if keyword == "repeat":
        return _repeat(old, new)
    if keyword == "options":
        gone = {option["value"] for option in old} - {option["value"] for option in new}
        return Impact.NEEDS_APPLICANT if gone else Impact.COMPATIBLE
    return Impact.COMPATIBLE if _looser(keyword, old, new) else Impact.NEEDS_APPLICANT


def _looser(keyword: str, old: Any, new: Any) -> bool:
    if keyword in ("required", "read_only"):
        return new is False
    if keyword == "required_if":
        return new is None
    if keyword == "accept":
        return set(old) <= set(new)
    if keyword in _UPPER | _LOWER:
        if new is None:
            return True
        if old is None or isinstance(old, str) or isinstance(new, str):
            return False
        return bool(new >= old) if keyword in _UPPER else bool(new <= old)
    return False


def _repeat(old: Any, new: Any) -> Impact:
    if old is None or new is None:
        # One object became a list, or the other way round.
        return Impact.INCOMPATIBLE
    looser = new["min"] <= old["min"] and new["max"] >= old["max"]
    return Impact.COMPATIBLE if looser else Impact.NEEDS_APPLICANT
