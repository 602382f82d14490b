"""Draw the charts as numbers for SVG: every one has its table beside it, and no meaning lies in a colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from foundation import formats
from foundation.periods import named
from services.performance.models import PublishedRow
from services.performance.presenters import words

WIDTH: Final = 260  # of a bar in the table
GOOD, FAIR = 850, 750  # tenths of a percent from which a bar is blue, from which it is yellow
LEFT: Final = 30
TOP: Final = 25
BELOW: Final = 26


@dataclass(frozen=True)
class Bar:
    """Hold the bar of one line: its length of 260, and its tone (f1, f2, f3)."""

    length: str
    tone: str


@dataclass(frozen=True)
class Column:
    """Hold one column of the chart of months, in the units of its picture."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    inside: str  # where its number stands
    value: str
    month: str
    newest: bool


@dataclass(frozen=True)
class Picture:
    """Hold one size of the chart of months."""

    width: int
    height: int
    base: str
    right: str
    below: str
    grid: tuple[tuple[str, str, str], ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Trend:
    """Hold the chart of months in two sizes, what it says, and its table."""

    wide: Picture
    small: Picture
    says: str
    rows: list[list[str]]


def bar(row: PublishedRow) -> Bar | None:
    """Return the bar of a row, None where its rate is not shown."""
    tenths = _tenths(row)
    if tenths is None:
        return None
    tone = "f1" if tenths >= GOOD else "f2" if tenths >= FAIR else "f3"
    return Bar(_number(WIDTH * tenths / 1000), tone)


def trend(rows: Sequence[PublishedRow]) -> Trend | None:
    """Return the chart of the months among the rows, None while fewer than two have a rate that is shown."""
    months = [(row, period) for row in rows if (period := named(row.period)) is not None and period.months == 1]
    drawn = [(row, tenths) for row, _period in months if (tenths := _tenths(row)) is not None]
    if len(drawn) < 2:
        return None
    said = ", ".join(f"{_month(row)} {_percent(tenths)}" for row, tenths in drawn)
    return Trend(
        wide=_picture(drawn, 480, 264),
        small=_picture(drawn, 330, 204),
        says=_("Persen tepat waktu per bulan: %(said)s.") % {"said": said},
        rows=[
            [words.period_name(period), words.shown(row.counts.get("measured")), words.share(row.counts) or "–"]
            for row, period in reversed(months)
        ],
    )


def _picture(drawn: Sequence[tuple[PublishedRow, int]], width: int, base: int) -> Picture:
    step, height = (width - LEFT - 4) / len(drawn), base - TOP
    columns = []
    for place, (row, tenths) in enumerate(drawn):
        left, tall = LEFT + step * (place + 0.2), height * tenths / 1000
        columns.append(
            Column(
                x=_number(left),
                y=_number(base - tall),
                width=_number(step * 0.6),
                height=_number(tall),
                middle=_number(left + step * 0.3),
                inside=_number(min(base - tall + 18, base - 6)),
                value=_percent(tenths),
                month=_month(row),
                newest=place == len(drawn) - 1,
            )
        )
    grid = [(_number(base - height * part / 100), _number(base - height * part / 100 + 4), str(part)) for part in GRID]
    return Picture(width, base + BELOW, str(base), str(width - 4), str(base + BELOW - 8), tuple(grid), tuple(columns))


GRID: Final = (0, 25, 50, 75, 100)


def _tenths(row: PublishedRow) -> int | None:
    on_time, measured = row.counts.get("on_time"), row.counts.get("measured")
    return 1000 * on_time // measured if on_time is not None and measured else None


def _percent(tenths: int) -> str:
    return formats.number(tenths / 10, digits=1)


def _month(row: PublishedRow) -> str:
    return formats.short_month(row.first_day)


def _number(value: float) -> str:
    return f"{value:.1f}"
