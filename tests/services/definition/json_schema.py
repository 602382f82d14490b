"""Check data against the part of JSON Schema 2020-12 that the definition writes; an unknown keyword fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

TYPES: dict[str, Any] = {
    "object": dict,
    "array": (list, tuple),
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
Schema = dict[str, Any]


def problems(schema: Schema, data: Any, root: Schema | None = None) -> list[str]:
    """Return one sentence for each keyword of the schema that the data breaks; the innermost say most."""
    root = schema if root is None else root
    found: list[str] = []
    for keyword in schema:
        if keyword in BELOW:
            for inner, value in BELOW[keyword](schema, data, root):
                found += problems(inner, value, root)
        elif not HOLDS[keyword](schema, data, root):
            found.append(f"{keyword} {str(schema[keyword])[:80]} refuses {str(data)[:80]}")
    return found


def _fits(schema: Schema, data: Any, root: Schema) -> bool:
    return not problems(schema, data, root)


def _type(schema: Schema, data: Any, root: Schema) -> bool:
    names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    # In Python true is a number; in JSON it is not.
    return any(isinstance(data, TYPES[name]) and (not isinstance(data, bool) or name == "boolean") for name in names)


def _of(kind: type | tuple[type, ...], test: Callable[[Any, Any], bool], keyword: str) -> Callable[..., bool]:
    """Judge values of one kind only; whether the kind is right, `type` says."""
    return lambda schema, data, root: (
        not isinstance(data, kind) or isinstance(data, bool) or test(data, schema[keyword])
    )


def _named(schema: Schema, data: Any, root: Schema) -> list[tuple[Schema, Any]]:
    """Return the one member of a union that the data names; trying all thirty would only cost time."""
    by = schema.get("discriminator")
    if not by:
        fitting = [each for each in schema["oneOf"] if _fits(each, data, root)]
        return [(fitting[0] if len(fitting) == 1 else {"enum": []}, data)]
    name = data.get(by["propertyName"]) if isinstance(data, dict) else None
    return [({"$ref": by["mapping"][name]} if name in by["mapping"] else {"enum": list(by["mapping"])}, data)]


def _members(schema: Schema, data: Any, root: Schema) -> list[tuple[Schema, Any]]:
    named, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    pairs: list[tuple[Schema, Any]] = []
    for name, value in data.items() if isinstance(data, dict) else ():
        rest = schema.get("additionalProperties", {})
        matched = [inner for pattern, inner in patterns.items() if re.search(pattern, name)]
        below = [named[name]] if name in named else matched or [{"enum": []} if rest is False else rest]
        pairs += [(inner, value) for inner in below if inner is not True]
    return pairs


def _items(schema: Schema, data: Any, root: Schema) -> list[tuple[Schema, Any]]:
    return [(schema["items"], item) for item in data] if isinstance(data, list | tuple) else []


SIZED = (list, tuple)
HOLDS: dict[str, Callable[..., bool]] = {
    **dict.fromkeys(("title", "description", "default", "$schema", "$defs", "discriminator"), lambda *all_: True),
    "format": lambda *all_: True,
    "type": _type,
    "const": lambda schema, data, root: data == schema["const"],
    "enum": lambda schema, data, root: data in schema["enum"],
    "anyOf": lambda schema, data, root: any(_fits(each, data, root) for each in schema["anyOf"]),
    "pattern": _of(str, lambda text, pattern: re.search(pattern, text) is not None, "pattern"),
    "minLength": _of(str, lambda text, least: len(text) >= least, "minLength"),
    "maxLength": _of(str, lambda text, most: len(text) <= most, "maxLength"),
    "minimum": _of((int, float), lambda number, least: number >= least, "minimum"),
    "exclusiveMinimum": _of((int, float), lambda number, least: number > least, "exclusiveMinimum"),
    "maximum": _of((int, float), lambda number, most: number <= most, "maximum"),
    "minItems": _of(SIZED, lambda items, least: len(items) >= least, "minItems"),
    "maxItems": _of(SIZED, lambda items, most: len(items) <= most, "maxItems"),
    "uniqueItems": _of(SIZED, lambda items, wanted: len(set(map(repr, items))) == len(items), "uniqueItems"),
    "required": _of(dict, lambda data, names: all(name in data for name in names), "required"),
}
BELOW: dict[str, Callable[..., list[tuple[Schema, Any]]]] = {
    "$ref": lambda schema, data, root: [(root["$defs"][schema["$ref"].removeprefix("#/$defs/")], data)],
    "oneOf": _named,
    "properties": _members,
    "patternProperties": lambda schema, data, root: [] if "properties" in schema else _members(schema, data, root),
    "additionalProperties": lambda schema, data, root: (
        [] if "properties" in schema or "patternProperties" in schema else _members(schema, data, root)
    ),
    "propertyNames": lambda schema, data, root: [(schema["propertyNames"], name) for name in data],
    "items": _items,
    "prefixItems": lambda schema, data, root: list(zip(schema["prefixItems"], data, strict=False)),
}
