"""A date and a time of day."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.dates import DateBound, read_date, read_time, sample_date, within_dates
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_text
from services.definition.fields.wording import long_date
from services.definition.problems import FieldProblem, ProblemCode


class DateTimeField(FieldBase):
    """Ask when something happened or shall happen, in Asia/Jakarta."""

    type: Literal["datetime"]
    min: DateBound | None = None
    max: DateBound | None = None


@register
class DateTime(FieldType[DateTimeField]):
    """Keep "2026-11-22T10:32", local time."""

    name = "datetime"
    spec = DateTimeField

    def clean(self, raw: Any, field: DateTimeField, context: Context) -> str:
        """Return date and time from {date, time} or one text."""
        if isinstance(raw, Mapping):
            day, clock = raw.get("date"), raw.get("time")
        elif isinstance(raw, str):
            pieces = re.split(r"[T ]+", clean_text(raw, 60), maxsplit=1)
            if len(pieces) != 2:
                raise FieldProblem(ProblemCode.NOT_A_TIME, part="time")
            day, clock = pieces
        else:
            raise FieldProblem(ProblemCode.WRONG_SHAPE)
        if self.is_blank(day):
            raise FieldProblem(ProblemCode.NOT_A_DATE, part="date")
        if self.is_blank(clock):
            raise FieldProblem(ProblemCode.NOT_A_TIME, part="time")
        value = read_date(day)
        within_dates(value, field.min, field.max, context)
        return f"{value.isoformat()}T{read_time(clock)}"

    def shape(self, field: DateTimeField) -> dict[str, Any]:
        """Return a pattern: there is no offset, so it is not JSON Schema's date-time."""
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-2][0-9]:[0-5][0-9]$"}

    def sample(self, field: DateTimeField) -> str:
        """Return half past nine on a date inside the bounds."""
        return f"{sample_date(field.min, field.max).isoformat()}T09:30"

    def show(self, value: Any, field: DateTimeField, view: View = View()) -> str:  # noqa: B008
        """Write "22 November 2026, 10.32 WIB"."""
        day, _, clock = str(value).partition("T")
        return f"{long_date(date.fromisoformat(day), view.language)}, {clock.replace(':', '.')} WIB"
