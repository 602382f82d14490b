"""Draw the official results of the years as numbers for SVG; the table beside it says the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from foundation import formats
from services.opd.diskominfosatik.index import formula
from services.opd.diskominfosatik.index.models import Result

LEFT, TOP, BELOW, BASE, WIDE = 30, 25, 26, 204, 330
MOST: Final = 8  # years
GRID: Final = (0, 1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Column:
    """Hold one year in the units of its picture; a scheme that is no longer in force is drawn lighter."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    inside: str
    value: str
    label: str
    current: bool


@dataclass(frozen=True)
class History:
    """Hold the chart of the years, what it says, and its table."""

    width: int
    height: int
    base: int
    right: int
    below: int
    grid: tuple[tuple[str, str, str], ...]
    columns: tuple[Column, ...]
    says: str
    rows: list[list[str]]


def history(results: Iterable[Result]) -> History | None:
    """Return the chart of official results, oldest first; None while there are none."""
    drawn = list(results)[-MOST:]
    if not drawn:
        return None
    step = (WIDE - LEFT - 4) / len(drawn)
    columns = [_column(row, LEFT + step * (place + 0.2), step * 0.6) for place, row in enumerate(drawn)]
    said = ", ".join(f"{row.year} {_value(row)} ({row.scheme.title})" for row in drawn)
    grid = tuple((_number(_height(y)), _number(_height(y) + 4), str(y)) for y in GRID)
    return History(
        width=WIDE,
        height=BASE + BELOW,
        base=BASE,
        right=WIDE - 4,
        below=BASE + BELOW - 8,
        grid=grid,
        columns=tuple(columns),
        says=_("Hasil resmi per tahun, dari 5: %(said)s.") % {"said": said},
        rows=[_row(row) for row in reversed(drawn)],
    )


def _column(row: Result, left: float, width: float) -> Column:
    top = _height(float(row.value))
    return Column(
        x=_number(left),
        y=_number(top),
        width=_number(width),
        height=_number(BASE - top),
        middle=_number(left + width / 2),
        inside=_number(min(top + 18, BASE - 6)),
        value=_value(row),
        label=str(row.year),
        current=row.scheme.is_current,
    )


def _row(row: Result) -> list[str]:
    return [
        str(row.year),
        row.scheme.title,
        _value(row),
        formula.band(row.scheme.predicates, row.value).name,
        row.source,
    ]


def _height(value: float) -> float:
    return BASE - (BASE - TOP) * value / formula.MOST


def _value(row: Result) -> str:
    return formats.number(row.value, digits=2)


def _number(value: float) -> str:
    return f"{value:.1f}"
