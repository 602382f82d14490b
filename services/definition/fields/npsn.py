"""A NPSN: the number of a school, as text."""

from typing import Any, Literal

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_digits


class NpsnField(FieldBase):
    """Ask for a NPSN of 8 digits."""

    type: Literal["npsn"]


@register
class Npsn(FieldType[NpsnField]):
    """Keep 8 digits; whether the number exists, only its register knows."""

    name = "npsn"
    spec = NpsnField

    def clean(self, raw: Any, field: NpsnField, context: Context) -> str:
        """Return the digits."""
        return clean_digits(raw, 8)

    def shape(self, field: NpsnField) -> dict[str, Any]:
        """Return a pattern."""
        return {"type": "string", "pattern": "^[0-9]{8}$"}

    def sample(self, field: NpsnField) -> str:
        """Return a synthetic number."""
        return "20604001"
