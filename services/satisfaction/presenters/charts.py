"""Draw the elements and the quarters as numbers for SVG; each has its table beside it, no meaning lies in a colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from services.satisfaction import formula
from services.satisfaction.instrument import MOST, skm
from services.satisfaction.models import PublishedIndex
from services.satisfaction.presenters import words
from services.satisfaction.reading import period_of

WIDTH: Final = 260  # of a bar
SCALE: Final = 100  # of an index
LEFT, TOP, BELOW, BASE, WIDE = 30, 25, 26, 204, 330
GRID: Final = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class ElementBar:
    """Hold one element: its mean of four, the length of its bar, and whether it is the weakest."""

    name: str
    mean: str
    length: str
    weakest: bool


@dataclass(frozen=True)
class Column:
    """Hold one quarter's column in the units of its picture."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    inside: str
    value: str
    label: str
    newest: bool


@dataclass(frozen=True)
class Trend:
    """Hold the chart of quarters, what it says, and its table."""

    width: int
    height: int
    base: int
    right: int
    below: int
    grid: tuple[tuple[str, str, str], ...]
    columns: tuple[Column, ...]
    says: str
    rows: list[list[str]]


def elements(row: PublishedIndex) -> list[ElementBar]:
    """Return the nine elements of a row, none where its index is not shown."""
    if not row.count or not row.sums:
        return []
    weakest = formula.lowest(row.sums)[0]
    found = []
    for element in skm().elements:
        mean = formula.mean(row.sums[element.code], row.count)
        found.append(ElementBar(element.name, words.index(mean), bar(mean, MOST), element.code == weakest))
    return found


def bar(value: Decimal, most: int = SCALE) -> str:
    """Return the length of a bar."""
    return _number(float(value) * WIDTH / most)


def trend(rows: Sequence[PublishedIndex]) -> Trend | None:
    """Return the chart of the quarters among the rows, None while fewer than two have an index that is shown."""
    drawn = [(row, row.index) for row in rows if "-" in row.period and row.index is not None][-8:]
    if len(drawn) < 2:
        return None
    step = (WIDE - LEFT - 4) / len(drawn)
    columns = []
    for place, (row, value) in enumerate(drawn):
        left, tall = LEFT + step * (place + 0.2), (BASE - TOP) * float(value) / SCALE
        columns.append(
            Column(
                x=_number(left),
                y=_number(BASE - tall),
                width=_number(step * 0.6),
                height=_number(tall),
                middle=_number(left + step * 0.3),
                inside=_number(min(BASE - tall + 18, BASE - 6)),
                value=words.index(value),
                label=row.period[2:],
                newest=place == len(drawn) - 1,
            )
        )
    said = ", ".join(f"{row.period} {words.index(value)}" for row, value in drawn)
    lines = tuple(
        (_number(BASE - (BASE - TOP) * y / SCALE), _number(BASE - (BASE - TOP) * y / SCALE + 4), str(y)) for y in GRID
    )
    return Trend(
        width=WIDE,
        height=BASE + BELOW,
        base=BASE,
        right=WIDE - 4,
        below=BASE + BELOW - 8,
        grid=lines,
        columns=tuple(columns),
        says=_("Indeks kepuasan per triwulan: %(said)s.") % {"said": said},
        rows=[_row(row) for row, _value in reversed(drawn)],
    )


def _row(row: PublishedIndex) -> list[str]:
    period = period_of(row.period)
    return [words.period_name(period) if period else row.period, words.count(row.count), words.index(row.index)]


def _number(value: float) -> str:
    return f"{value:.1f}"
