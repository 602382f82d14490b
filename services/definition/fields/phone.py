"""A telephone number."""

import re
from typing import Any, Literal

import phonenumbers

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_text
from services.definition.problems import FieldProblem, ProblemCode

_MOBILE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


class PhoneField(FieldBase):
    """Ask for a number, `mobile: true` where messages must reach it."""

    type: Literal["phone"]
    mobile: bool = False


@register
class Phone(FieldType[PhoneField]):
    """Keep "+62812...": one number has one form."""

    name = "phone"
    spec = PhoneField
    sensitive = False

    def clean(self, raw: Any, field: PhoneField, context: Context) -> str:
        """Return the number from 0812..., 62812..., +62 812-... or (0254) 200123."""
        text = clean_text(raw, 40)
        if not re.fullmatch(r"[+()0-9 .\-/]+", text):
            raise FieldProblem(ProblemCode.NOT_A_PHONE)
        digits = re.sub(r"[^0-9+]", "", text)
        if digits.startswith("62"):
            digits = f"+{digits}"
        try:
            number = phonenumbers.parse(digits, "ID")
        except phonenumbers.NumberParseException:
            raise FieldProblem(ProblemCode.NOT_A_PHONE) from None
        if not phonenumbers.is_valid_number(number):
            raise FieldProblem(ProblemCode.NOT_A_PHONE)
        if field.mobile and phonenumbers.number_type(number) not in _MOBILE:
            raise FieldProblem(ProblemCode.NOT_A_MOBILE)
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))

    def shape(self, field: PhoneField) -> dict[str, Any]:
        """Return an E.164 pattern."""
        return {"type": "string", "pattern": r"^\+[1-9][0-9]{6,14}$"}

    def sample(self, field: PhoneField) -> str:
        """Return a well-formed number."""
        return "+6281200000000"

    def show(self, value: Any, field: PhoneField, view: View = View()) -> str:  # noqa: B008
        """Write 0812-3456-7890; a foreign number keeps its country code."""
        text = str(value)
        if not text.startswith("+62"):
            return text
        local = f"0{text[3:]}"
        return "-".join(piece for piece in (local[:4], local[4:8], local[8:]) if piece)

    def mask(self, value: Any, field: PhoneField) -> str:
        """Write 0812-••••-••90."""
        shown = self.show(value, field).replace("-", "")
        return f"{shown[:4]}-••••-••{shown[-2:]}"
