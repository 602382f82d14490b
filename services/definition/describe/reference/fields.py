"""The handbook's part about fields: the keywords all have, and each type with its own, its JSON shape and a sample."""

import json
from collections.abc import Mapping
from typing import Any

from services.definition.describe.reference.examples import FIELDS
from services.definition.describe.reference.keywords import HEAD, rows
from services.definition.describe.reference.markdown import table
from services.definition.describe.reference.schema import editor_schema
from services.definition.describe.words import say
from services.definition.describe.words.form import TYPES
from services.definition.fields import FIELD_TYPES, FieldBase, make, type_of


def example(name: str) -> FieldBase:
    """Return the smallest field of a type."""
    return make({"id": name, "type": name, **FIELDS.get(name, {})})


def common_keywords() -> str:
    """Return the keywords that every field has."""
    defs = editor_schema()["$defs"]
    common = _common()
    plain = next(kind.spec for kind in FIELD_TYPES.values() if set(kind.spec.model_fields) == set(common))
    shape = defs[plain.__name__]
    found = [row for row in rows(plain.__name__, shape, defs) if row[0] != "`type`"]
    return table(HEAD, [("`type`", "the name of a type", "**required**", "The type of field."), *found])


def field_types() -> str:
    """Return one part for each type, by name."""
    defs = editor_schema()["$defs"]
    return "\n\n".join(_one(name, defs) for name in sorted(FIELD_TYPES))


def _common() -> tuple[str, ...]:
    return tuple(FieldBase.model_fields)


def _one(name: str, defs: Mapping[str, Any]) -> str:
    kind, field = FIELD_TYPES[name], example(name)
    spec = kind.spec
    aliases = {info.alias or key for key, info in FieldBase.model_fields.items()}
    own = [row for row in rows(spec.__name__, defs[spec.__name__], defs) if row[0].strip("`") not in aliases]
    words = f"{say(TYPES, name, 'en')}"
    said = f"{words[:1].upper()}{words[1:]}. {_sentence(spec.__doc__)} {_sentence(kind.__doc__)}"
    parts = [f"#### {name}", said]
    if own:
        parts.append(table(HEAD, own))
    parts.append("\n".join(_facts(field)))
    return "\n\n".join(parts)


def _sentence(docstring: str | None) -> str:
    return " ".join((docstring or "").split())


def _facts(field: FieldBase) -> list[str]:
    kind = type_of(field)
    if not kind.answered:
        return ["- No answer is kept."]
    lines = [
        f"- JSON shape: `{json.dumps(kind.shape(field), ensure_ascii=False)}`",
        f"- Sample answer: `{json.dumps(kind.sample(field), ensure_ascii=False)}`",
    ]
    if kind.parts:
        lines.append(f"- Parts for conditions: {', '.join(f'`{part}`' for part in kind.parts)}")
    if kind.sensitive:
        lines.append("- Sensitive: needs a `why`, is shown masked.")
    return lines
