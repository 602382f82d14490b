"""The workflow as one accessible SVG: words for screen readers, no script, no style, the colour of the text around."""

from html import escape

from services.definition.describe.graph import Graph
from services.definition.describe.writers.layout import LINE, PAD, WIDTH, Box, Layout, Route, layout
from services.definition.describe.writers.tree import tree


def svg(graph: Graph, title: str) -> str:
    """Return the drawing; its description says the same in words, and the numbers are those of the actions' table."""
    if not graph.nodes:
        return ""
    drawing = layout(graph)
    parts = [
        _open(drawing, title),
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(chr(10).join(tree(graph)))}</desc>",
        *(_box(box) for box in drawing.boxes),
        *(_route(route) for route in drawing.routes),
        "</svg>",
    ]
    return "\n".join(parts)


def _open(drawing: Layout, title: str) -> str:
    size = f"{_number(drawing.width)} {_number(drawing.height)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{_number(drawing.width)}" '
        f'role="img" aria-label="{escape(title)}" font-family="inherit" font-size="13" fill="currentColor">'
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _box(box: Box) -> str:
    node = box.node
    wide = 2.5 if node.initial or node.main else 1
    corner = 16 if node.initial or node.final else 4
    parts = [_rectangle(box, 0, wide, corner)]
    if node.final:
        # A second frame marks an end, so that the mark needs no colour.
        parts.append(_rectangle(box, 4, 1, corner - 4))
    for number, line in enumerate(box.lines):
        x, y = _number(box.x + WIDTH / 2), _number(box.y + PAD + LINE * number + 13)
        weight = ' font-weight="700"' if number < box.bold else ""
        parts.append(f'<text x="{x}" y="{y}" text-anchor="middle"{weight}>{escape(line)}</text>')
    return f'<g data-state="{escape(node.key)}">{"".join(parts)}</g>'


def _rectangle(box: Box, inset: float, stroke: float, corner: float) -> str:
    return (
        f'<rect x="{_number(box.x + inset)}" y="{_number(box.y + inset)}" width="{_number(WIDTH - 2 * inset)}" '
        f'height="{_number(box.height - 2 * inset)}" rx="{_number(corner)}" fill="none" stroke="currentColor" '
        f'stroke-width="{_number(stroke)}"/>'
    )


def _route(route: Route) -> str:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in route.points)
    (x, y), (begin, top) = route.points[-1], route.points[0]
    tip = f"{_number(x)},{_number(y)} {_number(x - 4)},{_number(y - 8)} {_number(x + 4)},{_number(y - 8)}"
    return (
        f'<g><polyline points="{points}" fill="none" stroke="currentColor" stroke-width="1.2"/>'
        f'<polygon points="{tip}"/>'
        f'<text x="{_number(begin + 4)}" y="{_number(top + 13)}" font-size="11">{route.numbers}</text></g>'
    )
