"""The number of a family card (Kartu Keluarga), as text."""

from typing import Any, Literal

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_digits, groups
from services.definition.problems import FieldProblem, ProblemCode


class KkField(FieldBase):
    """Ask for the number of a family card."""

    type: Literal["kk"]


@register
class Kk(FieldType[KkField]):
    """Keep sixteen digits. Its inner structure is general knowledge, not law, so it is not enforced."""

    name = "kk"
    spec = KkField
    sensitive = True

    def clean(self, raw: Any, field: KkField, context: Context) -> str:
        """Return the digits; only a number without a region is refused."""
        digits = clean_digits(raw, 16)
        if "00" in (digits[:2], digits[2:4], digits[4:6]):
            raise FieldProblem(ProblemCode.NIK_REGION)
        return digits

    def shape(self, field: KkField) -> dict[str, Any]:
        """Return a pattern."""
        return {"type": "string", "pattern": "^[0-9]{16}$"}

    def sample(self, field: KkField) -> str:
        """Return a synthetic number."""
        return "3604050101200001"

    def show(self, value: Any, field: KkField, view: View = View()) -> str:  # noqa: B008
        """Write four groups of four."""
        return groups(str(value), 4, 4, 4, 4)

    def mask(self, value: Any, field: KkField) -> str:
        """Write 3604 •••• •••• ••01."""
        return f"{str(value)[:4]} •••• •••• ••{str(value)[-2:]}"
