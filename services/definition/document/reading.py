"""From data to a Document and back: parse, canonical JSON, checksum, JSON Schema."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from services.definition.base import plain
from services.definition.document.service import Document
from services.definition.errors import DocumentError
from services.definition.yaml_reader import Path, load


def parse(data: Mapping[str, Any]) -> Document:
    """Return the typed document; raise DocumentError with every problem and its path."""
    return _parse(data, {})


def parse_text(text: str) -> Document:
    """Return the typed document written as YAML; problems name the line they begin on."""
    source = load(text)
    return _parse(source.data, source.lines)


def _parse(data: Mapping[str, Any], lines: Mapping[Path, int]) -> Document:
    try:
        # Strictly: "5" is no number and "yes" is no boolean. The detour proves that it is plain JSON data.
        return Document.model_validate(plain(json.loads(json.dumps(data))))
    except ValidationError as error:
        raise DocumentError(_describe(each, lines) for each in error.errors(include_url=False)) from error
    except (TypeError, ValueError, RecursionError) as error:
        raise DocumentError([("", f"the document is not plain data: {error}")]) from error


def _describe(problem: Any, lines: Mapping[Path, int]) -> tuple[str, str]:
    location: Path = tuple(problem["loc"])
    line = _line(location, lines)
    where = ".".join(str(part) for part in location)
    message = str(problem["msg"]).removeprefix("Value error, ")
    return where, f"{message} (line {line})" if line else message


def _line(location: Path, lines: Mapping[Path, int]) -> int | None:
    # Locations also hold the names of union members; drop them to find the nearest written path.
    path: Path = ()
    found = None
    for part in location:
        if (*path, part) in lines:
            path = (*path, part)
            found = lines[path]
    return found


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
    schema = Document.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
