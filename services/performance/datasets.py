"""Name the open data: what each table is about, its columns and what they mean, and its rows, protected already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy

from citizens.models import Region, RegionKind
from services.performance import reading, satisfied, standards
from services.performance.models import EntityKind, PublishedRow

Row = Mapping[str, Any]
Columns = Mapping[str, Any]

PERIOD: Final[Columns] = {
    "period": gettext_lazy("Triwulan (2026-T4) atau bulan (2026-11)."),
    "first_day": gettext_lazy("Hari pertama periode."),
    "last_day": gettext_lazy("Hari terakhir yang dihitung; hari ini bila periode masih berjalan."),
}
AGENCY: Final[Columns] = {
    "agency": gettext_lazy("Kode perangkat daerah di portal."),
    "agency_name": gettext_lazy("Nama perangkat daerah."),
}
SERVICE: Final[Columns] = {
    "service": gettext_lazy("Kode layanan."),
    "service_name": gettext_lazy("Nama layanan."),
}
DISTRICT: Final[Columns] = {
    "district": gettext_lazy("Kode kecamatan (Kemendagri); kosong bila tidak terkait satu kecamatan."),
    "district_name": gettext_lazy("Nama kecamatan."),
}
FIGURES: Final[Columns] = {
    "received": gettext_lazy("Permohonan yang dikirim pada periode ini."),
    "reopened": gettext_lazy("Permohonan yang dibuka kembali."),
    "decided": gettext_lazy("Permohonan yang diputus: disetujui, ditolak, atau ditutup."),
    "approved": gettext_lazy("Di antaranya disetujui."),
    "rejected": gettext_lazy("Di antaranya ditolak."),
    "closed": gettext_lazy("Di antaranya ditutup."),
    "withdrawn": gettext_lazy("Dibatalkan oleh pemohon."),
    "returned": gettext_lazy("Diputus setelah paling sedikit sekali diminta perbaikan."),
    "objections": gettext_lazy("Keberatan yang masuk atas putusan."),
    "granted": gettext_lazy("Keberatan yang dikabulkan."),
    "measured": gettext_lazy("Dasar penilaian: berakhir dan bertenggat, ditambah yang terbuka dan lewat tenggat."),
    "on_time": gettext_lazy("Diputus paling lambat pada tenggatnya."),
    "on_time_rate": gettext_lazy("on_time dibagi measured, dalam persen, dipotong satu angka di belakang koma."),
    "overdue_open": gettext_lazy("Masih terbuka dan lewat tenggat pada hari terakhir periode."),
    "late_withdrawn": gettext_lazy("Dibatalkan pemohon setelah tenggatnya lewat; dihitung terlambat."),
    "without_deadline": gettext_lazy("Diputus tanpa tenggat yang berjalan; tidak masuk penilaian."),
    "silence": gettext_lazy("Melewati batas diam (UU 30/2014 pasal 53)."),
    "median_days": gettext_lazy("Hari kerja terpakai: nilai tengah (peringkat terdekat)."),
    "p90_days": gettext_lazy("Hari kerja terpakai: persentil ke-90 (peringkat terdekat)."),
    "median_wait": gettext_lazy("Hari kalender dari kirim sampai putusan: nilai tengah."),
    "p90_wait": gettext_lazy("Hari kalender dari kirim sampai putusan: persentil ke-90."),
}


@dataclass(frozen=True)
class Dataset:
    """Hold one table: its name in addresses, what it is, what its columns mean, and how its rows are read."""

    name: str
    title: Any
    text: Any
    columns: Columns
    rows: Callable[[], Iterable[Row]]


def _figures(kind: str) -> Callable[[], Iterable[Row]]:
    return lambda: [_row(row, {}) for row in _published(kind)]


def _of_districts() -> Iterable[Row]:
    names: dict[str, str] = dict(Region.objects.filter(kind=RegionKind.DISTRICT).values_list("pk", "name"))
    return [_row(row, names) for row in _published(EntityKind.DISTRICT)]


def _of_reasons() -> Iterable[Row]:
    return [
        {**_row(row, {}), "reason": reason, "number": number}
        for row in _published(EntityKind.SERVICE)
        for reason, number in sorted(row.reasons.items())
    ]


def _of_improvements() -> Iterable[Row]:
    return [
        {
            "changed_on": row.changed_on.isoformat(),
            "agency": row.agency_id,
            "agency_name": row.agency.name,
            "service": row.service.code if row.service else "",
            "said": row.said,
            "done": row.done,
        }
        for row in reading.improvements()
    ]


def _published(kind: str) -> Iterable[PublishedRow]:
    rows = PublishedRow.objects.filter(kind=kind).select_related("service", "agency")
    return rows.order_by("first_day", "key").iterator()


def _row(row: PublishedRow, names: Mapping[str, str]) -> dict[str, Any]:
    counts = row.counts
    on_time, measured = counts.get("on_time"), counts.get("measured")
    rate = f"{1000 * on_time // measured / 10:.1f}" if on_time is not None and measured else None
    return {
        "period": row.period,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
        "agency": row.agency_id,
        "agency_name": row.agency.name if row.agency else "",
        "service": row.service.code if row.service else "",
        "service_name": row.service.title if row.service else "",
        "district": row.district,
        "district_name": names.get(row.district, ""),
        **counts,
        "on_time_rate": rate,
    }


DATASETS: Final[Mapping[str, Dataset]] = {
    each.name: each
    for each in (
        Dataset(
            "kinerja-kabupaten",
            gettext_lazy("Kinerja layanan kabupaten"),
            gettext_lazy("Semua layanan bersama-sama, per triwulan dan bulan."),
            {**PERIOD, **FIGURES},
            _figures(EntityKind.COUNTY),
        ),
        Dataset(
            "kinerja-perangkat-daerah",
            gettext_lazy("Kinerja per perangkat daerah"),
            gettext_lazy("Semua layanan satu perangkat daerah, per triwulan dan bulan."),
            {**PERIOD, **AGENCY, **FIGURES},
            _figures(EntityKind.AGENCY),
        ),
        Dataset(
            "kinerja-layanan",
            gettext_lazy("Kinerja per layanan"),
            gettext_lazy("Satu layanan di semua perangkat daerah, per triwulan dan bulan."),
            {**PERIOD, **SERVICE, **FIGURES},
            _figures(EntityKind.SERVICE),
        ),
        Dataset(
            "kinerja-layanan-perangkat-daerah",
            gettext_lazy("Kinerja per layanan dan perangkat daerah"),
            gettext_lazy("Satu layanan di satu perangkat daerah, per triwulan dan bulan."),
            {**PERIOD, **AGENCY, **SERVICE, **FIGURES},
            _figures(EntityKind.PAIR),
        ),
        Dataset(
            "kinerja-kecamatan",
            gettext_lazy("Kinerja menurut kecamatan pemohon"),
            gettext_lazy("Semua permohonan dari satu kecamatan, siapa pun yang melayani."),
            {**PERIOD, **DISTRICT, **FIGURES},
            _of_districts,
        ),
        Dataset(
            "alasan-penolakan",
            gettext_lazy("Alasan penolakan per layanan"),
            gettext_lazy("Langkah yang menolak permohonan, per layanan dan periode."),
            {
                **PERIOD,
                **SERVICE,
                "reason": gettext_lazy("Kunci langkah dalam alur layanan."),
                "number": gettext_lazy("Berapa permohonan ditolak dengan langkah ini."),
            },
            _of_reasons,
        ),
        Dataset(
            "kepuasan",
            gettext_lazy("Kepuasan warga (SKM)"),
            gettext_lazy("Indeks kepuasan kabupaten, tiap perangkat daerah dan layanan, per tahun dan triwulan."),
            satisfied.COLUMNS,
            satisfied.rows,
        ),
        Dataset(
            "perbaikan",
            gettext_lazy("Anda bicara, kami perbaiki"),
            gettext_lazy("Yang warga sampaikan dan yang diubah karenanya."),
            {
                "changed_on": gettext_lazy("Sejak kapan berlaku."),
                **AGENCY,
                "service": gettext_lazy("Kode layanan, bila tentang satu layanan."),
                "said": gettext_lazy("Yang warga sampaikan."),
                "done": gettext_lazy("Yang diperbaiki."),
            },
            _of_improvements,
        ),
        Dataset(
            "standar-layanan",
            gettext_lazy("Standar semua layanan (untuk SIPPN)"),
            gettext_lazy("Empat belas komponen standar pelayanan tiap layanan yang terbit."),
            standards.COLUMNS,
            standards.rows,
        ),
    )
}
