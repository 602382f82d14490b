"""One example field for whatever type is registered, so that a new type is tested without writing a test."""

from typing import Any

from services.definition.fields import FIELD_TYPES, FieldBase, make

# What keywords without a default are filled with, by their name.
EXAMPLES: dict[str, Any] = {
    "options": [{"value": "a", "label": "Pilihan A"}, {"value": "b", "label": {"id": "Pilihan B", "en": "Option B"}}],
    "list": "daftar",
    "fields": [{"id": "luas", "type": "decimal", "unit": "m2"}, {"id": "nama", "type": "name"}],
    "expr": {"op": "sum", "args": [1, 2]},
}
COMMON = ("id", "type", "label")


def data_for(name: str, **keywords: Any) -> dict[str, Any]:
    """Return the data of the smallest field of a type."""
    spec = FIELD_TYPES[name].spec
    needed = [key for key, info in spec.model_fields.items() if info.is_required() and key not in COMMON]
    return {"id": "f", "type": name, **{key: EXAMPLES[key] for key in needed}, **keywords}


def field_for(name: str, **keywords: Any) -> FieldBase:
    """Return the smallest field of a type."""
    return make(data_for(name, **keywords))


NAMES = tuple(sorted(FIELD_TYPES))
ANSWERED = tuple(name for name in NAMES if FIELD_TYPES[name].answered)
TYPED = tuple(name for name in ANSWERED if not FIELD_TYPES[name].derived)
