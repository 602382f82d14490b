"""Several lines of text."""

from typing import Any, Literal

from pydantic import Field

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_text
from services.definition.problems import FieldProblem, ProblemCode


class LongTextField(FieldBase):
    """Ask for an account in own words."""

    type: Literal["long_text"]
    min_length: int = Field(0, ge=0, le=20_000)
    max_length: int = Field(4000, ge=1, le=20_000)
    rows: int = Field(5, ge=2, le=30)


@register
class LongText(FieldType[LongTextField]):
    """Keep lines and paragraphs."""

    name = "long_text"
    spec = LongTextField

    def clean(self, raw: Any, field: LongTextField, context: Context) -> str:
        """Return the text with line ends as \\n."""
        text = clean_text(raw, field.max_length, multiline=True)
        if len(text) < field.min_length:
            raise FieldProblem(ProblemCode.TOO_SHORT, limit=field.min_length)
        return text

    def shape(self, field: LongTextField) -> dict[str, Any]:
        """Return a string schema."""
        return {"type": "string", "minLength": field.min_length, "maxLength": field.max_length}

    def sample(self, field: LongTextField) -> str:
        """Return two lines."""
        return "Baris satu.\nBaris dua.".ljust(field.min_length, ".")[: field.max_length].strip()
