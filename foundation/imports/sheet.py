"""Describe a table to take in: its columns, its rows, and what is said about each row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Column:
    """Describe one column: its head in the file, what it means, and an example."""

    head: str
    meaning: Text
    example: str
    required: bool = True


@dataclass(frozen=True)
class Row:
    """Hold one row of the file under its heads, with the line it stands on."""

    line: int
    cells: Mapping[str, str]

    def get(self, head: str) -> str:
        """Return a cell, empty where the file has no such column."""
        return self.cells.get(head, "")


class Outcome(StrEnum):
    """Name what would become of a row."""

    NEW = "baru"
    CHANGED = "diubah"
    SAME = "sama"
    REFUSED = "ditolak"


@dataclass(frozen=True)
class Verdict:
    """Say what would become of one row, in a sentence; `write` does it and returns the record for the log."""

    row: Row
    outcome: Outcome
    sentence: str
    write: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Importer:
    """Describe one kind of table; `allows` says for whom, `judge` looks at all rows at once, so that it asks little.

    `after` is called once in the transaction that wrote at least one row.
    """

    key: str
    title: Text
    columns: Sequence[Column]
    allows: Callable[[Any], bool]
    judge: Callable[[Sequence[Row], Any], list[Verdict]]
    after: Callable[[], None] = lambda: None


def refused(row: Row, sentence: str) -> Verdict:
    """Return the verdict on a row that cannot be taken in."""
    return Verdict(row, Outcome.REFUSED, sentence)
