"""In which row of the drawing each state stands: below everything that leads to it, loops aside."""

from collections.abc import Iterable, Mapping

from services.definition.describe.graph import Graph

Pair = tuple[str, str]


def ranks(graph: Graph) -> dict[str, int]:
    """Return {state: row} from 0; a state that nothing leads to stands in the last row."""
    pairs = sorted({(edge.source, edge.target) for edge in graph.edges if edge.source != edge.target})
    order = {node.key: number for number, node in enumerate(graph.nodes)}
    ahead: dict[str, list[str]] = {key: [] for key in order}
    for source, target in sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]])):
        ahead[source].append(target)
    first = [node.key for node in graph.nodes if node.initial]
    back = _loops(first, ahead)
    reached = _reached(first, ahead)
    forward = [pair for pair in pairs if pair not in back and pair[0] in reached]
    result = _longest(reached, forward)
    last = max(result.values(), default=-1) + 1
    return {key: result.get(key, last) for key in order}


def _reached(first: Iterable[str], ahead: Mapping[str, list[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(first)
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting.extend(ahead[key])
    return seen


def _loops(first: Iterable[str], ahead: Mapping[str, list[str]]) -> set[Pair]:
    """Return the pairs that lead back to a state on the way to their own source."""
    back: set[Pair] = set()
    done: set[str] = set()
    for start in first:
        way = [start]
        waiting = {start: list(ahead[start])}
        while way:
            key = way[-1]
            if not waiting[key]:
                done.add(way.pop())
                continue
            target = waiting[key].pop(0)
            if target in way:
                back.add((key, target))
            elif target not in done:
                way.append(target)
                waiting[target] = list(ahead[target])
    return back


def _longest(keys: Iterable[str], forward: list[Pair]) -> dict[str, int]:
    result = dict.fromkeys(keys, 0)
    changed = True
    # What leads back was taken away, so this ends.
    while changed:
        changed = False
        for source, target in forward:
            if result[target] <= result[source]:
                result[target] = result[source] + 1
                changed = True
    return result
