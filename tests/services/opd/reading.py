"""Walk every text of a document that a person reads, with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from services.definition.base import Model, Wording
from services.definition.document import Document

# Citations and remarks for the office: names of laws and decrees are as long as they are.
FOR_OFFICES = {"notes", "legal_basis", "sources", "source"}


def texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield (path, Indonesian text) for everything that is shown to citizens or officers."""
    yield from _walk("", document)


def _walk(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Wording):
        if value.id:
            yield path, value.id
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in FOR_OFFICES:
                yield from _walk(f"{path}.{name}", getattr(value, name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _walk(f"{path}.{key}", item)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _walk(f"{path}.{number}", item)


def sentences(text: str) -> list[str]:
    """Split a text into sentences; a full stop inside a number or an abbreviation ends none."""
    return [part for part in re.split(r"(?<=[.!?])\s+(?=[A-Z“0-9])", text) if part]
