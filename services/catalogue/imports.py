"""Take in who holds which function of which service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import policies
from agencies.imports.staff import account_key, accounts, keeps_any
from agencies.models import Agency, Staff, Unit
from citizens.models import Region, User
from foundation.imports.sheet import Column, Importer, Outcome, Row, Verdict, refused
from services.catalogue import appointing
from services.catalogue.models import FunctionHolder, Service

COLUMNS: Final = (
    Column("opd", gettext_lazy("Kode alamat OPD."), "contoh-opd"),
    Column(
        "layanan",
        gettext_lazy("Kode layanan; kosong berarti semua layanan OPD ini."),
        "XYZ-01",
        required=False,
    ),
    Column("fungsi", gettext_lazy("Nama fungsi seperti di dokumen layanan."), "verifikator"),
    Column("petugas", gettext_lazy("Surel atau nomor HP petugas."), "rina@contoh.go.id", required=False),
    Column("unit", gettext_lazy("Kode unit kerja, sebagai ganti petugas."), "", required=False),
    Column("wilayah", gettext_lazy("Kode wilayah; kosong berarti semua wilayah."), "", required=False),
)


@dataclass(frozen=True)
class Known:
    """Hold what the rows refer to, asked for in a few queries however many rows there are."""

    users: dict[str, User]
    staff: dict[Any, Staff]
    agencies: dict[str, Agency]
    units: dict[tuple[str, str], Unit]
    services: dict[str, Service]
    regions: dict[str, Region]
    held: frozenset[tuple[Any, ...]]


def judge(rows: Sequence[Row], user: Any) -> list[Verdict]:
    """Judge every row within what the account may keep."""
    users = accounts([row.get("petugas") for row in rows])
    scope = policies.managed_agencies(user)
    agencies = Agency.objects.all() if scope is None else Agency.objects.filter(pk__in=scope)
    slugs, codes = _words(rows, "layanan"), _words(rows, "layanan", upper=True)
    services = Service.objects.filter(Q(pk__in=slugs) | Q(code__in=codes)).select_related("live")
    named = {agency.pk: agency for agency in agencies}
    known = Known(
        users=users,
        staff={staff.user_id: staff for staff in Staff.objects.filter(user__in=list(users.values()), is_active=True)},
        agencies=named,
        units={(unit.agency_id, unit.code): unit for unit in Unit.objects.filter(agency__in=list(named))},
        services={key: service for service in services for key in (service.pk, service.code.lower())},
        regions={region.pk: region for region in Region.objects.filter(pk__in=_words(rows, "wilayah"))},
        held=frozenset(_key(holder) for holder in FunctionHolder.objects.filter(agency__in=list(named))),
    )
    seen: set[tuple[Any, ...]] = set()
    return [_judge(row, known, seen, user) for row in rows]


def _words(rows: Sequence[Row], head: str, *, upper: bool = False) -> set[str]:
    return {row.get(head).upper() if upper else row.get(head).lower() for row in rows} - {""}


def _judge(row: Row, known: Known, seen: set[tuple[Any, ...]], keeper: Any) -> Verdict:
    wanted, sentence = _wanted(row, known)
    if wanted is None:
        return refused(row, sentence)
    found = appointing.problems(wanted, keeper)
    if found:
        return refused(row, found[0][1])
    key = _key(wanted)
    if key in seen:
        return refused(row, _("Baris ini sama dengan baris lain."))
    seen.add(key)
    if key in known.held:
        return Verdict(row, Outcome.SAME, _("Sudah tercatat dan sama."))
    return Verdict(row, Outcome.NEW, _("Pemegang fungsi baru."), partial(_save, wanted))


def _wanted(row: Row, known: Known) -> tuple[FunctionHolder | None, str]:
    """Return the appointment a row describes, or a sentence on why it describes none."""
    agency = known.agencies.get(row.get("opd").lower())
    if agency is None:
        return None, _("OPD ini tidak dikenal, atau bukan OPD yang Anda kelola.")
    function = row.get("fungsi").lower()
    if not function or len(function) > 40 or not function.replace("-", "_").replace("_", "").isalnum():
        return None, _("Tulis nama fungsi seperti di dokumen layanan, misalnya verifikator.")
    account = known.users.get(account_key(row.get("petugas"))) if row.get("petugas") else None
    held: dict[str, Any] = {
        "layanan": known.services.get(row.get("layanan").lower()),
        "petugas": known.staff.get(account.pk) if account is not None else None,
        "unit": known.units.get((agency.pk, row.get("unit").lower())),
        "wilayah": known.regions.get(row.get("wilayah").lower()),
    }
    unknown = {
        "layanan": _("Layanan ini tidak ditemukan. Tulis kodenya, misalnya XYZ-01."),
        "petugas": _("Akun ini bukan petugas aktif. Catat dahulu sebagai petugas."),
        "unit": _("OPD ini tidak memiliki unit dengan kode itu."),
        "wilayah": _("Kode wilayah ini tidak dikenal."),
    }
    for head, sentence in unknown.items():
        if row.get(head) and held[head] is None:
            return None, sentence
    wanted = FunctionHolder(
        agency=agency,
        function=function,
        service=held["layanan"],
        staff=held["petugas"],
        unit=held["unit"],
        region=held["wilayah"],
    )
    return wanted, ""


def _key(holder: FunctionHolder) -> tuple[Any, ...]:
    named = (holder.agency_id, holder.service_id, holder.function)
    return (*named, holder.staff_id, holder.unit_id, holder.region_id)


def _save(holder: FunctionHolder) -> FunctionHolder:
    holder.save()
    return holder


HOLDERS: Final = Importer(
    key="fungsi",
    title=gettext_lazy("Pemegang fungsi"),
    columns=COLUMNS,
    allows=keeps_any,
    judge=judge,
)
