"""Write a description as plain text, as Markdown with a Mermaid diagram, or as HTML with a drawn one."""

from collections.abc import Callable
from typing import Final

from services.definition.describe.blocks import Description
from services.definition.describe.writers.html import article
from services.definition.describe.writers.markdown import markdown
from services.definition.describe.writers.svg import svg
from services.definition.describe.writers.text import text

WRITERS: Final[dict[str, Callable[[Description], str]]] = {"text": text, "html": article, "markdown": markdown}

__all__ = ["WRITERS", "article", "markdown", "svg", "text"]
