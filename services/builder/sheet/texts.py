"""Controls for texts and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from services.builder.sheet.base import Boxes, Control
from services.builder.sheet.places import at, drop_at, put_at

_UNITS: Final = {"d": "hari", "m": "bulan", "y": "tahun"}
_LETTERS: Final = {word: letter for letter, word in _UNITS.items()}


@dataclass(frozen=True)
class Plain(Control):
    """Ask for a text that has no second language: a code, an address, a bound of dates."""

    rows: int = 0
    default: str = ""

    def shown(self, node: Any) -> Boxes:
        """Return the text."""
        return {self.name: (str(at(node, self.place, self.default) or ""),)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the text, or take the keyword away."""
        text = boxes[self.name][0]
        if text:
            put_at(node, self.place, text)
        else:
            drop_at(node, self.place)

    def more(self, node: Any, boxes: Boxes, document: Any) -> dict[str, Any]:
        """Return how many lines to offer."""
        return {"rows": self.rows}


@dataclass(frozen=True)
class Words(Control):
    """Ask for words people read, in Indonesian; what was written in English stays."""

    rows: int = 0

    def shown(self, node: Any) -> Boxes:
        """Return the Indonesian words."""
        return {self.name: (_indonesian(at(node, self.place)),)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the words beside their English; without any, both go."""
        text = boxes[self.name][0]
        old = at(node, self.place)
        if not text:
            drop_at(node, self.place)
        else:
            put_at(node, self.place, {**(old if isinstance(old, dict) else {}), "id": text})

    def more(self, node: Any, boxes: Boxes, document: Any) -> dict[str, Any]:
        """Return how many lines to offer."""
        return {"rows": self.rows}


@dataclass(frozen=True)
class English(Control):
    """Ask for the same words in English."""

    rows: int = 0

    def shown(self, node: Any) -> Boxes:
        """Return the English words."""
        old = at(node, self.place)
        return {self.name: (str(old.get("en") or "") if isinstance(old, dict) else "",)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write them beside the Indonesian ones."""
        text = boxes[self.name][0]
        if text:
            put_at(node, (*self.place, "en"), text)
        else:
            drop_at(node, (*self.place, "en"))

    def more(self, node: Any, boxes: Boxes, document: Any) -> dict[str, Any]:
        """Return how many lines to offer."""
        return {"rows": self.rows}


@dataclass(frozen=True)
class Bound(Plain):
    """Ask for the first or last date that is right: a date, or a distance from today."""

    def shown(self, node: Any) -> Boxes:
        """Return the bound as people write it."""
        text = str(at(node, self.place) or "")
        found = re.fullmatch(r"today(?:([+-])([0-9]+)([dmy]))?", text)
        if found is None:
            return {self.name: (text,)}
        sign, amount, unit = found.groups()
        return {self.name: (f"hari ini {sign} {amount} {_UNITS[unit]}" if sign else "hari ini",)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the bound; anything else is left for the judge to refuse."""
        text = boxes[self.name][0]
        found = re.fullmatch(r"hari ini(?: *([+-]) *([0-9]{1,4}) *(hari|bulan|tahun))?", text.lower())
        day = re.fullmatch(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})", text)
        if found:
            sign, amount, unit = found.groups()
            text = f"today{sign}{amount}{_LETTERS[unit]}" if sign else "today"
        elif day:
            text = f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
        super().put(node, {self.name: (text,)})


@dataclass(frozen=True)
class Number(Control):
    """Ask for a number, with a decimal comma where it has a fraction; anything else is left for the judge to refuse."""

    default: float | None = None
    unit: str = ""
    whole: bool = True

    def shown(self, node: Any) -> Boxes:
        """Return the number as people write it."""
        value = at(node, self.place, self.default)
        return {self.name: (_number(value),)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the number, or take the keyword away."""
        text = boxes[self.name][0]
        if text:
            put_at(node, self.place, read_number(text))
        else:
            drop_at(node, self.place)

    def more(self, node: Any, boxes: Boxes, document: Any) -> dict[str, Any]:
        """Return what stands behind the box."""
        return {"unit": self.unit, "mode": "numeric" if self.whole else "decimal"}


def read_number(text: str) -> int | float | str:
    """Return the number a text means; the text itself where it means none."""
    plain = text.replace(" ", "").removeprefix("Rp")
    if re.fullmatch(r"-?[0-9]{1,15}", plain):
        return int(plain)
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+", plain):
        return int(plain.replace(".", ""))
    if re.fullmatch(r"-?[0-9]{1,12}[.,][0-9]{1,6}", plain):
        return float(plain.replace(",", "."))
    return text


def _number(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    return str(value)


def _indonesian(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("id") or "")
    return value if isinstance(value, str) else ""
