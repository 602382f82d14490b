"""A NIB: the number of a business in OSS, as text."""

from typing import Any, Literal

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_digits


class NibField(FieldBase):
    """Ask for a NIB of 13 digits."""

    type: Literal["nib"]


@register
class Nib(FieldType[NibField]):
    """Keep 13 digits; whether the number exists, only its register knows."""

    name = "nib"
    spec = NibField

    def clean(self, raw: Any, field: NibField, context: Context) -> str:
        """Return the digits."""
        return clean_digits(raw, 13)

    def shape(self, field: NibField) -> dict[str, Any]:
        """Return a pattern."""
        return {"type": "string", "pattern": "^[0-9]{13}$"}

    def sample(self, field: NibField) -> str:
        """Return a synthetic number."""
        return "9120001234567"
