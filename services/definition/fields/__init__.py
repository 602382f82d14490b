"""Field types: one module a type. Adding a type is adding a file here, and its template; nothing else changes."""

import importlib
import pkgutil
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, Union

from pydantic import Field, TypeAdapter, ValidationError

from services.definition.base import plain
from services.definition.errors import DocumentError
from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, Lookups, View
from services.definition.fields.registry import FIELD_TYPES, register, type_of
from services.definition.sentences import explain

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

if TYPE_CHECKING:
    AnyField: TypeAlias = FieldBase
else:
    # The union of whatever is registered, so that errors and the JSON Schema name the right type.
    AnyField = Annotated[
        Union[tuple(FIELD_TYPES[name].spec for name in sorted(FIELD_TYPES))],  # noqa: UP007 - built at run time
        Field(discriminator="type"),
    ]

for _type in FIELD_TYPES.values():
    _type.spec.model_rebuild(_types_namespace={"AnyField": AnyField}, force=True)


_ANY: TypeAdapter[FieldBase] = TypeAdapter(AnyField)


def make(data: Mapping[str, Any]) -> FieldBase:
    """Return the typed field written as JSON data; raise DocumentError when it is not one."""
    written = plain(data)
    try:
        return _ANY.validate_python(written)
    except ValidationError as error:
        raise DocumentError(explain(error, AnyField, written)) from error


def show(value: Any, field: FieldBase, view: View | None = None) -> str:
    """Return a clean answer as plain text for people."""
    return type_of(field).show(value, field, view or View())


def mask(value: Any, field: FieldBase) -> str:
    """Return a clean answer with what could harm hidden."""
    return type_of(field).mask(value, field)


__all__ = [
    "FIELD_TYPES",
    "AnyField",
    "Context",
    "FieldBase",
    "FieldType",
    "Lookups",
    "View",
    "make",
    "mask",
    "register",
    "show",
    "type_of",
]
