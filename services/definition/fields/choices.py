"""Any number of a few options."""

from typing import Any, Literal

from pydantic import Field

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.choice import Options, label, pick
from services.definition.fields.context import Context, View
from services.definition.fields.registry import register
from services.definition.problems import FieldProblem, ProblemCode


class ChoicesField(FieldBase):
    """Ask for `min` to `max` of the options."""

    type: Literal["choices"]
    options: Options
    min: int = Field(0, ge=0, le=200)
    max: int | None = Field(None, ge=1, le=200)


@register
class Choices(FieldType[ChoicesField]):
    """Keep the chosen values in the order of the options."""

    name = "choices"
    spec = ChoicesField

    def clean(self, raw: Any, field: ChoicesField, context: Context) -> list[str]:
        """Return the chosen values without doubles."""
        items = raw if isinstance(raw, list | tuple) else [raw]
        if len(items) > 1000:
            raise FieldProblem(ProblemCode.TOO_MANY, limit=len(field.options))
        chosen = {pick(item, field.options) for item in items if item not in (None, "")}
        if len(chosen) < field.min:
            raise FieldProblem(ProblemCode.TOO_FEW, limit=field.min)
        if field.max is not None and len(chosen) > field.max:
            raise FieldProblem(ProblemCode.TOO_MANY, limit=field.max)
        return [option.value for option in field.options if option.value in chosen]

    def shape(self, field: ChoicesField) -> dict[str, Any]:
        """Return an array of an enum."""
        values = [option.value for option in field.options]
        return {"type": "array", "items": {"type": "string", "enum": values}, "uniqueItems": True}

    def sample(self, field: ChoicesField) -> list[str]:
        """Return as many options as the field wants, one at least."""
        return [option.value for option in field.options[: max(1, field.min)]]

    def show(self, value: Any, field: ChoicesField, view: View = View()) -> str:  # noqa: B008
        """Write the options' words with commas."""
        items = value if isinstance(value, list | tuple) else [value]
        return ", ".join(label(item, field.options, view.language) for item in items)
