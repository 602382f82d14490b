"""Draw cells as the data of SVG paths: what two cells share is inside, and every step is relative. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, pairwise

Corner = tuple[int, int]
Ring = list[Corner]


def outline(cells: Iterable[Ring]) -> list[Ring]:
    """Return the border of cells together: an edge that two of them share is inside."""
    ways: dict[Corner, list[Corner]] = defaultdict(list)
    edges = {(cell[i - 1], corner) for cell in cells for i, corner in enumerate(cell) if cell[i - 1] != corner}
    for start, end in sorted(edges):
        if (end, start) not in edges:
            ways[start].append(end)
    rings = []
    while ways:
        start = min(ways)
        ring, here = [start], start
        while ways.get(here):
            following = ways[here].pop()
            if not ways[here]:
                del ways[here]
            if following == start:
                break
            ring.append(following)
            here = following
        rings.append(ring)
    return [ring for ring in rings if len(ring) > 2]


def path(rings: Iterable[Ring]) -> str:
    """Write rings as the data of an SVG path, each step relative to the one before."""
    written = []
    for ring in rings:
        steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring)]
        written.append(f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(written)


def dedupe(cell: Ring) -> Ring:
    """Return a ring without corners that rounding made one."""
    return [corner for index, corner in enumerate(cell) if corner != cell[index - 1]]


def straighten(ring: Ring) -> Ring:
    """Return a ring without corners that lie on the line between their neighbours."""
    kept = []
    for index, here in enumerate(ring):
        before, after = ring[index - 1], ring[(index + 1) % len(ring)]
        turn = (here[0] - before[0]) * (after[1] - here[1]) - (here[1] - before[1]) * (after[0] - here[0])
        if turn:
            kept.append(here)
    return kept


def area(ring: Ring) -> float:
    """Return the area of a ring; negative when it runs the other way round."""
    return sum(ring[i - 1][0] * y - x * ring[i - 1][1] for i, (x, y) in enumerate(ring)) / 2


def box(corners: Iterable[Corner]) -> list[int]:
    """Return left, top, width and height around some corners, with a margin."""
    xs, ys = zip(*corners, strict=True)
    return [min(xs) - 6, min(ys) - 6, max(xs) - min(xs) + 12, max(ys) - min(ys) + 12]


def centre(ring: Ring) -> tuple[float, float]:
    """Return the middle of the area of a ring."""
    size, x_sum, y_sum = 0.0, 0.0, 0.0
    for index, (x, y) in enumerate(ring):
        before = ring[index - 1]
        part = before[0] * y - x * before[1]
        size, x_sum, y_sum = size + part, x_sum + (before[0] + x) * part, y_sum + (before[1] + y) * part
    return (x_sum / (3 * size), y_sum / (3 * size)) if size else ring[0]


def lines_of(name: str) -> list[str]:
    """Return a name in the lines it is written in."""
    return name.split(" ")


def labels(places: dict[str, tuple[float, float]]) -> dict[str, Corner]:
    """Return where names are written so that none touches another: they begin in the middle and step aside a little."""
    spots = {name: [x, y] for name, (x, y) in sorted(places.items())}
    for _round in range(200):
        moved = False
        for one, other in combinations(spots, 2):
            moved |= _step_aside(spots[one], spots[other], _size(one), _size(other))
        if not moved:
            break
    return {name: (round(x), round(y)) for name, (x, y) in spots.items()}


def _size(name: str) -> tuple[float, float]:
    """Return width and height of a name in full, or of three large letters on a telephone, whichever is more."""
    lines = lines_of(name)
    return max(62.0, 7.2 * max(map(len, lines))), max(28.0, 14.0 * len(lines))


def _step_aside(here: list[float], there: list[float], size: tuple[float, float], other: tuple[float, float]) -> bool:
    wide = (size[0] + other[0]) / 2 - abs(here[0] - there[0])
    high = (size[1] + other[1]) / 2 - abs(here[1] - there[1])
    if wide <= 0 or high <= 0:
        return False
    axis, by = (0, wide) if wide < high else (1, high)
    way = (by / 2 + 0.1) * (1 if here[axis] >= there[axis] else -1)
    here[axis] += way
    there[axis] -= way
    return True
