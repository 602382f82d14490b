"""Controls for lists: one line an entry, or a row of boxes for each option of a question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict

from services.builder.sheet.base import Boxes, Control, tidy
from services.builder.sheet.places import at, drop_at, put_at

SPARE = 3  # empty rows for new options
MOST_ROWS = 200


@dataclass(frozen=True)
class _Lines(Control):
    rows: int = 4

    def more(self, node: Any, boxes: Boxes, document: Any) -> dict[str, Any]:
        """Return how many lines to offer."""
        written = boxes.get(self.name, ("",))[0].count("\n") + 2
        return {"rows": max(self.rows, min(written, 14))}

    def _lines(self, boxes: Boxes) -> list[str]:
        return [line for each in boxes[self.name][0].split("\n") if (line := " ".join(each.split()))]

    def _write(self, node: Any, value: list[Any]) -> None:
        if value:
            put_at(node, self.place, value)
        else:
            drop_at(node, self.place)


@dataclass(frozen=True)
class PlainLines(_Lines):
    """Ask for a list of texts without a second language, one a line."""

    def shown(self, node: Any) -> Boxes:
        """Return one line an entry."""
        return {self.name: ("\n".join(_flat(each) for each in _list(at(node, self.place))),)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the lines."""
        self._write(node, self._lines(boxes))


