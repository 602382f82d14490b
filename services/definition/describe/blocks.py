"""What a described service is made of; text, Markdown and HTML are written from these."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.definition.describe.graph import Graph


@dataclass(frozen=True)
class Pairs:
    """Hold (term, text) pairs."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Items:
    """Hold sentences, numbered where the order matters."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """Hold a table with its caption; every row is as long as the head."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """Hold the workflow; each writer draws it in its own way."""

    title: str
    graph: Graph


Block: TypeAlias = Pairs | Items | Table | Chart


@dataclass(frozen=True)
class Section:
    """Hold one part of the page; `key` is its anchor."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Description:
    """Hold the whole page in one language."""

    language: str
    title: str
    summary: str
    sections: tuple[Section, ...]


def pairs(rows: list[tuple[str, str]]) -> list[Block]:
    """Return the pairs that say something as one block, or nothing."""
    said = tuple((term, text) for term, text in rows if text)
    return [Pairs(said)] if said else []


def items(sentences: list[str], *, ordered: bool = False) -> list[Block]:
    """Return the sentences as one block, or nothing."""
    return [Items(tuple(sentences), ordered)] if sentences else []


def table(caption: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[Block]:
    """Return a table without the columns in which nothing stands, or nothing where there is no row."""
    kept = [column for column in range(len(head)) if any(row[column] for row in rows)]
    if not rows:
        return []
    return [Table(caption, tuple(head[c] for c in kept), tuple(tuple(row[c] for c in kept) for row in rows))]
