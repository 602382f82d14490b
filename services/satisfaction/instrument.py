"""Read the survey of PermenPANRB 14/2017 from its data file: nine elements, their answers, the bands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).with_name("data") / "skm.json"
NAME: Final = "skm"
LEAST, MOST = 1, 4  # of an answer
MARKS: Final = (1, 2, 3, 4, 5)  # of the quick mark beside it


@dataclass(frozen=True)
class Element:
    """Hold one of the nine elements; its code is a word, because questionnaires number the last two differently."""

    code: str
    number: str
    name: str
    question: str
    options: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Band:
    """Hold one band: its grade, its name, and the lowest index that reaches it."""

    grade: str
    name: str
    lowest: Decimal


@dataclass(frozen=True)
class Instrument:
    """Hold the whole survey; bands are sorted from the highest to the lowest."""

    basis: str
    weight: Fraction
    scale: int
    elements: tuple[Element, ...]
    bands: tuple[Band, ...]

    def element(self, code: str) -> Element:
        """Return an element; raises KeyError."""
        return {each.code: each for each in self.elements}[code]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes in their order."""
        return tuple(each.code for each in self.elements)


@cache
def skm() -> Instrument:
    """Return the survey in force."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    elements = tuple(
        Element(
            each["code"],
            each["number"],
            each["name"],
            each["question"],
            tuple((option["value"], option["text"]) for option in each["options"]),
        )
        for each in data["elements"]
    )
    bands = [Band(each["grade"], each["name"], Decimal(each["from"])) for each in data["bands"]]
    bands.sort(key=lambda band: band.lowest, reverse=True)
    return Instrument(data["basis"], Fraction(data["weight"]), int(data["scale"]), elements, tuple(bands))


def choices() -> list[tuple[str, str]]:
    """Return the elements as a form or a column offers them."""
    return [(each.code, each.name) for each in skm().elements]
