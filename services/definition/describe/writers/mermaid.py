"""The workflow as a Mermaid flowchart."""

from services.definition.describe.graph import Graph, Node


def mermaid(graph: Graph) -> str:
    """Return the text of the diagram; keys get a prefix because a state called "end" would break it."""
    lines = ["flowchart TD"]
    lines += [f"  s_{node.key}{_shape(node)}" for node in graph.nodes]
    lines += [
        f'  s_{edge.source} -->|"{edge.number}. {_safe(edge.label)} ({_safe(edge.by)})"| s_{edge.target}'
        for edge in graph.edges
    ]
    return "\n".join(lines)


def _shape(node: Node) -> str:
    loops = [f"↻ {label}" for label in node.stays]
    words = "<br/>".join(_safe(each) for each in (node.label, node.phase, node.clock, *loops) if each)
    left, right = ("([", "])") if node.initial or node.final else ("[", "]")
    return f'{left}"{words}"{right}'


def _safe(said: str) -> str:
    """Write what Mermaid would read as its own signs as entities."""
    signs = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "|": "#124;", "\n": " "}
    return "".join(signs.get(character, character) for character in said)
