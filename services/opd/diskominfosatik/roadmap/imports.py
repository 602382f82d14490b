"""Take in initiatives as a table, with what each waits for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import policies
from agencies.imports.words import day_in, yes_or_no
from agencies.models import Agency
from citizens.models import User
from foundation.imports.sheet import Column, Importer, Outcome, Row, Verdict, refused
from services.opd.diskominfosatik.roadmap import actions, waiting
from services.opd.diskominfosatik.roadmap.models import Dependency, Initiative, Status, StepKind

COLUMNS: Final = (
    Column("kode", gettext_lazy("Kode inisiatif; yang sudah ada diubah."), "PJ-2027-01"),
    Column("nama", gettext_lazy("Nama inisiatif."), "Contoh inisiatif"),
    Column("opd", gettext_lazy("Kode alamat OPD."), "diskominfosatik"),
    Column("mulai", gettext_lazy("Rencana mulai, misalnya 2027-01-01."), "2027-01-01"),
    Column("selesai", gettext_lazy("Rencana selesai."), "2027-12-31"),
    Column("status", gettext_lazy("direncanakan, berjalan, selesai, atau dihentikan."), "direncanakan", required=False),
    Column("kemajuan", gettext_lazy("Persen, 0 sampai 100."), "0", required=False),
    Column("perkiraan", gettext_lazy("Perkiraan selesai bila berbeda dari rencana."), "", required=False),
    Column("tanggal_selesai", gettext_lazy("Wajib bila status selesai."), "", required=False),
    Column("menunggu", gettext_lazy("Kode inisiatif yang ditunggu, dipisah spasi."), "", required=False),
    Column("ringkasan", gettext_lazy("Ringkasan singkat."), "", required=False),
    Column("terbit", gettext_lazy("ya bila boleh terbit."), "tidak", required=False),
)
DAYS: Final = {"mulai": "start_on", "selesai": "due_on", "perkiraan": "expected_on", "tanggal_selesai": "finished_on"}
TEXTS: Final = {"nama": "title", "ringkasan": "summary"}
HEADS: Final = {model: head for head, model in (DAYS | TEXTS).items()} | {
    "code": "kode",
    "status": "status",
    "percent": "kemajuan",
}


class Wrong(Exception):
    """Say in a sentence why a row cannot be taken in."""


@dataclass
class Wanted:
    """Hold one row as it would be written: the initiative, what it waits for, and whether anything changes."""

    row: Row
    initiative: Initiative
    is_new: bool
    before: dict[str, str]
    needs: set[UUID] = field(default_factory=set)


@dataclass(frozen=True)
class Known:
    """Hold what rows refer to, asked for in a few queries however many rows there are."""

    agencies: dict[str, Agency]
    kept: dict[str, Initiative]
    needs: dict[UUID, set[UUID]]


def judge(rows: Sequence[Row], user: Any) -> list[Verdict]:
    """Judge every row, then whether all of them together would make something wait for itself."""
    known = _known()
    wanted: dict[str, Wanted] = {}
    faults: dict[int, str] = {}
    for row in rows:
        try:
            one = _wanted(row, known)
            if one.initiative.code in wanted:
                raise Wrong(_("Kode ini sudah ada di baris lain."))
            wanted[one.initiative.code] = one
        except Wrong as wrong:
            faults[row.line] = str(wrong)
    codes = {code: each.pk for code, each in known.kept.items()}
    codes |= {code: each.initiative.pk for code, each in wanted.items()}
    for each in wanted.values():
        try:
            each.needs = _needs(each, codes, known)
        except Wrong as wrong:
            faults[each.row.line] = str(wrong)
    _refuse_circles(wanted, faults)
    found = {each.row.line: _verdict(each, known, user) for each in wanted.values()}
    return [refused(row, faults[row.line]) if row.line in faults else found[row.line] for row in rows]


def _known() -> Known:
    needs: dict[UUID, set[UUID]] = {}
    for one, other in Dependency.objects.values_list("initiative", "needed"):
        needs.setdefault(one, set()).add(other)
    return Known(
        agencies={agency.pk: agency for agency in Agency.objects.filter(is_active=True)},
        kept={row.code: row for row in Initiative.objects.select_related("agency")},
        needs=needs,
    )


def _wanted(row: Row, known: Known) -> Wanted:
    code, agency = row.get("kode").upper(), known.agencies.get(row.get("opd").lower())
    if agency is None:
        raise Wrong(_("OPD ini tidak dikenal. Pakai kode alamatnya, misalnya diskominfosatik."))
    kept = known.kept.get(code)
    found = kept or Initiative(code=code)
    before = _facts(found) if kept else {}
    found.agency = agency
    for head, name in TEXTS.items():
        if head in row.cells:
            setattr(found, name, row.get(head))
    for head, name in DAYS.items():
        if head in row.cells:
            setattr(found, name, _day(row, head))
    if row.get("status"):
        found.status = row.get("status").lower()
    if row.get("kemajuan"):
        found.percent = _percent(row.get("kemajuan"))
    if row.get("terbit"):
        found.is_public = _yes(row.get("terbit"))
    _hold_to_its_rules(found)
    return Wanted(row, found, kept is None, before)


def _day(row: Row, head: str) -> dt.date | None:
    if not row.get(head):
        return None
    day = day_in(row.get(head))
    if day is None:
        raise Wrong(_("%(head)s: tanggal tidak terbaca. Tulis seperti 2027-01-01 atau 01/01/2027.") % {"head": head})
    return day


def _percent(text: str) -> int:
    text = text.removesuffix("%").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= 100):
        raise Wrong(_("kemajuan: isi bilangan bulat dari 0 sampai 100."))
    return int(text)


def _yes(text: str) -> bool:
    found = yes_or_no(text, empty=False)
    if found is None:
        raise Wrong(_("terbit: isi ya atau tidak."))
    return found


def _hold_to_its_rules(found: Initiative) -> None:
    if found.status not in Status.values:
        raise Wrong(_("status: pakai direncanakan, berjalan, selesai, atau dihentikan."))
    try:
        found.full_clean(validate_unique=False, exclude=["agency"])
    except ValidationError as error:
        name, sentences = next(iter(error.message_dict.items()))
        head = HEADS.get(name, "")
        raise Wrong(f"{head}: {sentences[0]}" if head else str(sentences[0])) from error


def _needs(each: Wanted, codes: dict[str, UUID], known: Known) -> set[UUID]:
    if "menunggu" not in each.row.cells:
        return known.needs.get(each.initiative.pk, set())
    found = set()
    for code in each.row.get("menunggu").upper().replace(",", " ").split():
        if code not in codes:
            raise Wrong(_("menunggu: inisiatif %(code)s tidak ada, juga tidak di berkas ini.") % {"code": code[:20]})
        found.add(codes[code])
    return found


def _refuse_circles(wanted: dict[str, Wanted], faults: dict[int, str]) -> None:
    """Refuse every row of the first circle: which of them is the wrong one only people know."""
    names = {each.initiative.pk: each.initiative.code for each in wanted.values()}
    found = waiting.circle_with({each.initiative.pk: each.needs for each in wanted.values()}, names)
    for code in found:
        if code in wanted:
            faults.setdefault(wanted[code].row.line, waiting.sentence(found))


def _verdict(each: Wanted, known: Known, user: Any) -> Verdict:
    write = partial(_write, each, user if isinstance(user, User) else None)
    if each.is_new:
        return Verdict(each.row, Outcome.NEW, _("Inisiatif baru."), write)
    same = each.before == _facts(each.initiative) and each.needs == known.needs.get(each.initiative.pk, set())
    if same:
        return Verdict(each.row, Outcome.SAME, _("Sudah tercatat dan sama."))
    return Verdict(each.row, Outcome.CHANGED, _("Inisiatif ini berubah."), write)


def _facts(row: Initiative) -> dict[str, str]:
    return {name: str(getattr(row, name)) for name in (*actions.PLAN, "agency_id")}


def _write(each: Wanted, user: User | None) -> Initiative:
    row = each.initiative
    row.save()
    Dependency.objects.filter(initiative=row).exclude(needed__in=each.needs).delete()
    kept = set(Dependency.objects.filter(initiative=row).values_list("needed", flat=True))
    # One that is needed may stand further down in the file; its key is checked when all rows are written.
    Dependency.objects.bulk_create(Dependency(initiative=row, needed_id=other) for other in sorted(each.needs - kept))
    actions.record(row, StepKind.PLAN, user, _("Impor CSV."))
    return row


INITIATIVES: Final = Importer(
    key="inisiatif",
    title=gettext_lazy("Inisiatif peta jalan"),
    columns=COLUMNS,
    allows=policies.is_platform_admin,
    judge=judge,
)
