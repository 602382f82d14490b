"""Give the satisfaction index as a table of open data, protected where it was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy

from services.satisfaction import formula
from services.satisfaction.instrument import skm
from services.satisfaction.models import PublishedIndex

COLUMNS: Final[Mapping[str, Any]] = {
    "period": gettext_lazy("Tahun (2026) atau triwulan (2026-T4)."),
    "first_day": gettext_lazy("Hari pertama periode."),
    "last_day": gettext_lazy("Hari terakhir yang dihitung; hari ini bila periode masih berjalan."),
    "kind": gettext_lazy("Tentang siapa: county, agency, service, atau pair (layanan pada satu perangkat daerah)."),
    "agency": gettext_lazy("Kode perangkat daerah di portal."),
    "agency_name": gettext_lazy("Nama perangkat daerah."),
    "service": gettext_lazy("Kode layanan; kosong bila layanan lain."),
    "service_name": gettext_lazy("Nama layanan."),
    "respondents": gettext_lazy("Orang yang menjawab kesembilan unsur."),
    "respondents_portal": gettext_lazy("Di antaranya setelah permohonan di portal."),
    "respondents_counter": gettext_lazy("Di antaranya di loket."),
    "index": gettext_lazy("Indeks Kepuasan Masyarakat, 25.00 sampai 100.00 (PermenPANRB 14/2017)."),
    "grade": gettext_lazy("Mutu pelayanan: A, B, C, atau D."),
    **{f"mean_{each.code}": each.name for each in skm().elements},
    "quick_marks": gettext_lazy("Orang yang memberi nilai cepat."),
    "quick_mean": gettext_lazy("Rata-rata nilai cepat, 1.00 sampai 5.00; bukan bagian indeks."),
}


def rows() -> Iterator[dict[str, Any]]:
    """Yield every published row, the oldest period first."""
    found = PublishedIndex.objects.select_related("agency", "service").order_by("first_day", "key")
    for row in found.iterator(500):
        yield _row(row)


def _row(row: PublishedIndex) -> dict[str, Any]:
    means = {f"mean_{code}": str(formula.mean(row.sums[code], row.count or 0)) for code in row.sums}
    marked = row.marks and row.mark_sum is not None
    return {
        "period": row.period,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
        "kind": row.kind,
        "agency": row.agency_id or "",
        "agency_name": row.agency.name if row.agency else "",
        "service": row.service.code if row.service else "",
        "service_name": row.service.title if row.service else "",
        "respondents": row.count,
        "respondents_portal": row.portal,
        "respondents_counter": row.counter,
        "index": None if row.index is None else str(row.index),
        "grade": row.grade or None,
        **means,
        "quick_marks": row.marks,
        "quick_mean": str(formula.mean(row.mark_sum or 0, row.marks or 0)) if marked else None,
    }
