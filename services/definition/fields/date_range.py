"""From one date until another."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal

from pydantic import Field

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.dates import DateBound, read_date, sample_date, within_dates
from services.definition.fields.registry import register
from services.definition.fields.wording import UNTIL, base, long_date
from services.definition.problems import FieldProblem, ProblemCode


class DateRangeField(FieldBase):
    """Ask for a period, both days included, of at most `max_days` days."""

    type: Literal["date_range"]
    min: DateBound | None = None
    max: DateBound | None = None
    max_days: int | None = Field(None, ge=1, le=36_600)


@register
class DateRange(FieldType[DateRangeField]):
    """Keep {from, until} as ISO dates."""

    name = "date_range"
    spec = DateRangeField
    parts = ("from", "until")

    def clean(self, raw: Any, field: DateRangeField, context: Context) -> dict[str, str]:
        """Return the period; its end may not lie before its beginning."""
        if not isinstance(raw, Mapping):
            raise FieldProblem(ProblemCode.WRONG_SHAPE)
        ends: list[date] = []
        for part in self.parts:
            try:
                if self.is_blank(raw.get(part)):
                    raise FieldProblem(ProblemCode.NOT_A_DATE)
                value = read_date(raw.get(part))
                within_dates(value, field.min, field.max, context)
            except FieldProblem as problem:
                raise FieldProblem(problem.code, part, **problem.params) from None
            ends.append(value)
        start, end = ends
        if end < start:
            raise FieldProblem(ProblemCode.RANGE_REVERSED, "until")
        if field.max_days is not None and (end - start).days + 1 > field.max_days:
            raise FieldProblem(ProblemCode.TOO_MANY, "until", limit=field.max_days)
        return {"from": start.isoformat(), "until": end.isoformat()}

    def shape(self, field: DateRangeField) -> dict[str, Any]:
        """Return an object of two dates."""
        day = {"type": "string", "format": "date"}
        return {
            "type": "object",
            "properties": {"from": day, "until": day},
            "required": ["from", "until"],
            "additionalProperties": False,
        }

    def sample(self, field: DateRangeField) -> dict[str, str]:
        """Return one day, or two where both lie inside the bounds."""
        start = sample_date(field.min, field.max)
        longer = field.max is None and field.max_days != 1
        return {"from": start.isoformat(), "until": (start + timedelta(days=int(longer))).isoformat()}

    def show(self, value: Any, field: DateRangeField, view: View = View()) -> str:  # noqa: B008
        """Write "1 Desember 2026 sampai 3 Desember 2026"."""
        start, end = (long_date(date.fromisoformat(value[part]), view.language) for part in self.parts)
        return f"{start} {UNTIL[base(view.language)]} {end}"
