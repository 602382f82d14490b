"""Read a form out of a page and send it the way a browser would."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

Fields = dict[str, list[str]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[dict[str, str | None], Fields]] = []
        self.inside = False
        self.select: tuple[str, list[str], list[str]] | None = None
        self.area: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = dict(attrs)
        if tag == "form":
            self.forms.append((words, {}))
            self.inside = True
        elif not self.inside:
            return
        elif tag == "input":
            self._input(words)
        elif tag == "select" and words.get("name"):
            self.select = (str(words["name"]), [], [])
        elif tag == "option" and self.select is not None:
            value = str(words.get("value", ""))
            self.select[1].append(value)
            if "selected" in words:
                self.select[2].append(value)
        elif tag == "textarea" and words.get("name"):
            self.area = (str(words["name"]), [])

    def _input(self, words: dict[str, str | None]) -> None:
        kind, name = words.get("type") or "text", words.get("name")
        if not name or "disabled" in words or kind in ("submit", "file", "image", "button"):
            return
        if kind in ("checkbox", "radio") and "checked" not in words:
            return
        self._add(name, words.get("value") or ("on" if kind == "checkbox" else ""))

    def _add(self, name: str, value: str) -> None:
        self.forms[-1][1].setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select" and self.select is not None:
            name, options, chosen = self.select
            self._add(name, (chosen or options or [""])[0])
            self.select = None
        elif tag == "textarea" and self.area is not None:
            name, texts = self.area
            # The first line break behind the tag is not part of the text; a browser sends all of them as CR LF.
            self._add(name, "".join(texts).removeprefix("\n").replace("\n", "\r\n"))
            self.area = None


def forms_of(page: str) -> list[Fields]:
    """Return the fields of every form of a page as a browser would send them untouched."""
    reader = _Reader()
    reader.feed(page)
    return [fields for _words, fields in reader.forms]


def sheet_of(answer: Any) -> Fields:
    """Return the fields of the form that holds the sheet: the one with most of them."""
    found = [form for form in forms_of(answer.content.decode()) if "asal" in form]
    return max(found, key=len)
