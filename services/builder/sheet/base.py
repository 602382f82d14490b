"""What every control shares: a place in the document, the boxes it shows, and writing back what somebody changed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from services.builder.sheet.places import Place, at
from services.definition.document import Document

Said: TypeAlias = str | Promise
Boxes: TypeAlias = dict[str, tuple[str, ...]]


class Wrong(Exception):
    """Refuse what was typed into one box, in a sentence."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence."""
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Drawn:
    """Hold one control as the template draws it; `theirs` is what a colleague wrote there meanwhile."""

    control: Control
    id: str
    name: str
    boxes: Boxes
    error: str = ""
    theirs: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return the template's word for this control."""
        return self.control.kind

    @property
    def value(self) -> str:
        """Return what the first box holds."""
        return next(iter(self.boxes.get(self.name, ())), "")

    @property
    def unit(self) -> str:
        """Return what stands behind a box."""
        return str(self.more.get("unit", ""))

    @property
    def mode(self) -> str:
        """Return which keys a phone offers."""
        return str(self.more.get("mode", ""))

    @property
    def width(self) -> str:
        """Return how wide a box is."""
        return "w12" if self.mode else ""

    @property
    def rows(self) -> int:
        """Return how many lines to offer, 0 for a box of one line."""
        return int(self.more.get("rows", 0))

    @property
    def values(self) -> list[str]:
        """Return what is ticked."""
        return list(self.boxes.get(self.name, ()))


@dataclass(frozen=True)
class Control(ABC):
    """Ask for what stands at `place`, seen from the part of the document the sheet is about."""

    kind: ClassVar[str] = "text"
    name: str
    label: Said
    place: Place = ()
    hint: Said = ""
    optional: bool = True

    @abstractmethod
    def shown(self, node: Any) -> Boxes:
        """Return what the boxes show of a part of a document."""

    @abstractmethod
    def put(self, node: Any, boxes: Boxes) -> None:
        """Write what was typed into a part of a document; raises Wrong where it makes no sense at all."""

    def read(self, sent: QueryDict) -> Boxes:
        """Return what a form sent for this control, nothing where it was not on the form."""
        return {self.name: tuple(map(tidy, sent.getlist(self.name)))} if self.name in sent else {}

    def more(self, node: Any, boxes: Boxes, document: Document | None) -> dict[str, Any]:
        """Return what else the template needs."""
        return {}

    def text(self, boxes: Boxes) -> str:
        """Return the boxes in one line, to show what a colleague wrote."""
        return ", ".join(text for texts in boxes.values() for text in texts if text)


@dataclass(frozen=True)
class Part:
    """Hold controls that belong together under a heading; a folded one opens with a press."""

    title: Said
    controls: tuple[Control, ...]
    intro: Said = ""
    folded: bool = False
    key: str = ""


@dataclass(frozen=True)
class Sheet:
    """Hold the controls over the part of the document at `root`."""

    parts: tuple[Part, ...]
    root: Place = ()

    def controls(self) -> Iterator[Control]:
        """Yield every control."""
        for part in self.parts:
            yield from part.controls

    def shown(self, data: Any) -> Boxes:
        """Return all boxes of a document."""
        node = at(data, self.root, {})
        found: Boxes = {}
        for control in self.controls():
            found |= control.shown(node)
        return found

    def read(self, sent: QueryDict) -> Boxes:
        """Return all boxes a form sent."""
        found: Boxes = {}
        for control in self.controls():
            found |= control.read(sent)
        return found

    def changed(self, base: Any, typed: Boxes) -> list[Control]:
        """Return the controls whose boxes differ from what a document shows."""
        node = at(base, self.root, {})
        return [each for each in self.controls() if _differs(each.shown(node), own(each, typed))]

    def apply(self, data: Any, typed: Boxes, controls: Sequence[Control]) -> dict[str, str]:
        """Write what was typed into these controls; returns a sentence for each that cannot be written."""
        errors: dict[str, str] = {}
        node = at(data, self.root)
        for control in controls:
            mine = own(control, typed)
            if not control.optional and not any(text for texts in mine.values() for text in texts):
                errors[control.name] = _("Kotak ini wajib diisi.")
                continue
            try:
                control.put(node, mine)
            except Wrong as wrong:
                errors[control.name] = wrong.sentence
        return errors


def own(control: Control, boxes: Boxes) -> Boxes:
    """Return the boxes that belong to one control."""
    inside = f"{control.name}--"
    return {name: texts for name, texts in boxes.items() if name == control.name or name.startswith(inside)}


def tidy(text: str) -> str:
    """Return a text with the line ends of documents and without spaces around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def _differs(before: Boxes, typed: Boxes) -> bool:
    """Say whether somebody changed a box; a box that was not on the form changes nothing."""
    if not typed:
        return False
    return any(tuple(map(tidy, before.get(name, ("",)))) != texts for name, texts in typed.items()) or any(
        name not in typed and any(before[name]) for name in before
    )
