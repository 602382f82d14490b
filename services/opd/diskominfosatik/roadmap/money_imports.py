"""Take in the money of initiatives as a table: what is planned and spent a year and source."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import policies
from citizens.models import User
from foundation.imports.sheet import Column, Importer, Outcome, Row, Verdict, refused
from services.opd.diskominfosatik.roadmap import actions
from services.opd.diskominfosatik.roadmap.models import Budget, Initiative, Source, StepKind
from services.opd.diskominfosatik.roadmap.rupiah import amount

COLUMNS: Final = (
    Column("kode", gettext_lazy("Kode inisiatif."), "PJ-2027-01"),
    Column("tahun", gettext_lazy("Tahun anggaran."), "2027"),
    Column("sumber", gettext_lazy("apbd, apbd-provinsi, apbn, dak, hibah, atau lain."), "apbd"),
    Column("rencana", gettext_lazy("Rupiah bulat, tanpa sen."), "150000000"),
    Column("realisasi", gettext_lazy("Rupiah bulat; kosong berarti 0."), "0", required=False),
    Column("penjelasan", gettext_lazy("Wajib bila realisasi melebihi rencana."), "", required=False),
)
Key = tuple[str, int, str]


def judge(rows: Sequence[Row], user: Any) -> list[Verdict]:
    """Judge every row against the money that is kept (two queries)."""
    codes = {row.get("kode").upper() for row in rows}
    kept = {
        (each.initiative.code, each.year, each.source): each
        for each in Budget.objects.filter(initiative__code__in=codes).select_related("initiative")
    }
    initiatives = {each.code: each for each in Initiative.objects.filter(code__in=codes)}
    seen: set[Key] = set()
    return [_judge(row, initiatives, kept, seen, user) for row in rows]


def _judge(row: Row, initiatives: dict[str, Initiative], kept: dict[Key, Budget], seen: set[Key], user: Any) -> Verdict:
    initiative, year = initiatives.get(row.get("kode").upper()), row.get("tahun")
    source = row.get("sumber").lower()
    if initiative is None:
        return refused(row, _("Inisiatif dengan kode ini tidak ada. Impor inisiatifnya lebih dulu."))
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return refused(row, _("tahun: tulis empat angka, misalnya 2027."))
    if source not in Source.values:
        return refused(row, _("sumber: pakai apbd, apbd-provinsi, apbn, dak, hibah, atau lain."))
    planned, realised = amount(row.get("rencana")), amount(row.get("realisasi") or "0")
    if planned is None or realised is None:
        return refused(row, _number_fault(row.get("rencana") if planned is None else row.get("realisasi")))
    key = (initiative.code, int(year), source)
    if key in seen:
        return refused(row, _("Tahun dan sumber dana ini sudah ada di baris lain."))
    seen.add(key)
    found = kept.get(key) or Budget(initiative=initiative, year=int(year), source=source)
    before = (found.planned, found.realised, found.note) if key in kept else None
    found.planned, found.realised, found.note = planned, realised, row.get("penjelasan")
    if before == (found.planned, found.realised, found.note):
        return Verdict(row, Outcome.SAME, _("Sudah tercatat dan sama."))
    if fault := _fault(found):
        return refused(row, fault)
    write = partial(_write, found, user if isinstance(user, User) else None)
    if before is None:
        return Verdict(row, Outcome.NEW, _("Anggaran baru."), write)
    return Verdict(row, Outcome.CHANGED, _("Anggaran ini berubah."), write)


def _number_fault(text: str) -> str:
    if text.startswith("-"):
        return _("Anggaran tidak boleh negatif.")
    return _("Tulis rupiah bulat, misalnya 150000000 atau 150.000.000.")


def _fault(found: Budget) -> str:
    try:
        found.full_clean(validate_unique=False, exclude=["initiative"])
    except ValidationError as error:
        return str(next(iter(error.message_dict.values()))[0])
    return ""


def _write(found: Budget, user: User | None) -> Budget:
    found.save()
    actions.record(found.initiative, StepKind.PLAN, user, _("Impor CSV."))
    return found


BUDGETS: Final = Importer(
    key="anggaran",
    title=gettext_lazy("Anggaran peta jalan"),
    columns=COLUMNS,
    allows=policies.is_platform_admin,
    judge=judge,
)
