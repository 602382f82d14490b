"""The workflow as a tree of lines, for a terminal and for a screen reader."""

from services.definition.describe.graph import Graph, Node


def tree(graph: Graph) -> list[str]:
    """Return one line for each state and, below it, one for each action that leaves it."""
    labels = {node.key: node.label for node in graph.nodes}
    lines: list[str] = []
    for node in graph.nodes:
        lines.append(_head(node))
        leaving = [edge for edge in graph.edges if edge.source == node.key]
        below = [f"↻ {label}" for label in node.stays]
        below += [f"{edge.number}. {edge.label} ({edge.by}) → {labels[edge.target]}" for edge in leaving]
        for index, line in enumerate(below):
            lines.append(f"   {'└─' if index == len(below) - 1 else '├─'} {line}")
    return lines


def _head(node: Node) -> str:
    mark = "▶" if node.initial else "■" if node.final else "●"
    clock = f", {node.clock}" if node.clock else ""
    return f"{mark} {node.label} [{node.phase}{clock}]"
