"""Find circles among things that wait for each other. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def circle(needs: Mapping[T, Iterable[T]]) -> list[T]:
    """Return one circle, beginning and ending with the same thing; an empty list where there is none.

    Walks without recursion, each thing once: the time is that of reading all needs.
    """
    done: set[T] = set()
    for start in needs:
        if start in done:
            continue
        path, place = [start], {start: 0}
        rest = [iter(needs.get(start, ()))]
        while rest:
            following = next(rest[-1], None)
            if following is None:
                done.add(path[-1])
                del place[path.pop()]
                rest.pop()
            elif following in place:
                return [*path[place[following] :], following]
            elif following not in done:
                place[following] = len(path)
                path.append(following)
                rest.append(iter(needs.get(following, ())))
    return []
