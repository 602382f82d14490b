"""A NIK: the number of a person, as text."""

from typing import Any, Literal

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.nik_number import parse_nik
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_digits, groups
from services.definition.problems import ProblemCode


class NikField(FieldBase):
    """Ask for a NIK; it wants a `why`, and mostly `secret: true`."""

    type: Literal["nik"]


@register
class Nik(FieldType[NikField]):
    """Keep sixteen digits."""

    name = "nik"
    spec = NikField
    sensitive = True

    def clean(self, raw: Any, field: NikField, context: Context) -> str:
        """Return the digits; an unknown kecamatan only warns, because old codes stay valid for ever."""
        parts = parse_nik(clean_digits(raw, 16), context.today)
        if not context.lookups.nik_region_known(parts.kecamatan):
            context.warn(ProblemCode.NIK_UNKNOWN_REGION, region=parts.kecamatan)
        return parts.digits

    def shape(self, field: NikField) -> dict[str, Any]:
        """Return a pattern."""
        return {"type": "string", "pattern": "^[0-9]{16}$"}

    def sample(self, field: NikField) -> str:
        """Return a synthetic number of the project's vectors."""
        return "3604054104900001"

    def show(self, value: Any, field: NikField, view: View = View()) -> str:  # noqa: B008
        """Write four groups of four."""
        return groups(str(value), 4, 4, 4, 4)

    def mask(self, value: Any, field: NikField) -> str:
        """Write 3604 •••• •••• ••12: birth date and serial are what must be hidden."""
        return f"{str(value)[:4]} •••• •••• ••{str(value)[-2:]}"
