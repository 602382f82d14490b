"""Lines side by side: give each stretch the first track on which nothing overlaps it."""

from collections.abc import Hashable, Mapping

Stretch = tuple[float, float]
ROOM = 8.0


def tracks(stretches: Mapping[Hashable, Stretch]) -> dict[Hashable, int]:
    """Return {name: track} from 0; stretches on one track keep ROOM units between them."""
    ends: list[float] = []
    result: dict[Hashable, int] = {}
    for name, (start, end) in sorted(stretches.items(), key=lambda item: (min(item[1]), max(item[1]))):
        low, high = min(start, end), max(start, end)
        free = next((number for number, until in enumerate(ends) if until + ROOM <= low), None)
        if free is None:
            free = len(ends)
            ends.append(high)
        ends[free] = high
        result[name] = free
    return result
