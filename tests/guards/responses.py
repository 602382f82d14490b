"""Find in an HTML answer what the content security policy would block or what was never rendered."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.http.response import HttpResponseBase

DATA_TYPES = {"application/json", "application/ld+json"}
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data"}
BRACES = re.compile(r"\{\{|\{%|\{#")


class BadAnswer(AssertionError):
    """Say what is wrong with an answer, and where."""


class _Reader(HTMLParser):
    """Collect the problems of one page by the guard that reports them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag and its attributes."""
        values = {name: value or "" for name, value in attrs}
        where = f"<{tag}> in line {self.getpos()[0]}"
        if tag == "script" and "src" not in values and values.get("type") not in DATA_TYPES:
            self.problems.append(("inline", f"inline script: {where}"))
        if tag == "style":
            self.problems.append(("inline", f"inline style sheet: {where}"))
        for name, value in values.items():
            if name == "style" or name.startswith("on"):
                self.problems.append(("inline", f"inline {name}={value!r}: {where}"))
            if name in ADDRESSES and value.strip().lower().startswith("javascript:"):
                self.problems.append(("inline", f"javascript: address in {name}: {where}"))


def problems(html: str) -> Iterator[tuple[str, str]]:
    """Yield (guard, sentence) for each fault of a page; guards are `inline` and `braces`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.problems
    for match in BRACES.finditer(html):
        yield "braces", f"{match.group()} in the output: …{html[max(0, match.start() - 40) : match.end() + 40]!r}"


def check(response: HttpResponseBase, lenient: frozenset[str] = frozenset()) -> None:
    """Raise BadAnswer when an HTML answer has a fault that is not switched off by name."""
    kind = response.headers.get("Content-Type", "")
    if not kind.startswith("text/html") or response.streaming:
        return
    content: bytes = response.content  # type: ignore[attr-defined]
    if response.headers.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    html = content.decode(response.charset or "utf-8")
    found = [sentence for guard, sentence in problems(html) if guard not in lenient]
    if found:
        raise BadAnswer("; ".join(found[:5]))
