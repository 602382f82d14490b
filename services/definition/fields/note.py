"""Words on the page between questions; no answer."""

from typing import Any, Literal

from services.definition.base import NO_TEXT, Text
from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context
from services.definition.fields.registry import register


class NoteField(FieldBase):
    """Say something where it is needed: a warning, an emergency number."""

    type: Literal["note"]
    text: Text = NO_TEXT
    tone: Literal["info", "warning", "emergency"] = "info"


@register
class Note(FieldType[NoteField]):
    """Never keep an answer."""

    name = "note"
    spec = NoteField
    answered = False

    def clean(self, raw: Any, field: NoteField, context: Context) -> None:
        """Return nothing, whatever was sent."""
        return

    def shape(self, field: NoteField) -> dict[str, Any]:
        """Return the schema of nothing."""
        return {"type": "null"}

    def sample(self, field: NoteField) -> None:
        """Return nothing."""
        return
