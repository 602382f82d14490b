"""Take in the days off of a year, as Diskominfosatik copies them from the decree (SKB 3 Menteri)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import policies
from agencies.events import EVERYBODY, tell_calendar_changed
from agencies.imports.words import day_in
from agencies.models import Holiday
from agencies.models.calendar import HolidayKind
from foundation.imports.sheet import Column, Importer, Outcome, Row, Verdict, refused

COLUMNS: Final = (
    Column("tanggal", gettext_lazy("Tanggal libur, misalnya 2027-01-01 atau 01/01/2027."), "2027-01-01"),
    Column("jenis", gettext_lazy("libur_nasional, cuti_bersama, atau libur_daerah."), "libur_nasional"),
    Column("nama", gettext_lazy("Nama hari libur."), "Tahun Baru Masehi"),
    Column("dasar", gettext_lazy("Keputusan yang menetapkannya."), "SKB 3 Menteri", required=False),
    Column("catatan", gettext_lazy("Catatan untuk sesama admin."), "", required=False),
)
WRITTEN: Final = ("name", "decree", "note")


def judge(rows: Sequence[Row], user: Any) -> list[Verdict]:
    """Judge every row against the days that are kept already (one query)."""
    kept = {(holiday.date, holiday.kind): holiday for holiday in Holiday.objects.all()}
    seen: set[tuple[dt.date, str]] = set()
    return [_judge(row, kept, seen) for row in rows]


def _judge(row: Row, kept: dict[tuple[dt.date, str], Holiday], seen: set[tuple[dt.date, str]]) -> Verdict:
    day, kind = day_in(row.get("tanggal")), row.get("jenis").lower().replace(" ", "_")
    if day is None:
        return refused(row, _("Tanggal tidak terbaca. Tulis seperti 2027-01-01 atau 01/01/2027."))
    if kind not in HolidayKind.values:
        return refused(row, _("Jenis tidak dikenal. Pakai libur_nasional, cuti_bersama, atau libur_daerah."))
    if (day, kind) in seen:
        return refused(row, _("Tanggal dan jenis ini sudah ada di baris lain."))
    seen.add((day, kind))
    wanted = {"name": row.get("nama"), "decree": row.get("dasar"), "note": row.get("catatan")}
    known = kept.get((day, kind))
    holiday = known or Holiday(date=day, kind=kind)
    if known is not None and all(getattr(known, name) == text for name, text in wanted.items()):
        return Verdict(row, Outcome.SAME, _("Sudah tercatat dan sama."))
    for name, text in wanted.items():
        setattr(holiday, name, text)
    if sentence := _fault(holiday):
        return refused(row, sentence)
    if known is None:
        return Verdict(row, Outcome.NEW, _("Hari libur baru."), partial(_save, holiday))
    return Verdict(row, Outcome.CHANGED, _("Nama, dasar, atau catatan berubah."), partial(_save, holiday))


def _fault(holiday: Holiday) -> str:
    try:
        holiday.clean_fields()
    except ValidationError as error:
        heads = {"name": "nama", "decree": "dasar", "note": "catatan"}
        name, sentences = next(iter(error.message_dict.items()))
        return f"{heads.get(name, name)}: {sentences[0]}"
    return ""


def _save(holiday: Holiday) -> Holiday:
    holiday.save()
    return holiday


HOLIDAYS: Final = Importer(
    key="libur",
    title=gettext_lazy("Hari libur"),
    columns=COLUMNS,
    allows=policies.is_platform_admin,
    judge=judge,
    after=partial(tell_calendar_changed, EVERYBODY),
)
