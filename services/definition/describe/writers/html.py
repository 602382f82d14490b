"""A description as an HTML article without a style or a script of its own, so that any page may hold it."""

from html import escape

from services.definition.describe.blocks import Block, Chart, Description, Items, Pairs, Table
from services.definition.describe.writers.svg import svg


def article(description: Description, *, level: int = 1) -> str:
    """Return the page as one <article>, its title a heading of `level`."""
    inner = level + 1
    parts = [
        f'<article lang="{escape(description.language)}">',
        f"<h{level}>{escape(description.title)}</h{level}>",
    ]
    if description.summary:
        parts.append(f"<p>{escape(description.summary)}</p>")
    for section in description.sections:
        parts.append(f'<section id="{escape(section.key)}"><h{inner}>{escape(section.title)}</h{inner}>')
        parts += [_block(block) for block in section.blocks]
        parts.append("</section>")
    return "\n".join([*parts, "</article>"]) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Pairs):
        rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(said)}</dd>" for term, said in block.rows)
        return f"<dl>{rows}</dl>"
    if isinstance(block, Items):
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in block.items)}</{tag}>"
    if isinstance(block, Chart):
        return f"<figure>{svg(block.graph, block.title)}</figure>"
    return _table(block)


def _table(block: Table) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block.head)
    body = "".join(f"<tr>{_row(row)}</tr>" for row in block.rows)
    caption = escape(block.caption)
    # A wide table scrolls in its own box; the box takes the keyboard, so that everybody can scroll it.
    return (
        f'<div class="scroll" role="region" aria-label="{caption}" tabindex="0"><table><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: tuple[str, ...]) -> str:
    first, *others = (escape(cell) for cell in row)
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in others)
