"""Say periods and counts as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import formats
from foundation.periods import Period

NAMES: Final[Mapping[str, Any]] = {
    "received": gettext_lazy("Permohonan masuk"),
    "reopened": gettext_lazy("Dibuka kembali"),
    "decided": gettext_lazy("Diputus"),
    "approved": gettext_lazy("Disetujui"),
    "rejected": gettext_lazy("Ditolak"),
    "closed": gettext_lazy("Ditutup"),
    "withdrawn": gettext_lazy("Dibatalkan pemohon"),
    "returned": gettext_lazy("Diputus setelah diminta perbaikan"),
    "objections": gettext_lazy("Keberatan masuk"),
    "granted": gettext_lazy("Keberatan dikabulkan"),
    "measured": gettext_lazy("Dinilai tepat waktunya"),
    "on_time": gettext_lazy("Tepat waktu"),
    "overdue_open": gettext_lazy("Lewat tenggat, belum selesai"),
    "late_withdrawn": gettext_lazy("Dibatalkan setelah lewat tenggat"),
    "without_deadline": gettext_lazy("Diputus tanpa tenggat"),
    "silence": gettext_lazy("Melewati batas diam"),
    "median_days": gettext_lazy("Separuh selesai dalam (hari kerja)"),
    "p90_days": gettext_lazy("Sembilan dari sepuluh selesai dalam (hari kerja)"),
    "median_wait": gettext_lazy("Separuh menunggu (hari kalender)"),
    "p90_wait": gettext_lazy("Sembilan dari sepuluh menunggu (hari kalender)"),
}


@dataclass(frozen=True)
class Choice:
    """Hold one way to look at the page."""

    text: str
    url: str
    current: bool


def period_name(period: Period) -> str:
    """Return 'Triwulan IV 2026' or 'November 2026'."""
    if period.months == 1:
        return f"{_(formats.MONTHS[period.first.month - 1])} {period.first.year}"
    roman = ("I", "II", "III", "IV")[(period.first.month - 1) // 3]
    return _("Triwulan %(roman)s %(year)s") % {"roman": roman, "year": period.first.year}


def shown(count: int | None) -> str:
    """Return a count, or that it is not shown."""
    return _("tidak ditampilkan") if count is None else formats.number(count)


def share(counts: Mapping[str, int | None]) -> str:
    """Return the on-time rate, nothing where it is not shown or nothing was measured."""
    on_time, measured = counts.get("on_time"), counts.get("measured")
    return formats.share(on_time, measured) if on_time is not None and measured else ""


def all_counts(counts: Mapping[str, int | None]) -> list[tuple[str, str]]:
    """Return every count with its name, as a table beside the pictures."""
    return [(str(name), _shown_or_dash(key, counts.get(key))) for key, name in NAMES.items()]


def _shown_or_dash(key: str, count: int | None) -> str:
    return "–" if count is None and key.startswith(("median", "p90")) else shown(count)
