"""Say periods, indices and grades as people read them."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from foundation import clock, formats
from foundation.periods import LENGTH, YEAR, Period
from services.satisfaction.instrument import skm


def period_name(period: Period) -> str:
    """Return 'Tahun 2026' or 'Triwulan IV 2026'."""
    if period.months == YEAR:
        return _("Tahun %(year)s") % {"year": period.first.year}
    roman = ("I", "II", "III", "IV")[(period.first.month - 1) // LENGTH]
    return _("Triwulan %(roman)s %(year)s") % {"roman": roman, "year": period.first.year}


def span(period: Period) -> str:
    """Return from when until when answers were counted."""
    first, last = period.first, period.until(clock.today())
    said = {"first": formats.long_date(first, weekday=False), "last": formats.long_date(last, weekday=False)}
    return _("%(first)s sampai %(last)s") % said


def index(value: Decimal | None) -> str:
    """Return an index or a mean with its two decimals, a dash where it is not shown."""
    return "–" if value is None else formats.number(value, digits=2)


def count(value: int | None) -> str:
    """Return how many, or that it is not shown."""
    return _("tidak ditampilkan") if value is None else formats.number(value)


def grade_name(grade: str) -> str:
    """Return what a grade means, "" for none."""
    return next((band.name for band in skm().bands if band.grade == grade), "")


def bands() -> list[tuple[str, str, str]]:
    """Return every band: its grade, its name, from which index on."""
    return [(band.grade, band.name, index(band.lowest)) for band in skm().bands]
