"""What a keyword takes, in words, read from the JSON Schema."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import TypeAdapter

from services.definition.base import ID_PATTERN, SLUG_PATTERN, Code, HookName, Path, Url

_SHARED: Final = {
    "Text": "text or {id, en}",
    "TextOrNothing": "text or {id, en}",
    "Condition": "condition",
    "ConditionOrNothing": "condition",
    "Field": "field",
}
_PATTERNS: Final = {
    ID_PATTERN: "id",
    SLUG_PATTERN: "slug",
    **{
        TypeAdapter(each).json_schema()["pattern"]: words
        for each, words in (
            (Code, "code like `IZN-09`"),
            (Path, "path like `lokasi.desa`"),
            (HookName, "hook name like `dinas.cek`"),
            (Url, "https address"),
        )
    },
}
_NUMBERS: Final = {"integer": "whole number", "number": "number"}


def takes(shape: Mapping[str, Any], defs: Mapping[str, Any]) -> str:
    """Return what a shape of the editors' schema takes: "list of id", "one of `a`, `b`", "whole number 1–10"."""
    if "$ref" in shape:
        return _named(shape["$ref"].rpartition("/")[2], defs)
    if "const" in shape:
        return f"`{shape['const']}`"
    if "enum" in shape:
        return f"one of {', '.join(f'`{each}`' for each in shape['enum'])}"
    for several in ("anyOf", "oneOf"):
        if several in shape:
            found = [takes(each, defs) for each in shape[several] if each.get("type") != "null"]
            return " or ".join(dict.fromkeys(found))
    return _plain(shape, defs)


def _named(name: str, defs: Mapping[str, Any]) -> str:
    if name in _SHARED:
        return _SHARED[name]
    found = defs.get(name, {})
    return takes(found, defs) if "enum" in found else name


def _plain(shape: Mapping[str, Any], defs: Mapping[str, Any]) -> str:
    kind = shape.get("type")
    if kind == "array" and "items" in shape:
        return f"list of {takes(shape['items'], defs)}"
    if kind == "array":
        return "list of numbers"
    if kind == "object":
        inner = next(iter(shape.get("patternProperties", {}).values()), None)
        return f"{{id: {takes(inner, defs)}}}" if inner is not None else "mapping"
    if kind in _NUMBERS:
        return _bounded(_NUMBERS[kind], shape)
    if kind == "boolean":
        return "`true` or `false`"
    pattern = shape.get("pattern")
    return _PATTERNS.get(pattern, f"text like `{pattern}`") if pattern else "text"


def _bounded(words: str, shape: Mapping[str, Any]) -> str:
    low = shape.get("minimum", shape.get("exclusiveMinimum"))
    high = shape.get("maximum")
    if low is None and high is None:
        return words
    if high is None:
        return f"{words} from {low}" if "minimum" in shape else f"{words} above {low}"
    return f"{words} up to {high}" if low is None else f"{words} {low} to {high}"
