"""Controls for choosing: one of a list, some of a list, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict

from services.builder.sheet.base import Boxes, Control, Said
from services.builder.sheet.places import at, drop_at, put_at

Options = Sequence[tuple[str, Said]]


@dataclass(frozen=True)
class Select(Control):
    """Ask for one of a list; what stands in the document and is not in the list stays chosen."""

    kind: ClassVar[str] = "select"
    options: Options = ()
    default: str = ""
    empty: Said = ""

    def shown(self, node: Any) -> Boxes:
        """Return what is chosen, or what holds where nothing is written."""
        value = at(node, self.place, self.default)
        return {self.name: (value if isinstance(value, str) else self.default,)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the choice, or take the keyword away."""
        if chosen := boxes[self.name][0]:
            put_at(node, self.place, chosen)
        else:
            drop_at(node, self.place)

    def more(self, node: Any, boxes: Boxes, document: Any) -> dict[str, Any]:
        """Return the list."""
        known = [value for value, _label in self.options]
        chosen = next(iter(boxes.get(self.name, ())), "")
        strange = [(chosen, chosen)] if chosen and chosen not in known else []
        return {"options": [*self.options, *strange], "empty": self.empty}


@dataclass(frozen=True)
class Ticks(Control):
    """Ask for any of a list; what is written and is not in the list stays."""

    kind: ClassVar[str] = "ticks"
    options: Options = ()
    default: tuple[str, ...] = ()

    def read(self, sent: QueryDict) -> Boxes:
        """Return what is ticked; a browser sends nothing for nothing."""
        return {self.name: tuple(sent.getlist(self.name))} if f"{self.name}--ada" in sent else {}

    def shown(self, node: Any) -> Boxes:
        """Return what is ticked, in the order of the list."""
        held = at(node, self.place, self.default)
        held = held if isinstance(held, list | tuple) else ()
        return {self.name: tuple(value for value, _label in self.options if value in held)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write what is ticked behind what the list does not know."""
        known = {value for value, _label in self.options}
        held = at(node, self.place, ())
        ticked = list(boxes[self.name])
        # What stays keeps its order; what is new comes behind.
        kept = [each for each in held if each not in known or each in ticked] if isinstance(held, list) else []
        value = [*kept, *(each for each in ticked if each not in kept)]
        if value:
            put_at(node, self.place, value)
        else:
            drop_at(node, self.place)

    def more(self, node: Any, boxes: Boxes, document: Any) -> dict[str, Any]:
        """Return the list."""
        return {"options": self.options}


@dataclass(frozen=True)
class Tick(Control):
    """Ask for yes or no."""

    kind: ClassVar[str] = "tick"
    default: bool = False

    def read(self, sent: QueryDict) -> Boxes:
        """Return the tick; a browser sends nothing for none."""
        return {self.name: ("ya" if sent.get(self.name) else "",)} if f"{self.name}--ada" in sent else {}

    def shown(self, node: Any) -> Boxes:
        """Return whether it is ticked."""
        return {self.name: ("ya" if at(node, self.place, self.default) is True else "",)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write true or false; what holds anyway is left out."""
        value = bool(boxes[self.name][0])
        if value == self.default:
            drop_at(node, self.place)
        else:
            put_at(node, self.place, value)
