"""Turn a stored version into its typed document, once a process: versions are immutable, so the checksum is the key."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from services.catalogue.models import ServiceVersion
from services.definition import document as definition
from services.definition.document import Document

KEPT: Final = 512


class _Stored:
    """Carry a stored document past the cache, which looks at the checksum alone."""

    __slots__ = ("checksum", "data")

    def __init__(self, checksum: str, data: Any) -> None:
        self.checksum = checksum
        self.data = data

    def __hash__(self) -> int:
        return hash(self.checksum)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Stored) and other.checksum == self.checksum


@lru_cache(maxsize=KEPT)
def _parse(stored: _Stored) -> Document:
    document = definition.parse(stored.data)
    stored.data = None
    return document


def load(version: ServiceVersion) -> Document:
    """Return the document of a version; raise DocumentError when the stored one no longer fits the types."""
    return _parse(_Stored(version.checksum, version.document))


def forget() -> None:
    """Empty the cache; for tests that change a stored document under its checksum."""
    _parse.cache_clear()
