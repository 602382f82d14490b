"""An e-mail address."""

import re
from typing import Any, Literal

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_text
from services.definition.problems import FieldProblem, ProblemCode

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"({_LOCAL})@({_LABEL}(?:\.{_LABEL})*\.[A-Za-z]{{2,63}})\Z")


class EmailField(FieldBase):
    """Ask for an e-mail address."""

    type: Literal["email"]


@register
class Email(FieldType[EmailField]):
    """Keep the address with its domain in small letters."""

    name = "email"
    spec = EmailField

    def clean(self, raw: Any, field: EmailField, context: Context) -> str:
        """Return the address; only its shape is checked, a message proves the rest."""
        text = clean_text(raw, 254).replace(" ", "").rstrip(".,;")
        match = _ADDRESS.match(text)
        if not match or len(match[1]) > 64:
            raise FieldProblem(ProblemCode.NOT_AN_EMAIL)
        return f"{match[1]}@{match[2].lower()}"

    def shape(self, field: EmailField) -> dict[str, Any]:
        """Return an email schema."""
        return {"type": "string", "format": "email", "maxLength": 254}

    def sample(self, field: EmailField) -> str:
        """Return an address nobody can own."""
        return "warga@contoh.test"

    def mask(self, value: Any, field: EmailField) -> str:
        """Write a•••@gmail.com."""
        local, _, domain = str(value).partition("@")
        return f"{local[:1]}•••@{domain}"
