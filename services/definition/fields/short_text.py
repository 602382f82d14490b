"""One line of text."""

from typing import Any, Literal

from pydantic import Field

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_digits, clean_text
from services.definition.problems import FieldProblem, ProblemCode


class ShortTextField(FieldBase):
    """Ask for one line; `digits` makes it a number code of exactly that length (NISN, JKN card)."""

    type: Literal["short_text"]
    min_length: int = Field(0, ge=0, le=1000)
    max_length: int = Field(200, ge=1, le=1000)
    digits: int | None = Field(None, ge=1, le=40)


@register
class ShortText(FieldType[ShortTextField]):
    """Keep one line, spaces tidied."""

    name = "short_text"
    spec = ShortTextField

    def clean(self, raw: Any, field: ShortTextField, context: Context) -> str:
        """Return the line, or the digits where the field wants digits."""
        if field.digits:
            return clean_digits(raw, field.digits)
        text = clean_text(raw, field.max_length)
        if len(text) < field.min_length:
            raise FieldProblem(ProblemCode.TOO_SHORT, limit=field.min_length)
        return text

    def shape(self, field: ShortTextField) -> dict[str, Any]:
        """Return a string schema."""
        if field.digits:
            return {"type": "string", "pattern": f"^[0-9]{{{field.digits}}}$"}
        return {"type": "string", "minLength": field.min_length, "maxLength": field.max_length}

    def sample(self, field: ShortTextField) -> str:
        """Return a short text."""
        if field.digits:
            return "1" * field.digits
        return "Contoh isian".ljust(field.min_length, ".")[: field.max_length].strip()
