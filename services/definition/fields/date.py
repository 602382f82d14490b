"""A calendar date."""

from datetime import date
from typing import Any, Literal

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.dates import DateBound, read_date, sample_date, within_dates
from services.definition.fields.registry import register
from services.definition.fields.wording import long_date


class DateField(FieldBase):
    """Ask for a date; `max: today` for what has happened already."""

    type: Literal["date"]
    min: DateBound | None = None
    max: DateBound | None = None
    # "boxes" for dates people know by heart, "picker" for appointments.
    style: Literal["boxes", "picker"] = "boxes"


@register
class Date(FieldType[DateField]):
    """Keep an ISO date."""

    name = "date"
    spec = DateField

    def clean(self, raw: Any, field: DateField, context: Context) -> str:
        """Return "2026-11-22"."""
        value = read_date(raw)
        within_dates(value, field.min, field.max, context)
        return value.isoformat()

    def shape(self, field: DateField) -> dict[str, Any]:
        """Return a date schema."""
        return {"type": "string", "format": "date"}

    def sample(self, field: DateField) -> str:
        """Return a date inside the bounds."""
        return sample_date(field.min, field.max).isoformat()

    def show(self, value: Any, field: DateField, view: View = View()) -> str:  # noqa: B008
        """Write "22 November 2026"."""
        return long_date(date.fromisoformat(value), view.language)
