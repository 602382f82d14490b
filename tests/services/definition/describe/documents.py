"""Documents to describe: the handbook's own, the sample, and what the OPD registered."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from services.definition.describe import Description, Items, Pairs, Table, describe
from services.definition.document import Document, parse, parse_text
from tests.services.definition.helpers import bent, sample_text

ROOT = Path(__file__).resolve().parents[4]
PAGE = ROOT / "docs" / "service-document.md"


@cache
def blocks(language: str) -> tuple[str, ...]:
    """Return the code blocks of the handbook in a language of code, in order."""
    return tuple(re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE))


@cache
def handbook() -> tuple[Document, ...]:
    """Return the documents of the handbook; the last one uses most keywords."""
    return tuple(parse_text(block) for block in blocks("yaml"))


def full() -> Document:
    """Return the handbook's full example."""
    return handbook()[-1]


@cache
def all_documents() -> tuple[Document, ...]:
    """Return every document there is in the repository."""
    files = sorted((ROOT / "services" / "opd").glob("*/documents/*.yaml"))
    written = tuple(parse_text(file.read_text(encoding="utf-8")) for file in files)
    return (*written, *handbook(), parse_text(sample_text()))


def said(document: Document, key: str, language: str = "id") -> list[str]:
    """Return every piece of text that one section says."""
    return texts(next(each for each in describe(document, language).sections if each.key == key).blocks)


def whole(description: Description) -> str:
    """Return everything a description says, one piece a line."""
    parts = [description.title, description.summary]
    for section in description.sections:
        parts += [section.title, *texts(section.blocks)]
    return "\n".join(parts)


def texts(found: tuple[Any, ...]) -> list[str]:
    """Return the texts of blocks; of a chart its labels."""
    result: list[str] = []
    for block in found:
        if isinstance(block, Pairs):
            result += [f"{term}: {text}" for term, text in block.rows]
        elif isinstance(block, Items):
            result += block.items
        elif isinstance(block, Table):
            result += [block.caption, *block.head, *(cell for row in block.rows for cell in row)]
        else:
            result += [block.title, *(node.label for node in block.graph.nodes)]
    return result


def changed(changes: dict[str, Any]) -> Document:
    """Return the minimal service, bent."""
    return parse(bent(changes))
