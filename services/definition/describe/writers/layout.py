"""Where everything stands in the drawing: boxes in rows, lines with right angles between the rows."""

import textwrap
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from services.definition.describe.graph import Graph, Node
from services.definition.describe.writers.ranks import ranks
from services.definition.describe.writers.tracks import tracks

WIDTH: Final = 230
LINE: Final = 17
PAD: Final = 9
GAP: Final = 36
STEP: Final = 12
BETWEEN: Final = 40
LETTERS: Final = 26
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """Hold one state: its corner, height and lines of text."""

    node: Node
    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    # How many of the lines are the state's own label.
    bold: int


@dataclass(frozen=True)
class Route:
    """Hold one line from state to state with the numbers of its actions, written at its beginning."""

    points: tuple[Point, ...]
    numbers: str


@dataclass(frozen=True)
class Layout:
    """Hold the finished drawing."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]


@dataclass(frozen=True)
class _Wire:
    source: str
    target: str
    numbers: str


def layout(graph: Graph) -> Layout:
    """Return the drawing of a workflow; equal graphs give equal drawings."""
    return _Drawing(graph).finished()


class _Drawing:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.rank = ranks(graph)
        self.wires = _wires(graph)
        self.rows = _rows(graph, self.rank)
        self.lines = {node.key: _lines(node) for node in graph.nodes}
        self.leaves = self._ports("source")
        self.enters = self._ports("target")
        self.high = self._gap_tracks()
        self.lanes = self._lane_tracks()

    def finished(self) -> Layout:
        left = self._side(-1)
        tops = self._tops()
        boxes = tuple(
            self._box(node, left + column * (WIDTH + BETWEEN), tops[number])
            for number, row in enumerate(self.rows)
            for column, node in enumerate(row)
        )
        wide = left + max(len(row) for row in self.rows) * (WIDTH + BETWEEN) - BETWEEN + self._side(1)
        routes = tuple(self._route(wire, left, wide, tops) for wire in self.wires)
        last = len(self.rows) - 1
        return Layout(wide, tops[last] + self._row_height(last) + self._gap(last), boxes, routes)

    def _box(self, node: Node, x: float, y: float) -> Box:
        label = textwrap.wrap(node.label, LETTERS)
        return Box(node, x, y, self._tall(node.key), self.lines[node.key], len(label))

    def _near(self, wire: _Wire) -> bool:
        return self.rank[wire.target] == self.rank[wire.source] + 1

    def _direction(self, wire: _Wire) -> int:
        """Return on which side a line that is not near runs: forward ones right (1), loops left (-1)."""
        return 1 if self.rank[wire.target] > self.rank[wire.source] else -1

    def _ports(self, end: str) -> dict[_Wire, float]:
        """Return the x of each line's end, from the left edge of the boxes."""
        result: dict[_Wire, float] = {}
        column = {node.key: number for row in self.rows for number, node in enumerate(row)}
        other = "target" if end == "source" else "source"
        for key, number in column.items():
            mine = [wire for wire in self.wires if getattr(wire, end) == key]
            mine.sort(key=lambda wire: (0 if self._near(wire) else self._direction(wire), column[getattr(wire, other)]))
            for index, wire in enumerate(mine, 1):
                result[wire] = number * (WIDTH + BETWEEN) + WIDTH * index / (len(mine) + 1)
        if end == "target":
            self._part(result)
        return result

    def _part(self, enters: dict[_Wire, float]) -> None:
        """Move ends aside where they would lie on the beginning of another line from the row above."""
        for wire, x in enters.items():
            above = self.rank[wire.target] - 1
            taken = {self.leaves[w] for w in self.wires if self.rank[w.source] == above and w != wire}
            while any(abs(x - each) < 5 for each in taken):
                x += 7
            enters[wire] = x

    def _gap_tracks(self) -> dict[int, dict[Hashable, int]]:
        """Return, for the gap below each row (-1: above the first), the track of each line that runs in it."""
        far = max(len(row) for row in self.rows) * (WIDTH + BETWEEN)
        stretches: dict[int, dict[Hashable, tuple[float, float]]] = {}
        for wire in self.wires:
            below, above = self.rank[wire.source], self.rank[wire.target] - 1
            edge = far if self._direction(wire) == 1 else -float(BETWEEN)
            if self._near(wire):
                stretches.setdefault(below, {})[wire, "near"] = (self.leaves[wire], self.enters[wire])
            else:
                stretches.setdefault(below, {})[wire, "out"] = (self.leaves[wire], edge)
                stretches.setdefault(above, {})[wire, "in"] = (self.enters[wire], edge)
        return {gap: tracks(found) for gap, found in stretches.items()}

    def _lane_tracks(self) -> dict[int, dict[Hashable, int]]:
        stretches: dict[int, dict[Hashable, tuple[float, float]]] = {-1: {}, 1: {}}
        for wire in self.wires:
            if not self._near(wire):
                span = (float(self.rank[wire.source]), self.rank[wire.target] - 1.0)
                # Lanes are few: a lane is shared only by lines that are at least a whole row apart.
                stretches[self._direction(wire)][wire] = (min(span) * 20, max(span) * 20 + 1)
        return {side: tracks(found) for side, found in stretches.items()}

    def _side(self, direction: int) -> float:
        count = max(self.lanes[direction].values(), default=-1) + 1
        return 12 + (count * STEP + BETWEEN / 2 if count else 0)

    def _gap(self, number: int) -> float:
        count = max(self.high.get(number, {}).values(), default=-1) + 1
        # Above the first and below the last row nothing needs room but the lines that run there.
        return (GAP if count or 0 <= number < len(self.rows) - 1 else 12) + count * STEP

    def _tall(self, key: str) -> float:
        return 2 * PAD + LINE * len(self.lines[key])

    def _row_height(self, number: int) -> float:
        return max(self._tall(node.key) for node in self.rows[number])

    def _tops(self) -> list[float]:
        tops, y = [], self._gap(-1)
        for number in range(len(self.rows)):
            tops.append(y)
            y += self._row_height(number) + self._gap(number)
        return tops

    def _y(self, gap: int, track: int, tops: list[float]) -> float:
        start = tops[gap] + self._row_height(gap) if gap >= 0 else 0.0
        return start + 22 + track * STEP

    def _route(self, wire: _Wire, left: float, wide: float, tops: list[float]) -> Route:
        below, above = self.rank[wire.source], self.rank[wire.target] - 1
        out, into = left + self.leaves[wire], left + self.enters[wire]
        begin = (out, tops[below] + self._tall(wire.source))
        end = (into, tops[self.rank[wire.target]])
        if self._near(wire):
            y = self._y(below, self.high[below][wire, "near"], tops)
            return Route((begin, (out, y), (into, y), end), wire.numbers)
        first = self._y(below, self.high[below][wire, "out"], tops)
        second = self._y(above, self.high[above][wire, "in"], tops)
        side = self._direction(wire)
        shift = self.lanes[side][wire] * STEP + BETWEEN / 2
        lane = wide - self._side(1) + shift if side == 1 else left - shift
        return Route((begin, (out, first), (lane, first), (lane, second), (into, second), end), wire.numbers)


def _wires(graph: Graph) -> list[_Wire]:
    """Return one line for all actions from one state to another; an action back to its own state needs none."""
    numbers: dict[tuple[str, str], list[str]] = {}
    for edge in graph.edges:
        if edge.source != edge.target:
            numbers.setdefault((edge.source, edge.target), []).append(str(edge.number))
    return [_Wire(source, target, ", ".join(found)) for (source, target), found in numbers.items()]


def _rows(graph: Graph, rank: dict[str, int]) -> list[list[Node]]:
    count = max(rank.values(), default=-1) + 1
    rows: list[list[Node]] = [[] for _ in range(count)]
    for node in sorted(graph.nodes, key=lambda node: not node.main):
        rows[rank[node.key]].append(node)
    return rows


def _lines(node: Node) -> tuple[str, ...]:
    second = ", ".join(each for each in (node.phase, node.clock) if each)
    lines = [*textwrap.wrap(node.label, LETTERS), *textwrap.wrap(second, LETTERS + 8)]
    lines += [line for label in node.stays for line in textwrap.wrap(f"↻ {label}", LETTERS + 8)]
    return tuple(lines)
