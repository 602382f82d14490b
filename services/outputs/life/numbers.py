"""Say where a document bears a number of another system, which its officer copies from there."""

from __future__ import annotations

from typing import Final

from services.definition.document import Document

FIELD: Final = "external_number"


def demanded(document: Document, key: str) -> bool:
    """Say whether the action that issues a document asks for that number and takes no empty one."""
    issuing = [a for _state, a in document.workflow.actions() if any(wish.output == key for wish in a.effects)]
    return any(field.id == FIELD and field.required is True for action in issuing for field in action.form)


def called(document: Document) -> str:
    """Return what the number is called there, "" where the document names no such system."""
    handoff = document.handoff
    return str(handoff.reference or "") if handoff is not None else ""
