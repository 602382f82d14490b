"""A time of day."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, model_validator

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.dates import read_time
from services.definition.fields.registry import register
from services.definition.problems import FieldProblem, ProblemCode


def _clock(text: str) -> str:
    if not re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", text):
        raise ValueError('a time is written with hours and minutes in quotes, like "08:00"')
    return text


Clock = Annotated[str, AfterValidator(_clock)]


class TimeField(FieldBase):
    """Ask for a time in Asia/Jakarta, between `min` and `max` ("08:00") where given."""

    type: Literal["time"]
    min: Clock | None = None
    max: Clock | None = None

    @model_validator(mode="after")
    def _times_in_order(self) -> "TimeField":
        if self.min and self.max and self.min > self.max:
            raise ValueError("min is later than max: no answer would be right")
        return self


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
