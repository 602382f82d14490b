"""A time of day."""

from typing import Any, Literal

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.dates import read_time
from services.definition.fields.registry import register
from services.definition.problems import FieldProblem, ProblemCode


class TimeField(FieldBase):
    """Ask for a time in Asia/Jakarta, between `min` and `max` ("08:00") where given."""

    type: Literal["time"]
    min: str | None = None
    max: str | None = None


@register
class Time(FieldType[TimeField]):
    """Keep "HH:MM"."""

    name = "time"
    spec = TimeField

    def clean(self, raw: Any, field: TimeField, context: Context) -> str:
        """Return the time within its bounds."""
        value = read_time(raw)
        if field.min is not None and value < field.min:
            raise FieldProblem(ProblemCode.TIME_TOO_EARLY, limit=field.min)
        if field.max is not None and value > field.max:
            raise FieldProblem(ProblemCode.TIME_TOO_LATE, limit=field.max)
        return value

    def shape(self, field: TimeField) -> dict[str, Any]:
        """Return a pattern."""
        return {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}

    def sample(self, field: TimeField) -> str:
        """Return the earliest time allowed, or half past nine."""
        return field.min or field.max or "09:30"

    def show(self, value: Any, field: TimeField, view: View = View()) -> str:  # noqa: B008
        """Write "10.32 WIB"."""
        return f"{str(value).replace(':', '.')} WIB"
