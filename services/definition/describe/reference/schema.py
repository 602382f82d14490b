"""The JSON Schema for editors: the document's own, with what each keyword means, and each shape written once."""

import json
from collections.abc import Mapping
from typing import Any

from services.definition.describe.reference.meanings import meaning
from services.definition.document import json_schema


def editor_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) with descriptions, without titles, and with shared shapes under $defs."""
    schema = json_schema()
    for name, model in (("Document", schema), *schema["$defs"].items()):
        _describe(name, model)
    shared = _shared(schema)
    slim = _slim(schema, {_text(shape): name for name, shape in shared.items()})
    slim["$defs"].update({name: _slim(shape, {}, top=True) for name, shape in shared.items()})
    return dict(slim)


def _describe(name: str, model: dict[str, Any]) -> None:
    for keyword, shape in model.get("properties", {}).items():
        shape["description"] = meaning(name, keyword)


def _shared(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the shapes that stand in dozens of places: texts, conditions, fields."""
    page = schema["$defs"]["Page"]["properties"]
    shapes = {"Text": page["title"], "TextOrNothing": page["intro"], "ConditionOrNothing": page["show_if"]}
    return {
        **{name: {"anyOf": shape["anyOf"]} for name, shape in shapes.items()},
        "Condition": page["show_if"]["anyOf"][0],
        "Field": page["fields"]["items"],
    }


def _text(shape: Any) -> str:
    return json.dumps(shape, sort_keys=True)


def _slim(node: Any, names: Mapping[str, str], *, top: bool = False, named: bool = False) -> Any:
    """Return `node` with shared shapes as references and without titles; `named`: its keys are people's words."""
    if isinstance(node, list):
        return [_slim(item, names) for item in node]
    if not isinstance(node, dict):
        return node
    name = None if top or named else _name_of(node, names)
    if name is not None:
        kept = {key: node[key] for key in ("description", "default") if key in node}
        return {"$ref": f"#/$defs/{name}", **kept}
    return {
        key: _slim(value, names, named=not named and key in ("properties", "$defs", "patternProperties"))
        for key, value in node.items()
        if named or key not in ("title", "discriminator")
    } | _closed(node)


def _name_of(node: Mapping[str, Any], names: Mapping[str, str]) -> str | None:
    bare = {key: value for key, value in node.items() if key not in ("description", "default", "title")}
    return names.get(_text(bare)) or names.get(_text(dict(node)))


def _closed(node: Mapping[str, Any]) -> dict[str, Any]:
    """Refuse keys that fit no pattern, as the models do."""
    return {"additionalProperties": False} if "patternProperties" in node else {}
