"""A person's name, as on the identity card."""

import re
import unicodedata
from typing import Any, Literal

from pydantic import Field

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_text
from services.definition.problems import FieldProblem, ProblemCode


class NameField(FieldBase):
    """Ask for one whole name; one word is a name, and there is never a last-name rule (Permendagri 73/2022)."""

    type: Literal["name"]
    max_length: int = Field(100, ge=1, le=200)


@register
class Name(FieldType[NameField]):
    """Keep the name as written; it is never put in capitals."""

    name = "name"
    spec = NameField

    def clean(self, raw: Any, field: NameField, context: Context) -> str:
        """Return letters, spaces and ' . , - only; typographic quotes and dashes become plain ones."""
        text = clean_text(raw, field.max_length)
        text = re.sub("[\u2018\u2019\u02bc\u00b4`]", "'", text)
        text = re.sub("[\u2010-\u2015\u2212]", "-", text)
        letters = 0
        for character in text:
            # Marks belong to letters of many scripts; numbers are not letters.
            category = unicodedata.category(character)
            letters += category[0] == "L"
            if category[0] not in "LM" and character not in " '.,-":
                raise FieldProblem(ProblemCode.NAME_CHARACTERS)
        if not letters:
            raise FieldProblem(ProblemCode.NAME_CHARACTERS)
        return text

    def shape(self, field: NameField) -> dict[str, Any]:
        """Return a string schema."""
        return {"type": "string", "minLength": 1, "maxLength": field.max_length}

    def sample(self, field: NameField) -> str:
        """Return a name of nobody."""
        return "Contoh Warga"[: field.max_length].strip()

    def mask(self, value: Any, field: NameField) -> str:
        """Write the first letter of each word."""
        return " ".join(f"{word[0]}•••" for word in str(value).split())
