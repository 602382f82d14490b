"""A validator for the part of JSON Schema that the editors' schema uses; an unknown keyword fails loudly."""

import re
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}
SILENT = {"$schema", "$defs", "description", "default", "format"}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "") -> list[str]:
    """Return where `value` does not fit `schema`."""
    found: list[str] = []
    for keyword, wanted in schema.items():
        if keyword not in SILENT:
            found += CHECKS[keyword](value, wanted, schema, root, path)
    return found


def _type(value: Any, wanted: str, schema: Any, root: Any, path: str) -> list[str]:
    right = isinstance(value, TYPES[wanted]) and (wanted == "boolean" or not isinstance(value, bool))
    return [] if right else [f"{path}: not {wanted}"]


def _ref(value: Any, wanted: str, schema: Any, root: Any, path: str) -> list[str]:
    return faults(value, root["$defs"][wanted.removeprefix("#/$defs/")], root, path)


def _some(value: Any, wanted: list[Any], schema: Any, root: Any, path: str) -> list[str]:
    each = [faults(value, shape, root, path) for shape in wanted]
    return [] if any(not found for found in each) else min(each, key=len)


def _one(value: Any, wanted: list[Any], schema: Any, root: Any, path: str) -> list[str]:
    fitting = sum(not faults(value, shape, root, path) for shape in wanted)
    return [] if fitting == 1 else [f"{path}: fits {fitting} of {len(wanted)}"]


def _properties(value: Any, wanted: dict[str, Any], schema: Any, root: Any, path: str) -> list[str]:
    inner = value if isinstance(value, dict) else {}
    return [
        each
        for key, shape in wanted.items()
        if key in inner
        for each in faults(inner[key], shape, root, f"{path}.{key}")
    ]


def _patterns(value: Any, wanted: dict[str, Any], schema: Any, root: Any, path: str) -> list[str]:
    inner = value if isinstance(value, dict) else {}
    return [
        each
        for pattern, shape in wanted.items()
        for key, item in inner.items()
        if re.search(pattern, key)
        for each in faults(item, shape, root, f"{path}.{key}")
    ]


def _closed(value: Any, wanted: bool, schema: dict[str, Any], root: Any, path: str) -> list[str]:
    assert wanted is False
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    keys = value if isinstance(value, dict) else {}
    return [f"{path}.{k}: unknown" for k in keys if k not in known and not any(re.search(p, k) for p in patterns)]


def _required(value: Any, wanted: list[str], schema: Any, root: Any, path: str) -> list[str]:
    return [f"{path}.{key}: missing" for key in wanted if isinstance(value, dict) and key not in value]


def _items(value: Any, wanted: dict[str, Any], schema: Any, root: Any, path: str) -> list[str]:
    inner = value if isinstance(value, list) else []
    return [each for n, item in enumerate(inner) for each in faults(item, wanted, root, f"{path}.{n}")]


def _tuple(value: Any, wanted: list[Any], schema: Any, root: Any, path: str) -> list[str]:
    inner = value if isinstance(value, list) else []
    return [each for item, shape in zip(inner, wanted, strict=False) for each in faults(item, shape, root, path)]


def _size(low: int, high: float) -> Any:
    def check(value: Any, wanted: int, schema: Any, root: Any, path: str) -> list[str]:
        length = len(value) if isinstance(value, str | list) else wanted
        return [] if wanted * low <= length <= max(wanted * high, 0) or length == wanted else [f"{path}: size {length}"]

    return check


def _bound(sign: int, *, equal: bool) -> Any:
    def check(value: Any, wanted: float, schema: Any, root: Any, path: str) -> list[str]:
        distance = (value - wanted) * sign if isinstance(value, int | float) else 1
        return [] if distance > 0 or (equal and distance == 0) else [f"{path}: out of bounds"]

    return check


CHECKS: dict[str, Any] = {
    "type": _type,
    "$ref": _ref,
    "anyOf": _some,
    "oneOf": _one,
    "properties": _properties,
    "patternProperties": _patterns,
    "additionalProperties": _closed,
    "required": _required,
    "items": _items,
    "prefixItems": _tuple,
    "const": lambda value, wanted, *rest: [] if value == wanted else [f"{rest[-1]}: not {wanted}"],
    "enum": lambda value, wanted, *rest: [] if value in wanted else [f"{rest[-1]}: none of {wanted}"],
    "pattern": lambda value, wanted, *rest: (
        [] if not isinstance(value, str) or re.search(wanted, value) else [f"{rest[-1]}: not like {wanted}"]
    ),
    "minLength": _size(1, float("inf")),
    "minItems": _size(1, float("inf")),
    "maxLength": _size(0, 1),
    "maxItems": _size(0, 1),
    "minimum": _bound(1, equal=True),
    "exclusiveMinimum": _bound(1, equal=False),
    "maximum": _bound(-1, equal=True),
}
