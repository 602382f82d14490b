"""Say which office does what people look for here and the kabupaten does not do."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from services.catalogue import search

_DATA: Final = Path(__file__).parent / "data"


def _lines(name: str) -> list[str]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _index() -> search.Index:
    rows = [line.partition(": ") for line in _lines("elsewhere.txt")]
    return search.Index([search.entry(office, "", said.split(", "), "", []) for office, _colon, said in rows])


SOUGHT: Final = tuple(_lines("sought.txt"))
_INDEX: Final = _index()


def office(query: str) -> str:
    """Return the office outside the kabupaten that a query asks for, "" when it names none."""
    return next(iter(_INDEX.told(query)), "")
