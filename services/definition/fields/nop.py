"""A NOP: the number of a property for PBB-P2, as text."""

from typing import Any, Literal

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_digits, groups


class NopField(FieldBase):
    """Ask for a NOP of 18 digits."""

    type: Literal["nop"]


@register
class Nop(FieldType[NopField]):
    """Keep eighteen digits; the dots and the dash of the SPPT are forgiven."""

    name = "nop"
    spec = NopField

    def clean(self, raw: Any, field: NopField, context: Context) -> str:
        """Return the digits."""
        return clean_digits(raw, 18)

    def shape(self, field: NopField) -> dict[str, Any]:
        """Return a pattern."""
        return {"type": "string", "pattern": "^[0-9]{18}$"}

    def sample(self, field: NopField) -> str:
        """Return a synthetic number."""
        return "360401000100200030"

    def show(self, value: Any, field: NopField, view: View = View()) -> str:  # noqa: B008
        """Write 36.04.010.001.002.0003.0, as on the SPPT."""
        return groups(str(value), 2, 2, 3, 3, 3, 4, 1, separator=".")
