"""Draw lines of time as numbers for SVG; a table with the same facts stands beside every picture. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.opd.diskominfosatik.roadmap.lines import Line

ROW: Final = 40  # the name above its bar, so that a narrow picture has room for both
TOP: Final = 26
BAR: Final = 12
MOST_NAME: Final = {1000: 110, 330: 40}


@dataclass(frozen=True)
class Bar:
    """Hold one bar: planned time, the part that is done, and the days after the plan."""

    name: str
    text_y: int
    y: int
    x: str
    width: str
    done: str
    late_x: str
    late: str
    stopped: bool


@dataclass(frozen=True)
class Chart:
    """Hold one picture in one width."""

    width: int
    height: int
    years: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    today: str  # empty where today lies outside

    @property
    def bottom(self) -> int:
        """Return where the lines of years end."""
        return self.height - 4


def charts(lines: Sequence[Line], today: dt.date) -> list[Chart]:
    """Return the wide picture and the narrow one; none without lines."""
    return [_chart(lines, today, width) for width in MOST_NAME] if lines else []


def _chart(lines: Sequence[Line], today: dt.date, width: int) -> Chart:
    first = dt.date(min(each.start for each in lines).year, 1, 1)
    last = dt.date(max(max(each.due, each.ends(today)) for each in lines).year + 1, 1, 1)
    scale = (width - 2) / (last - first).days

    def at(day: dt.date) -> float:
        return 1 + (day - first).days * scale

    bars = []
    for place, each in enumerate(lines):
        begin, end, over = at(each.start), at(each.due + dt.timedelta(1)), at(each.ends(today) + dt.timedelta(1))
        bars.append(
            Bar(
                name=_short(f"{each.code} {each.title}", MOST_NAME[width]),
                text_y=TOP + place * ROW + 14,
                y=TOP + place * ROW + 20,
                x=_number(begin),
                width=_number(max(end - begin, 2)),
                done=_number(max(end - begin, 2) * each.percent / 100),
                late_x=_number(end),
                late=_number(over - end) if over > end else "",
                stopped=each.status == "dihentikan",
            )
        )
    step = -(-(last.year - first.year) * 44 // width)  # every year, or every second one where they would touch
    years = tuple((_number(at(dt.date(year, 1, 1))), str(year)) for year in range(first.year, last.year, max(step, 1)))
    here = _number(at(today)) if first <= today < last else ""
    return Chart(width, TOP + ROW * len(lines) + 8, years, tuple(bars), here)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _number(value: float) -> str:
    return f"{value:.1f}"
