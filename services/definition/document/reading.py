"""From data to a Document and back: parse, canonical JSON, checksum, JSON Schema."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from services.definition.base import plain
from services.definition.document.service import Document
from services.definition.errors import DocumentError
from services.definition.places import Path, at_line, dotted
from services.definition.sentences import explain
from services.definition.yaml_reader import load

# NUL breaks PostgreSQL, half a character breaks UTF-8, other controls break PDFs.
_UNSTORABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_REMEDY: Final = "this text holds a character that cannot be stored; write it again"


def parse(data: Mapping[str, Any]) -> Document:
    """Return the typed document; raise DocumentError with every problem and its path."""
    return _parse(data, {})


def parse_text(text: str) -> Document:
    """Return the typed document written as YAML; problems name the line they begin on."""
    source = load(text)
    return _parse(source.data, source.lines)


def _parse(data: Mapping[str, Any], lines: Mapping[Path, int]) -> Document:
    try:
        # The detour proves that it is plain JSON data. Then strictly: "5" is no number and "yes" is no boolean.
        written = plain(json.loads(json.dumps(data, allow_nan=False)))
    except (TypeError, ValueError) as error:
        raise DocumentError([("", "a document holds only texts, numbers, true, false, lists and keywords")]) from error
    except RecursionError as error:
        raise DocumentError([("", "the document is nested too deep; write it flatter")]) from error
    if bad := list(_unstorable(written, ())):
        raise DocumentError((dotted(place), _REMEDY + at_line(place, lines)) for place in bad)
    try:
        return Document.model_validate(written)
    except ValidationError as error:
        raise DocumentError(explain(error, Document, written, lines)) from error


def _unstorable(data: Any, place: Path) -> Iterator[Path]:
    """Yield the places of texts and keywords that no database keeps."""
    if isinstance(data, str) and _UNSTORABLE.search(data):
        yield place
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, tuple) else ()
    for key, value in pairs:
        yield from (_unstorable(key, (*place, key)) if isinstance(key, str) else ())
        yield from _unstorable(value, (*place, key))


def to_data(document: Document) -> dict[str, Any]:
    """Return the document as plain JSON data without what is left at its default."""
    data: dict[str, Any] = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    # The discriminator has no default, so it is always there; `schema` must be too.
    return {"schema": document.schema_, **data}


def canonical(document: Document) -> str:
    """Return the one JSON text of a document: sorted keys, no spaces, defaults left out.

    So a new optional keyword changes no stored checksum; for the same reason a default, once released, never changes.
    """
    return json.dumps(to_data(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checksum(document: Document) -> str:
    """Return the SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a service document, for editors and the API."""
    schema = _closed(Document.model_json_schema(by_alias=True, mode="validation"))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _closed(schema: Any) -> Any:
    """Refuse names that fit no pattern, as the models do: pydantic leaves such objects open."""
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(each) for key, each in schema.items()}
    return {**closed, "additionalProperties": False} if isinstance(closed.get("patternProperties"), dict) else closed
