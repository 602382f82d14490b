"""Read a piece of HTML as a browser and a screen reader would, and name what is broken in it."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "use", "path", "circle", "rect", "line", "source"}
CONTROLS = {"input", "select", "textarea"}


class Markup(HTMLParser):
    """Collect elements, references and texts of one page or part."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self.ids: list[str] = []
        self.references: list[tuple[str, str]] = []
        self.labels: set[str] = set()
        self.controls: list[dict[str, str]] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.headings: list[int] = []
        self._open: list[tuple[str, list[str]]] = []
        self.feed(html)
        self.close()
        self.problems += [f"<{tag}> is never closed" for tag, _text in self._open]
        self._check()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one opening tag with its references."""
        values = {name: value or "" for name, value in attrs}
        if len(values) != len(attrs):
            self.problems.append(f"<{tag}> says an attribute twice")
        self.elements.append((tag, values))
        if "id" in values:
            self.ids.append(values["id"])
        self._note_references(tag, values)
        if tag in CONTROLS and values.get("type") not in {"hidden", "submit"}:
            self.controls.append(values | {"_in_label": str(any(name == "label" for name, _ in self._open))})
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self._open.append((tag, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a self-closing tag (SVG)."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close a tag; buttons and links must have said something."""
        if tag in VOID:
            return
        if not self._open or self._open[-1][0] != tag:
            self.problems.append(f"</{tag}> closes {self._open[-1][0] if self._open else 'nothing'}")
            return
        name, texts = self._open.pop()
        if name in {"a", "button", "label", "legend", "h1", "h2", "summary"} and not "".join(texts).strip():
            self.problems.append(f"<{name}> has no words")
        if self._open:
            self._open[-1][1].extend(texts)

    def handle_data(self, data: str) -> None:
        """Give text to the element it stands in."""
        if self._open:
            self._open[-1][1].append(data)

    def _note_references(self, tag: str, values: dict[str, str]) -> None:
        if tag == "label" and "for" in values:
            self.labels.add(values["for"])
            self.references.append(("for", values["for"]))
        for name in ("aria-describedby", "aria-labelledby"):
            self.references += [(name, word) for word in values.get(name, "").split()]
        if tag == "a" and values.get("href", "").startswith("#"):
            self.references.append(("href", values["href"][1:]))
        if tag == "img" and "alt" not in values:
            self.problems.append("<img> without alt")

    def _check(self) -> None:
        known = set(self.ids)
        self.problems += [f"id {name} twice" for name in known if self.ids.count(name) > 1]
        self.problems += [f"{how} points to missing {name}" for how, name in self.references if name not in known]
        for control in self.controls:
            labelled = control.get("id") in self.labels or control["_in_label"] == "True" or "aria-label" in control
            if not labelled:
                self.problems.append(f"control {control} has no label")

    def find(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Return the attributes of every such element."""
        return [
            values
            for name, values in self.elements
            if name == tag and all(values.get(key.replace("_", "-")) == value for key, value in wanted.items())
        ]


def sound(html: str) -> Markup:
    """Return the markup of a sound piece of HTML, or fail with everything that is wrong."""
    markup = Markup(html)
    assert not markup.problems, markup.problems
    return markup
