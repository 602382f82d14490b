"""A value the server works out from other answers; nobody types it."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from services.definition.base import Line
from services.definition.conditions import Expression, evaluate
from services.definition.conditions.operators import OPERATORS
from services.definition.conditions.values import is_number
from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.registry import register
from services.definition.fields.wording import YES_NO, base, number


class ComputedField(FieldBase):
    """Show the value of `expr`, rounded to `decimals` places where it is a number."""

    type: Literal["computed"]
    expr: Expression
    decimals: int = Field(2, ge=0, le=6)
    unit: Line | None = None
    style: Literal["number", "money"] = "number"

    def conditions(self) -> Iterator[tuple[str, Any]]:
        """Yield the expression besides the usual conditions."""
        yield from super().conditions()
        yield "expr", self.expr


@register
class Computed(FieldType[ComputedField]):
    """Keep the worked-out number, text or yes/no, so that it is frozen with the other answers."""

    name = "computed"
    spec = ComputedField
    derived = True

    def clean(self, raw: Any, field: ComputedField, context: Context) -> Any:
        """Return the value in the context's scope, whatever was sent; None when there is none."""
        value = evaluate(field.expr, context.scope)
        if is_number(value):
            return OPERATORS["round"].run(value, field.decimals)
        return value if isinstance(value, str | bool) else None

    def shape(self, field: ComputedField) -> dict[str, Any]:
        """Return a loose scalar schema."""
        return {"type": ["number", "string", "boolean"]}

    def sample(self, field: ComputedField) -> Any:
        """Return what the expression gives without answers, or 0."""
        return 0

    def show(self, value: Any, field: ComputedField, view: View = View()) -> str:  # noqa: B008
        """Write numbers, money, words."""
        if isinstance(value, bool):
            return YES_NO[base(view.language)][0 if value else 1]
        if not is_number(value):
            return str(value)
        text = number(value, view.language)
        if field.style == "money":
            return f"Rp{text}"
        return f"{text} {field.unit}" if field.unit else text
