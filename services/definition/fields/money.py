"""An amount in whole rupiah."""

import re
from typing import Any, Literal

from pydantic import Field

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.numbers import SAFE, read_number, whole, within
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_text
from services.definition.fields.wording import number
from services.definition.problems import FieldProblem, ProblemCode

_CLEAR = re.compile(r"[0-9]{1,18}|[0-9]{1,3}(\.[0-9]{3})+")


class MoneyField(FieldBase):
    """Ask for rupiah."""

    type: Literal["money"]
    min: int = Field(0, ge=0, le=SAFE)
    max: int = Field(999_999_999_999_999, ge=0, le=SAFE)


@register
class Money(FieldType[MoneyField]):
    """Keep a JSON integer of rupiah."""

    name = "money"
    spec = MoneyField

    def clean(self, raw: Any, field: MoneyField, context: Context) -> int:
        """Return rupiah from 25000, "25.000", "Rp25.000" or "Rp 25.000,00"."""
        if isinstance(raw, str):
            raw = re.sub(r"^(rp\.?|idr) ?", "", clean_text(raw, 60), flags=re.IGNORECASE)
            raw = re.sub(r",(-|00?)$", "", raw)
            # "25,000" is twenty-five to one reader and thousands to another: ask again.
            if not _CLEAR.fullmatch(raw):
                raise FieldProblem(ProblemCode.NOT_A_NUMBER)
        value = whole(read_number(raw))
        within(value, field.min, field.max)
        return value

    def shape(self, field: MoneyField) -> dict[str, Any]:
        """Return an integer schema."""
        return {"type": "integer", "minimum": field.min, "maximum": field.max}

    def sample(self, field: MoneyField) -> int:
        """Return an amount inside the bounds."""
        return min(max(25_000, field.min), field.max)

    def show(self, value: Any, field: MoneyField, view: View = View()) -> str:  # noqa: B008
        """Write "Rp25.000"."""
        return f"Rp{number(value, view.language)}"