@dataclass(frozen=True)
class WordLines(_Lines):
    """Ask for a list of words people read, one a line; the English of an unchanged line stays."""

    def shown(self, node: Any) -> Boxes:
        """Return one line an entry, nothing for what is derived by itself."""
        return {self.name: ("\n".join(map(_words, _list(at(node, self.place)))),)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the lines; none at all leaves the list to its default."""
        self._write(node, _kept(_list(at(node, self.place)), self._lines(boxes), lambda line: {"id": line}, _words))


@dataclass(frozen=True)
class RequirementLines(_Lines):
    """Ask for papers besides those the form asks for; the derived ones keep their place."""

    def shown(self, node: Any) -> Boxes:
        """Return one line a paper."""
        return {self.name: ("\n".join(_words(each["title"]) for each in self._papers(node)),)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the papers behind the derived ones, or where the document puts them."""
        held = at(node, self.place, "auto")
        papers = _kept(
            self._papers(node), self._lines(boxes), lambda line: {"title": {"id": line}}, lambda e: _words(e["title"])
        )
        derived = held == "auto" or "auto" in held
        before = _list(held).index("auto") if isinstance(held, list) and "auto" in held else 0
        value = [*papers[:before], "auto", *papers[before:]] if derived else papers
        self._write(node, value if papers else [])

    def _papers(self, node: Any) -> list[Any]:
        return [each for each in _list(at(node, self.place)) if isinstance(each, dict)]


@dataclass(frozen=True)
class EntryLines(_Lines):
    """Ask for the entries of a list of the document's own; an unchanged line keeps its stored value."""

    def shown(self, node: Any) -> Boxes:
        """Return one line an entry."""
        return {self.name: ("\n".join(_words(each["label"]) for each in _list(at(node, self.place))),)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the entries; a new one is stored under its own words."""
        old = _list(at(node, self.place))
        taken = {each["value"] for each in old}

        def make(line: str) -> dict[str, Any]:
            value = fresh(line, taken)
            taken.add(value)
            return {"value": value, "label": {"id": line}}

        self._write(node, _kept(old, self._lines(boxes), make, lambda each: _words(each["label"]), renames=True))


@dataclass(frozen=True)
class OptionRows(Control):
    """Ask for the options of a question: a row each, whose stored value stays whatever its words become."""

    kind: ClassVar[str] = "options"

    def shown(self, node: Any) -> Boxes:
        """Return the rows."""
        boxes: Boxes = {}
        for index, option in enumerate(_list(at(node, self.place))):
            boxes[f"{self.name}--{index}-nilai"] = (str(option["value"]),)
            boxes[f"{self.name}--{index}-label"] = (_words(option["label"]),)
            boxes[f"{self.name}--{index}-bantuan"] = (_words(option.get("help")),)
        return boxes

    def read(self, sent: QueryDict) -> Boxes:
        """Return the rows a form sent, empty new ones left out."""
        boxes: Boxes = {}
        for index in range(MOST_ROWS + SPARE):
            names = [f"{self.name}--{index}-{part}" for part in ("nilai", "label", "bantuan")]
            if names[1] not in sent:
                break
            texts = [tidy(sent.get(name, "")) for name in names]
            if any(texts):
                boxes |= {name: (text,) for name, text in zip(names, texts, strict=True)}
        return boxes

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the options; a row without words goes."""
        old = {str(option["value"]): option for option in _list(at(node, self.place))}
        taken, value = set(old), []
        for index in sorted({int(name.split("--")[-1].split("-")[0]) for name in boxes}):
            key, label, aid = (boxes.get(f"{self.name}--{index}-{p}", ("",))[0] for p in ("nilai", "label", "bantuan"))
            if not label:
                continue
            if key not in old:
                key = fresh(label, taken)
            taken.add(key)
            value.append(_option(old.get(key, {}), key, label, aid))
        put_at(node, self.place, value)

    def more(self, node: Any, boxes: Boxes, document: Any) -> dict[str, Any]:
        """Return the rows to draw, and some empty ones."""
        written = {int(name.split("--")[-1].split("-")[0]) for name in boxes}
        rows = range(max(written, default=-1) + 1 + SPARE)
        return {"rows": [self._row(index, boxes) for index in rows]}

    def _row(self, index: int, boxes: Boxes) -> dict[str, Any]:
        names = {part: f"{self.name}--{index}-{part}" for part in ("nilai", "label", "bantuan")}
        return {"number": index + 1} | {p: {"name": n, "value": boxes.get(n, ("",))[0]} for p, n in names.items()}


def fresh(words: str, taken: Iterable[str], most: int = 40) -> str:
    """Return an id made of words that is not taken: "Tanggal lahir" becomes tanggal_lahir."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    begin = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:most].strip("_")
    begin = begin if begin[:1].isalpha() else f"isian_{begin}".strip("_")
    used = set(taken)
    return next(name for number in range(1, len(used) + 3) if (name := _numbered(begin, number)) not in used)


def _numbered(begin: str, number: int) -> str:
    return begin if number == 1 else f"{begin}_{number}"


def _option(old: dict[str, Any], key: str, label: str, aid: str) -> dict[str, Any]:
    new = {**old, "value": key, "label": _reworded(old.get("label"), label)}
    new.pop("help", None)
    return {**new, "help": _reworded(old.get("help"), aid)} if aid else new


def _reworded(old: Any, text: str) -> dict[str, Any]:
    if isinstance(old, dict):
        # Other words are no longer what the English says: better none than a wrong one.
        return old if _flat(str(old.get("id"))) == _flat(text) else {"id": text}
    return {"id": text}


def _kept(
    old: list[Any],
    lines: list[str],
    make: Callable[[str], Any],
    words: Callable[[Any], str],
    *,
    renames: bool = False,
) -> list[Any]:
    """Return the entries of the lines: those that were there with all they hold, the others new."""
    known = {words(each): each for each in old}
    # As many lines as before: a line nobody knows is the old one in other words.
    same = renames and len(old) == len(lines)
    return [known.get(line) or (_renamed(old[i], line) if same else make(line)) for i, line in enumerate(lines)]


def _renamed(entry: Any, line: str) -> Any:
    return {**entry, "label": {"id": line}}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _words(value: Any) -> str:
    return _flat(str(value.get("id") or "")) if isinstance(value, dict) else _flat(value) if value else ""


def _flat(text: Any) -> str:
    return " ".join(str(text).split())
