"""One entry of a long list: a KBLI code, a school, an office, an earlier request."""

from typing import Any, Literal

from pydantic import Field

from services.definition.base import Id
from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_text
from services.definition.problems import FieldProblem, ProblemCode


class ReferenceField(FieldBase):
    """Ask for a value of the named list, found by typing a part of it."""

    type: Literal["reference"]
    list: Id
    max_length: int = Field(120, ge=1, le=200)


@register
class Reference(FieldType[ReferenceField]):
    """Keep the entry's value; its label is looked up when shown."""

    name = "reference"
    spec = ReferenceField

    def clean(self, raw: Any, field: ReferenceField, context: Context) -> str:
        """Return a value that is in the list."""
        value = clean_text(raw, field.max_length)
        if context.lookups.reference_label(field.list, value) is None:
            raise FieldProblem(ProblemCode.UNKNOWN_REFERENCE)
        return value

    def shape(self, field: ReferenceField) -> dict[str, Any]:
        """Return a string schema."""
        return {"type": "string", "maxLength": field.max_length}

    def sample(self, field: ReferenceField) -> str:
        """Return a value any open list takes."""
        return "1"

    def show(self, value: Any, field: ReferenceField, view: View = View()) -> str:  # noqa: B008
        """Write the entry's label."""
        return view.lookups.reference_label(field.list, str(value)) or str(value)
