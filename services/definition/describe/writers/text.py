"""A description as plain text of at most 100 columns."""

import textwrap
from typing import Final

from services.definition.describe.blocks import Block, Chart, Description, Items, Pairs, Table
from services.definition.describe.writers.tree import tree

WIDTH: Final = 100


def text(description: Description) -> str:
    """Return the page as text."""
    lines = [description.title, "=" * len(description.title)]
    if description.summary:
        lines += ["", *_wrapped(description.summary, "", "")]
    for section in description.sections:
        lines += ["", section.title, "-" * len(section.title)]
        for block in section.blocks:
            lines += _block(block)
    return "\n".join(lines) + "\n"


def _block(block: Block) -> list[str]:
    if isinstance(block, Pairs):
        return [line for term, said in block.rows for line in _wrapped(said, f"{term}: ", "    ")]
    if isinstance(block, Items):
        marks = (f"{number}. " if block.ordered else "- " for number in range(1, len(block.items) + 1))
        return [line for mark, item in zip(marks, block.items, strict=True) for line in _wrapped(item, mark, "  ")]
    if isinstance(block, Chart):
        return ["", *tree(block.graph)]
    return _table(block)


def _table(block: Table) -> list[str]:
    """Write each row as an entry: its first cell, then what the other columns say."""
    lines = ["", f"[{block.caption}]"]
    for first, *others in block.rows:
        lines += _wrapped(first, "* ", "  ")
        said = zip(block.head[1:], others, strict=True)
        lines += [line for head, cell in said if cell for line in _wrapped(cell, f"    {head}: ", "      ")]
    return lines


def _wrapped(said: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(said, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False) or [first]
