"""Hide counts below ten, and what else is needed so that nobody can subtract them out (docs/figures.md, 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def protect(
    counts: Mapping[Key, int],
    tables: Sequence[Table],
    never: frozenset[Key] = frozenset(),
    along: Mapping[Key, Key] | None = None,
) -> set[Key]:
    """Return the keys that must not be shown.

    `never` are parts that no table shows. Where a key of `along` is hidden, the other one is hidden with it, because it
    would give the first away.
    """
    search = _Search(tables, along or {})
    for key, number in counts.items():
        if 0 < number < FEWEST:
            search.hide(key)
    search.hidden |= never
    search.run()
    return search.hidden


def is_safe(table: Table, hidden: set[Key]) -> bool:
    """Say whether nothing below ten can be subtracted out of one table."""
    return _next(table, hidden) is None


class _Search:
    """Hide what each table asks for, until none asks for more."""

    def __init__(self, tables: Sequence[Table], along: Mapping[Key, Key]) -> None:
        self.tables, self.along = tables, along
        self.hidden: set[Key] = set()
        self.touching: dict[Key, list[int]] = {}
        for place, table in enumerate(tables):
            for key in (table.total, *table.parts):
                self.touching.setdefault(key, []).append(place)
        self.waiting = list(range(len(tables) - 1, -1, -1))
        self.queued = set(self.waiting)

    def run(self) -> None:
        while self.waiting:
            place = self.waiting.pop()
            self.queued.discard(place)
            found = _next(self.tables[place], self.hidden)
            if found is not None:
                self.hide(found)

    def hide(self, key: Key) -> None:
        follower: Key | None = key
        while follower is not None and follower not in self.hidden:
            self.hidden.add(follower)
            for place in self.touching.get(follower, ()):
                if place not in self.queued:
                    self.queued.add(place)
                    self.waiting.append(place)
            follower = self.along.get(follower)


def _next(table: Table, hidden: set[Key]) -> Key | None:
    """Return what a table needs hidden besides, None when it is safe."""
    unseen = [key for key in table.parts if key in hidden]
    if table.total in hidden:
        return None if unseen else _smallest(table, hidden)
    amounts = [table.parts[key] for key in unseen if table.parts[key]]
    if not amounts or (sum(amounts) >= FEWEST and len(amounts) >= AT_LEAST):
        return None
    if table.total_first:
        return table.total
    return _smallest(table, hidden) or table.total


def _smallest(table: Table, hidden: set[Key]) -> Key | None:
    shown = [(number, key) for key, number in table.parts.items() if number > 0 and key not in hidden]
    return min(shown)[1] if shown else None
