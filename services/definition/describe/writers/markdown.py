"""A description as Markdown; the workflow is a Mermaid diagram."""

import re
from typing import Final

from services.definition.describe.blocks import Block, Chart, Description, Items, Pairs, Table
from services.definition.describe.writers.mermaid import mermaid

_SIGNS: Final = re.compile(r"([\\`*_\[\]<>|#])")


def markdown(description: Description) -> str:
    """Return the page as Markdown."""
    parts = [f"# {safe(description.title)}"]
    if description.summary:
        parts.append(safe(description.summary))
    for section in description.sections:
        parts.append(f"## {safe(section.title)}")
        parts += [_block(block) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def safe(said: str) -> str:
    """Write text so that Markdown reads none of it as its own signs."""
    return _SIGNS.sub(r"\\\1", " ".join(said.split()))


def _block(block: Block) -> str:
    if isinstance(block, Pairs):
        return "\n".join(f"- **{safe(term)}**: {safe(said)}" for term, said in block.rows)
    if isinstance(block, Items):
        marks = (f"{number}." if block.ordered else "-" for number in range(1, len(block.items) + 1))
        return "\n".join(f"{mark} {safe(item)}" for mark, item in zip(marks, block.items, strict=True))
    if isinstance(block, Chart):
        return f"```mermaid\n{mermaid(block.graph)}\n```"
    return _table(block)


def _table(block: Table) -> str:
    head, *rows = (f"| {' | '.join(safe(cell) for cell in row)} |" for row in (block.head, *block.rows))
    rule = f"| {' | '.join('---' for _ in block.head)} |"
    return "\n".join([f"### {safe(block.caption)}", "", head, rule, *rows])
