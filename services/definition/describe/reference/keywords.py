"""A table for every model of a document: keyword, what it takes, default, meaning."""

import json
from collections.abc import Mapping
from typing import Any

from services.definition.describe.reference.markdown import table
from services.definition.describe.reference.meanings import meaning
from services.definition.describe.reference.schema import editor_schema
from services.definition.describe.reference.shapes import takes
from services.definition.fields import FIELD_TYPES

HEAD = ("Keyword", "Takes", "Default", "Meaning")


def keywords() -> str:
    """Return the tables of all models, the document first, each below the keyword that leads to it."""
    schema = editor_schema()
    defs = schema["$defs"]
    fields = {kind.spec.__name__ for kind in FIELD_TYPES.values()}
    models = {"Document": schema, **{name: shape for name, shape in defs.items() if "properties" in shape}}
    parts = [
        f"#### {name}\n\n{shape['description']}\n\n{table(HEAD, rows(name, shape, defs))}"
        for name, shape in _ordered(models).items()
        if name not in fields
    ]
    return "\n\n".join(parts)


def rows(name: str, shape: Mapping[str, Any], defs: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return one row for each keyword of a model."""
    needed = shape.get("required", [])
    return [
        (
            f"`{keyword}`",
            takes(inner, defs),
            "**required**" if keyword in needed else default(inner, defs),
            meaning(name, keyword),
        )
        for keyword, inner in shape["properties"].items()
    ]


def default(shape: Mapping[str, Any], defs: Mapping[str, Any]) -> str:
    """Write a default where it says something; nothing, empty lists and empty models are left out."""
    value = shape.get("default")
    if value in (None, [], {}) or isinstance(value, dict):
        return ""
    return f"`{json.dumps(value, ensure_ascii=False)}`"


def _ordered(models: Mapping[str, Any]) -> dict[str, Any]:
    """Return the models in the order in which a reader of the document meets them."""
    found: dict[str, Any] = {}
    waiting = ["Document"]
    while waiting:
        name = waiting.pop(0)
        if name in models and name not in found:
            found[name] = models[name]
            waiting += _named(models[name].get("properties", {}))
    return found | {name: shape for name, shape in models.items() if name not in found}


def _named(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"].rpartition("/")[2]] if isinstance(node.get("$ref"), str) else []
        return own + [name for value in node.values() for name in _named(value)]
    return [name for item in node for name in _named(item)] if isinstance(node, list) else []
