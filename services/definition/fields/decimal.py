"""A number with a fraction: an area, a length."""

from typing import Any, Literal

from pydantic import Field

from services.definition.base import Line
from services.definition.conditions.values import tidy
from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.numbers import read_number, within
from services.definition.fields.registry import register
from services.definition.fields.wording import number
from services.definition.problems import FieldProblem, ProblemCode


class DecimalField(FieldBase):
    """Ask for a number of at most `decimals` places."""

    type: Literal["decimal"]
    min: float = Field(0, ge=-1e9, le=1e9)
    max: float = Field(999_999_999, ge=-1e9, le=1e9)
    decimals: int = Field(2, ge=0, le=6)
    unit: Line | None = None


@register
class DecimalNumber(FieldType[DecimalField]):
    """Keep a JSON number; 2.0 is kept as 2."""

    name = "decimal"
    spec = DecimalField

    def clean(self, raw: Any, field: DecimalField, context: Context) -> int | float:
        """Return the number within its bounds and precision."""
        exact = read_number(raw)
        if exact != round(exact, field.decimals):
            raise FieldProblem(ProblemCode.TOO_PRECISE, decimals=field.decimals)
        value = tidy(float(exact))
        within(value, field.min, field.max)
        return value

    def shape(self, field: DecimalField) -> dict[str, Any]:
        """Return a number schema."""
        return {"type": "number", "minimum": field.min, "maximum": field.max}

    def sample(self, field: DecimalField) -> int | float:
        """Return a number inside the bounds."""
        return tidy(min(max(2.5 if field.decimals else 2.0, field.min), field.max))

    def show(self, value: Any, field: DecimalField, view: View = View()) -> str:  # noqa: B008
        """Write the number with a decimal comma and its unit."""
        text = number(value, view.language)
        return f"{text} {field.unit}" if field.unit else text
