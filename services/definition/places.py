"""Find where in a document something stands that is named by ids: "form.data.nama" is form, pages, 0, fields, 2."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

Path: TypeAlias = tuple[str | int, ...]

# Lists whose entries a path names by id or key, without naming the list.
_SILENT: Final = ("pages", "fields", "actions", "ask")


def find(data: Any, path: str) -> Path:
    """Return the keys and positions of a path by names, as lint writes it, as far as it is written in `data`."""
    names = path.split(".")
    # The questions asked first are a page to people, and stand beside the form.
    names = names[1:] if names[:2] == ["form", "eligibility"] else names
    here, place = data, Path()
    for name in names:
        for step in _steps(here, name):
            here = here[step]
            place = (*place, step)
    return place


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


def _steps(here: Any, name: str) -> Iterator[str | int]:
    if isinstance(here, Mapping):
        for silent in _SILENT:
            position = _position(here.get(silent), name)
            if position is not None:
                yield silent
                yield position
                return
        if name in here:
            yield name
        return
    position = _position(here, name)
    if position is not None:
        yield position


def _position(entries: Any, name: str) -> int | None:
    if not isinstance(entries, list | tuple):
        return None
    if name.isascii() and name.isdigit():
        return int(name) if int(name) < len(entries) else None
    named = (each.get("id", each.get("key")) if isinstance(each, Mapping) else None for each in entries)
    return next((index for index, own in enumerate(named) if own == name), None)
