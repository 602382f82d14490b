"""Turn a stored version into its typed document, once a process: versions are immutable, so the checksum is the key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from services.catalogue.models import ServiceVersion
from services.definition import document as definition
from services.definition.document import Document

KEPT: Final = 1024
# Two threads may parse the same document at once; both get the same result, so no lock is needed.
_parsed: dict[str, Document] = {}


def load(version: ServiceVersion) -> Document:
    """Return the document of a version; raise DocumentError when the stored one no longer fits the types."""
    found = _parsed.get(version.checksum)
    return found if found is not None else _keep(version.checksum, definition.parse(version.document))


def load_many(versions: Iterable[ServiceVersion]) -> dict[str, Document]:
    """Return documents by checksum; what is not known yet comes in one query, so `document` may be deferred."""
    wanted = {version.checksum for version in versions}
    missing = wanted - _parsed.keys()
    if missing:
        rows = ServiceVersion.objects.filter(checksum__in=missing).values_list("checksum", "document")
        for checksum, data in rows:
            _keep(checksum, definition.parse(data))
    return {checksum: _parsed[checksum] for checksum in wanted}


def forget() -> None:
    """Empty the cache; for tests that change a stored document under its checksum."""
    _parsed.clear()


def _keep(checksum: str, document: Document) -> Document:
    if len(_parsed) >= KEPT:
        _parsed.clear()
    _parsed[checksum] = document
    return document
