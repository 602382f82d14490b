"""Gather one page of figures: the entity's own, its months, its parts, and how to look at them otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from foundation import clock, formats
from foundation.periods import Period
from services.performance import reading
from services.performance.models import PublishedRow
from services.performance.presenters import charts, words
from services.performance.presenters.lines import ORDERS, WORST
from services.performance.presenters.words import Choice


@dataclass(frozen=True)
class Stat:
    """Hold one figure in large, with what it means below."""

    term: str
    value: str
    remark: str


@dataclass(frozen=True)
class Page:
    """Hold the figures of one entity in one period; `row` is None while there are none."""

    period: str
    span: str
    runs: bool
    row: PublishedRow | None
    few: bool
    stats: list[Stat]
    counts: list[tuple[str, str]]
    trend: charts.Trend | None
    periods: list[Choice]


def page(period: Period, offered: Sequence[Period], rows: Sequence[PublishedRow], order: str = "") -> Page:
    """Return the page of an entity whose rows these are."""
    row = next((each for each in rows if each.period == period.code), None)
    return Page(
        period=words.period_name(period),
        span=_span(period),
        runs=period.runs(clock.today()),
        row=row,
        few=row is not None and not words.share(row.counts),
        stats=_stats(row.counts) if row is not None and words.share(row.counts) else [],
        counts=words.all_counts(row.counts) if row is not None else [],
        trend=charts.trend(rows),
        periods=_choices(period, offered, order),
    )


def orders(period: Period, order: str) -> list[Choice]:
    """Return the orders a table can be in."""
    return [Choice(str(name), address(period, key), key == order) for key, (name, _key) in ORDERS.items()]


def address(period: Period, order: str = "") -> str:
    """Return the query of a page in this period and order."""
    query = {"periode": period.code} | ({"urut": order} if order not in {"", WORST} else {})
    return f"?{urlencode(query)}"


def _choices(period: Period, offered: Sequence[Period], order: str) -> list[Choice]:
    found = reading.choices(offered, period)
    return [Choice(words.period_name(each), address(each, order), each == period) for each in found]


def _span(period: Period) -> str:
    first, last = period.first, period.until(clock.today())
    said = {"first": formats.long_date(first, weekday=False), "last": formats.long_date(last, weekday=False)}
    return _("%(first)s sampai %(last)s") % said


def _stats(counts: Mapping[str, int | None]) -> list[Stat]:
    said = {"on_time": words.shown(counts["on_time"]), "measured": words.shown(counts["measured"])}
    remark = _("%(on_time)s dari %(measured)s permohonan. Yang lewat tenggat dan belum selesai ikut dihitung.")
    found = [
        Stat(_("Selesai tepat waktu"), words.share(counts), remark % said),
        Stat(
            _("Lewat tenggat, belum selesai"),
            words.shown(counts["overdue_open"]),
            _("Dihitung terlambat sampai selesai."),
        ),
    ]
    if counts.get("median_days") is not None:
        slow = _("hari kerja. Sembilan dari sepuluh selesai dalam %(days)s hari kerja.")
        said = {"days": words.shown(counts["p90_days"])}
        found.append(Stat(_("Separuh selesai dalam"), words.shown(counts["median_days"]), slow % said))
    returned, decided = counts.get("returned"), counts.get("decided")
    if returned is not None and decided:
        remark = _("dari 100 permohonan yang diputus.")
        found.append(Stat(_("Diminta perbaikan"), formats.number(100 * returned // decided), remark))
    return found
