"""Gather one page of the survey: an entity's index, its elements, its quarters, its parts from worst to best."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from foundation import clock, formats
from foundation.periods import YEAR, Period
from services.satisfaction import formula
from services.satisfaction.models import PublishedIndex
from services.satisfaction.presenters import charts, words
from services.satisfaction.reading import OFFERED


@dataclass(frozen=True)
class Stat:
    """Hold one figure in large, with what it means below."""

    term: str
    value: str
    remark: str


@dataclass(frozen=True)
class Choice:
    """Hold one period to choose."""

    text: str
    url: str
    current: bool


@dataclass(frozen=True)
class Line:
    """Hold one line of a table of offices or services."""

    name: str
    url: str
    count: str
    index: str
    grade: str
    bar: str
    row: PublishedIndex


@dataclass(frozen=True)
class Page:
    """Hold what is shown of one entity in one period; `row` is None while nobody answered."""

    period: str
    span: str
    runs: bool
    row: PublishedIndex | None
    few: bool
    stats: list[Stat]
    elements: list[charts.ElementBar]
    trend: charts.Trend | None
    bands: list[tuple[str, str, str]]
    periods: list[Choice]


def page(period: Period, offered: Sequence[Period], rows: Sequence[PublishedIndex]) -> Page:
    """Return the page of an entity whose rows these are."""
    row = next((each for each in rows if each.period == period.code), None)
    row = row if row is not None and (row.count != 0 or row.marks != 0) else None
    return Page(
        period=words.period_name(period),
        span=words.span(period),
        runs=period.runs(clock.today()),
        row=row,
        few=row is not None and row.index is None,
        stats=_stats(row) if row is not None else [],
        elements=charts.elements(row) if row is not None else [],
        trend=charts.trend(rows),
        bands=words.bands(),
        periods=[Choice(words.period_name(each), address(each), each == period) for each in _choices(period, offered)],
    )


def address(period: Period) -> str:
    """Return the query of a page in this period."""
    return f"?{urlencode({'periode': period.code})}"


def lines(rows: Iterable[PublishedIndex], named: Callable[[PublishedIndex], tuple[str, str]]) -> list[Line]:
    """Return the lines of rows, the lowest index first, those without one last."""
    found = [_line(row, *named(row)) for row in rows if row.count != 0]
    return sorted(found, key=lambda line: (line.row.index is None, line.row.index or 0, line.name))


def _choices(period: Period, offered: Sequence[Period]) -> list[Period]:
    """Return the years, and the quarters of the year that was chosen."""
    years = [each for each in offered if each.months == YEAR][:OFFERED]
    return [*years, *(each for each in offered if each.months != YEAR and each.first.year == period.first.year)]


def _line(row: PublishedIndex, name: str, url: str) -> Line:
    return Line(
        name=name,
        url=url,
        count="–" if row.count is None else formats.number(row.count),
        index=words.index(row.index),
        grade=row.grade,
        bar=charts.bar(row.index) if row.index is not None else "",
        row=row,
    )


def _stats(row: PublishedIndex) -> list[Stat]:
    found = []
    if row.index is not None:
        remark = _("dari 100. Mutu %(grade)s, %(name)s.") % {"grade": row.grade, "name": words.grade_name(row.grade)}
        found.append(Stat(_("Indeks kepuasan (SKM)"), words.index(row.index), remark))
        found.append(Stat(_("Penilai"), words.count(row.count), _by_channel(row)))
    if row.marks and row.mark_sum is not None:
        mean = formula.mean(row.mark_sum, row.marks)
        remark = _("dari 5, oleh %(n)s orang. Terpisah dari indeks.") % {"n": formats.number(row.marks)}
        found.append(Stat(_("Nilai cepat"), words.index(mean), remark))
    return found


def _by_channel(row: PublishedIndex) -> str:
    said = {"portal": words.count(row.portal), "counter": words.count(row.counter)}
    return _("Setelah permohonan di portal: %(portal)s. Di loket: %(counter)s.") % said
