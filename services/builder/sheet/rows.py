"""A control for a list of small entries: a row of boxes each; what a row does not show stays in its entry."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.http import QueryDict

from services.builder.sheet.base import Boxes, Control, Drawn, tidy
from services.builder.sheet.choosing import Select
from services.builder.sheet.places import at, drop_at, put_at

MOST = 60


@dataclass(frozen=True)
class Rows(Control):
    """Ask for entries; a row whose first box is empty goes."""

    kind: ClassVar[str] = "rows"
    columns: tuple[Control, ...] = ()
    spare: int = 1

    def shown(self, node: Any) -> Boxes:
        """Return the boxes of every row."""
        boxes: Boxes = {}
        for index, entry in enumerate(self._entries(node)):
            boxes |= self._row(index, entry)
        return boxes

    def read(self, sent: QueryDict) -> Boxes:
        """Return the rows a form sent, empty new ones left out."""
        boxes: Boxes = {}
        nothing = [column.shown({})[column.name][0] for column in self.columns]
        for index in range(MOST):
            names = [self._name(index, column) for column in self.columns]
            if names[0] not in sent:
                break
            texts = [tidy(sent.get(name, "")) for name in names]
            if texts != nothing:
                boxes |= {name: (text,) for name, text in zip(names, texts, strict=True)}
        return boxes

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the rows, each over the entry it was drawn from."""
        entries, value = self._entries(node), []
        for index in self._numbers(boxes):
            entry = copy.deepcopy(entries[index]) if index < len(entries) else {}
            before = self._row(index, entry)
            if not boxes.get(self._name(index, self.columns[0]), ("",))[0]:
                continue
            for column in self.columns:
                name = self._name(index, column)
                if name in boxes and boxes[name] != tuple(map(tidy, before[name])):
                    column.put(entry, {column.name: boxes[name]})
            value.append(entry)
        if value:
            put_at(node, self.place, value)
        else:
            drop_at(node, self.place)

    def more(self, node: Any, boxes: Boxes, document: Any) -> dict[str, Any]:
        """Return the rows to draw, and some empty ones."""
        last = max(self._numbers(boxes), default=-1)
        entries = self._entries(node)
        drawn = []
        for index in range(last + 1 + self.spare):
            entry = entries[index] if index < len(entries) else {}
            drawn.append([self._drawn(index, column, entry, boxes, document) for column in self.columns])
        return {"rows": drawn}

    def _drawn(self, index: int, column: Control, entry: Any, boxes: Boxes, document: Any) -> Drawn:
        name = self._name(index, column)
        value = boxes.get(name, column.shown({}).get(column.name, ("",)))
        more = column.more(entry, {column.name: value}, document)
        return Drawn(column, f"b-{name}", name, {name: value}, more=more)

    def _entries(self, node: Any) -> list[Any]:
        held = at(node, self.place, [])
        return [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []

    def _row(self, index: int, entry: Any) -> Boxes:
        return {self._name(index, column): column.shown(entry)[column.name] for column in self.columns}

    def _name(self, index: int, column: Control) -> str:
        return f"{self.name}--{index}-{column.name}"

    def _numbers(self, boxes: Boxes) -> list[int]:
        found = (re.match(rf"{re.escape(self.name)}--([0-9]+)-", name) for name in boxes)
        return sorted({int(match[1]) for match in found if match})


@dataclass(frozen=True)
class Reference(Select):
    """Ask which answer is meant, written as {f: path}; anything more involved stays."""

    def shown(self, node: Any) -> Boxes:
        """Return the path."""
        held = at(node, self.place)
        path = held.get("f") if isinstance(held, dict) and set(held) == {"f"} else ""
        return {self.name: (path if isinstance(path, str) else "",)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the path, or take the keyword away."""
        if path := boxes[self.name][0]:
            put_at(node, self.place, {"f": path})
        else:
            drop_at(node, self.place)


@dataclass(frozen=True)
class Length(Control):
    """Ask for a length of time: an amount and its unit, written as amount and unit or as the unit's own keyword."""

    kind: ClassVar[str] = "length"
    units: tuple[tuple[str, Any], ...] = ()
    keyed: bool = False  # {years: 2} instead of {amount: 2, unit: years}
    default: str = ""
    then: tuple[tuple[str, Any], ...] = field(default=())

    def shown(self, node: Any) -> Boxes:
        """Return amount, unit and what follows."""
        held = at(node, self.place, {})
        held = held if isinstance(held, dict) else {}
        unit, amount = self._held(held)
        boxes: Boxes = {self.name: (amount,), f"{self.name}--satuan": (unit or self.default,)}
        if self.then:
            boxes[f"{self.name}--lalu"] = (str(held.get("then", self.then[0][0])),)
        return boxes

    def _held(self, held: dict[str, Any]) -> tuple[str, str]:
        if not self.keyed:
            return str(held.get("unit", "")), str(held.get("amount", ""))
        unit = next((name for name, _words in self.units if held.get(name) is not None), "")
        return unit, str(held.get(unit, "")) if unit else ""

    def read(self, sent: QueryDict) -> Boxes:
        """Return what a form sent."""
        names = [self.name, f"{self.name}--satuan", *([f"{self.name}--lalu"] if self.then else [])]
        return {name: (tidy(sent.get(name, "")),) for name in names if name in sent}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the length; without an amount it goes."""
        amount = boxes.get(self.name, ("",))[0]
        if not amount:
            drop_at(node, self.place)
            return
        unit = boxes.get(f"{self.name}--satuan", (self.default,))[0]
        number: Any = int(amount) if re.fullmatch(r"[0-9]{1,9}", amount) else amount
        held = at(node, self.place, {})
        value = {name: each for name, each in held.items() if name not in {n for n, _w in self.units}}
        value |= {unit: number} if self.keyed else {"amount": number, "unit": unit}
        if self.then:
            value["then"] = boxes.get(f"{self.name}--lalu", (self.then[0][0],))[0]
        put_at(node, self.place, value)

    def more(self, node: Any, boxes: Boxes, document: Any) -> dict[str, Any]:
        """Return the lists to choose from."""
        unit = boxes.get(f"{self.name}--satuan", ("",))[0]
        then = boxes.get(f"{self.name}--lalu", ("",))[0]
        return {"units": self.units, "chosen": unit, "then": self.then, "then_chosen": then}
