"""A whole number: how many, which year, child number three."""

from typing import Any, Literal

from pydantic import Field

from services.definition.base import Line
from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.numbers import SAFE, read_number, whole, within
from services.definition.fields.registry import register
from services.definition.fields.wording import number


class IntegerField(FieldBase):
    """Ask for a whole number; `grouped: false` shows a year as 2026, not 2.026."""

    type: Literal["integer"]
    min: int = Field(0, ge=-SAFE, le=SAFE)
    max: int = Field(999_999_999, ge=-SAFE, le=SAFE)
    unit: Line | None = None
    grouped: bool = True


@register
class Integer(FieldType[IntegerField]):
    """Keep a JSON integer."""

    name = "integer"
    spec = IntegerField

    def clean(self, raw: Any, field: IntegerField, context: Context) -> int:
        """Return the number within its bounds."""
        value = whole(read_number(raw))
        within(value, field.min, field.max)
        return value

    def shape(self, field: IntegerField) -> dict[str, Any]:
        """Return an integer schema."""
        return {"type": "integer", "minimum": field.min, "maximum": field.max}

    def sample(self, field: IntegerField) -> int:
        """Return a number inside the bounds."""
        return min(max(3, field.min), field.max)

    def show(self, value: Any, field: IntegerField, view: View = View()) -> str:  # noqa: B008
        """Write the number with its unit."""
        text = number(value, view.language) if field.grouped else str(value)
        return f"{text} {field.unit}" if field.unit else text
