"""Places of a document as keys and positions: how they are printed, and the line they are written on."""

from collections.abc import Mapping
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]


def dotted(place: Path) -> str:
    """Return a place as people read it: "form.pages.0.fields.2"."""
    return ".".join(str(part) for part in place).encode("utf-8", "backslashreplace").decode()


def at_line(place: Path, lines: Mapping[Path, int]) -> str:
    """Return " (line 12)" for a sentence about a place; "" when its line is not known."""
    line = line_of(place, lines)
    return f" (line {line})" if line else ""


def line_of(place: Path, lines: Mapping[Path, int]) -> int | None:
    """Return the line of a place, or of the nearest one around it that is written; None when nothing is known."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place)
