"""The field types that exist; a type enters by carrying `@register`."""

from typing import Any, Final, TypeVar

from services.definition.fields.base import FieldBase, FieldType

FIELD_TYPES: Final[dict[str, FieldType[Any]]] = {}

T = TypeVar("T", bound=FieldType[Any])


def register(cls: type[T]) -> type[T]:
    """Add one instance of a field type under its name; a second one of that name is refused (ValueError)."""
    if cls.name in FIELD_TYPES:
        raise ValueError(f"field type {cls.name!r} is registered twice")
    FIELD_TYPES[cls.name] = cls()
    return cls


def type_of(field: FieldBase) -> FieldType[Any]:
    """Return the type that knows how to treat `field`."""
    return FIELD_TYPES[field.type]
