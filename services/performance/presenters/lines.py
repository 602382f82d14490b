"""Make the lines of a table of offices, services or kecamatan, worst first or as somebody wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy

from foundation import formats
from services.performance.models import PublishedRow
from services.performance.presenters import charts, words


@dataclass(frozen=True)
class Line:
    """Hold one line: `hidden` says that it is about fewer than ten requests, or would betray some that are."""

    name: str
    url: str
    received: str
    measured: str
    share: str
    overdue: str
    silence: str
    bar: charts.Bar | None
    row: PublishedRow

    @property
    def hidden(self) -> bool:
        """Say whether the rate of this line is not shown."""
        return self.row.counts.get("measured") is None


WORST: Final = "terburuk"
ORDERS: Final[Mapping[str, tuple[Any, Callable[[Line], Any]]]] = {
    WORST: (gettext_lazy("Paling sering terlambat"), lambda line: (*_worst(line), line.name)),
    "lewat": (gettext_lazy("Paling banyak lewat tenggat"), lambda line: (-_count(line, "overdue_open"), line.name)),
    "jumlah": (gettext_lazy("Paling banyak permohonan"), lambda line: (-_count(line, "received"), line.name)),
    "nama": (gettext_lazy("Menurut nama"), lambda line: line.name),
}


def lines(rows: Iterable[PublishedRow], named: Callable[[PublishedRow], tuple[str, str]], order: str) -> list[Line]:
    """Return the lines of rows; `named` gives the name and address of each."""
    found = [_line(row, *named(row)) for row in rows]
    return sorted(found, key=ORDERS[order][1])


def known_order(asked: str) -> str:
    """Return an order that exists."""
    return asked if asked in ORDERS else WORST


def _line(row: PublishedRow, name: str, url: str) -> Line:
    counts = row.counts
    return Line(
        name=name,
        url=url,
        received=_or_dash(counts.get("received")),
        measured=_or_dash(counts.get("measured")),
        share=words.share(counts),
        overdue=_or_dash(counts.get("overdue_open")),
        silence=_or_dash(counts.get("silence")),
        bar=charts.bar(row),
        row=row,
    )


def _worst(line: Line) -> tuple[int, float]:
    counts = line.row.counts
    if not line.share:
        return (1, 0)
    return (0, counts["on_time"] / counts["measured"])


def _count(line: Line, figure: str) -> int:
    return line.row.counts.get(figure) or 0


def _or_dash(count: int | None) -> str:
    return "–" if count is None else formats.number(count)
