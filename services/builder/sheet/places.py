"""Read, write and drop what stands at a place of a document's JSON data."""

from __future__ import annotations

from typing import Any, TypeAlias

Place: TypeAlias = tuple[str | int, ...]


def at(data: Any, place: Place, default: Any = None) -> Any:
    """Return what stands at a place, `default` where nothing does."""
    here = data
    for step in place:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return default
    return here


def put_at(data: Any, place: Place, value: Any) -> None:
    """Write a value at a place; keywords on the way are made, entries of lists must be there."""
    here = data
    for step in place[:-1]:
        if isinstance(here, dict) and not isinstance(here.get(step), dict | list):
            here[step] = {}
        here = here[step]
    here[place[-1]] = value


def drop_at(data: Any, place: Place) -> None:
    """Take a keyword away, and what is empty without it."""
    parent = at(data, place[:-1])
    if not isinstance(parent, dict) or place[-1] not in parent:
        return
    del parent[place[-1]]
    if not parent and len(place) > 1:
        drop_at(data, place[:-1])
