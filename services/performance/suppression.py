"""Hide counts below ten, and what else is needed so that nobody can subtract them out (docs/figures.md, 6)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

FEWEST: Final = 10
AT_LEAST: Final = 2  # hidden parts, where any is
Key = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Hold the parts of a published total by their keys; `total_first` hides the total before any part."""

    total: Key
    parts: Mapping[Key, int]
    total_first: bool = False


def protect(counts: Mapping[Key, int], tables: Sequence[Table], never: frozenset[Key] = frozenset()) -> set[Key]:
    """Return the keys that must not be shown; `never` are parts that no table shows."""
    hidden = {key for key, number in counts.items() if 0 < number < FEWEST} | never
    touching: dict[Hashable, list[int]] = {}
    for place, table in enumerate(tables):
        for key in (table.total, *table.parts):
            touching.setdefault(key, []).append(place)
    waiting = list(range(len(tables) - 1, -1, -1))
    queued = set(waiting)
    while waiting:
        place = waiting.pop()
        queued.discard(place)
        found = _next(tables[place], hidden)
        if found is None:
            continue
        hidden.add(found)
        for other in touching[found]:
            if other not in queued:
                queued.add(other)
                waiting.append(other)
    return hidden


def is_safe(table: Table, hidden: set[Key]) -> bool:
    """Say whether nothing below ten can be subtracted out of one table."""
    return _next(table, hidden) is None


def _next(table: Table, hidden: set[Key]) -> Key | None:
    """Return what a table needs hidden besides, None when it is safe."""
    unseen = [key for key in table.parts if key in hidden]
    if table.total in hidden:
        return None if unseen else _smallest(table, hidden)
    rest = sum(table.parts[key] for key in unseen)
    if rest == 0 or (rest >= FEWEST and len(unseen) >= AT_LEAST):
        return None
    if table.total_first:
        return table.total
    return _smallest(table, hidden) or table.total


def _smallest(table: Table, hidden: set[Key]) -> Key | None:
    shown = [(number, key) for key, number in table.parts.items() if number > 0 and key not in hidden]
    return min(shown)[1] if shown else None
