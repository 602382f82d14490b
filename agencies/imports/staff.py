"""Take in who works for an OPD: accounts that exist already receive their role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import actions, policies
from agencies.imports.words import yes_or_no
from agencies.models import Agency, Staff, Unit
from citizens import phones
from citizens.models import User
from foundation.imports.sheet import Column, Importer, Outcome, Row, Verdict, refused

COLUMNS: Final = (
    Column("akun", gettext_lazy("Surel atau nomor HP yang dipakai petugas untuk masuk."), "rina@contoh.go.id"),
    Column("opd", gettext_lazy("Kode alamat OPD."), "contoh-opd"),
    Column("unit", gettext_lazy("Kode unit kerja; kosong bila tidak ada."), "", required=False),
    Column("jabatan", gettext_lazy("Jabatan petugas."), "Petugas pelayanan", required=False),
    Column("admin_opd", gettext_lazy("ya bila mengelola data OPD; kosong berarti tidak."), "tidak", required=False),
    Column("aktif", gettext_lazy("tidak bila perannya berakhir; kosong berarti ya."), "ya", required=False),
)
FIELDS: Final = ("agency_id", "unit_id", "title", "is_agency_admin", "is_active")


@dataclass(frozen=True)
class Known:
    """Hold what the rows refer to, asked for in a few queries however many rows there are."""

    users: dict[str, User]
    staff: dict[Any, Staff]
    agencies: frozenset[str]
    units: dict[tuple[str, str], int]


def account_key(text: str) -> str:
    """Return how an account is looked up: a number as +62..., an address in lower case."""
    return text.lower() if "@" in text else phones.normalise(text) or ""


def accounts(texts: Sequence[str]) -> dict[str, User]:
    """Return accounts by the address or number they sign in with, in two queries."""
    keys = {account_key(text) for text in texts} - {""}
    mails = User.objects.filter(email__in=[key for key in keys if "@" in key])
    numbers = User.objects.filter(phone__in=[key for key in keys if "@" not in key])
    return {str(user.email): user for user in mails} | {str(user.phone): user for user in numbers}


def judge(rows: Sequence[Row], user: Any) -> list[Verdict]:
    """Judge every row within what the account may keep."""
    users = accounts([row.get("akun") for row in rows])
    scope = policies.managed_agencies(user)
    known = Known(
        users=users,
        staff={staff.user_id: staff for staff in Staff.objects.filter(user__in=list(users.values()))},
        agencies=frozenset(Agency.objects.values_list("slug", flat=True)) if scope is None else scope,
        units={(agency, code): pk for pk, agency, code in Unit.objects.values_list("pk", "agency_id", "code")},
    )
    seen: set[Any] = set()
    return [_judge(row, known, seen, user) for row in rows]


def _judge(row: Row, known: Known, seen: set[Any], keeper: Any) -> Verdict:
    account = known.users.get(account_key(row.get("akun")))
    if account is None:
        return refused(row, _("Akun ini tidak ditemukan. Periksa ejaannya, atau minta petugas mendaftar."))
    if account.pk in seen:
        return refused(row, _("Akun ini sudah ada di baris lain."))
    seen.add(account.pk)
    before = known.staff.get(account.pk)
    wanted, sentence = _wanted(row, known)
    sentence = sentence or _not_allowed(account, before, known, keeper)
    if sentence:
        return refused(row, sentence)
    if before is None:
        return Verdict(row, Outcome.NEW, _("Petugas baru."), partial(_appoint, Staff(user=account), wanted))
    if all(getattr(before, name) == value for name, value in wanted.items()):
        return Verdict(row, Outcome.SAME, _("Sudah tercatat dan sama."))
    return Verdict(row, Outcome.CHANGED, _("Peran petugas ini berubah."), partial(_appoint, before, wanted))


def _wanted(row: Row, known: Known) -> tuple[dict[str, Any], str]:
    """Return the role a row describes, or a sentence on why it describes none."""
    agency, unit, title = row.get("opd").lower(), row.get("unit").lower(), row.get("jabatan")
    admin, active = yes_or_no(row.get("admin_opd"), empty=False), yes_or_no(row.get("aktif"), empty=True)
    if agency not in known.agencies:
        return {}, _("OPD ini tidak dikenal, atau bukan OPD yang Anda kelola.")
    if unit and (agency, unit) not in known.units:
        return {}, _("OPD ini tidak memiliki unit dengan kode itu.")
    if len(title) > 120:
        return {}, _("Jabatan paling panjang 120 huruf.")
    if admin is None or active is None:
        return {}, _("Isi kolom admin_opd dan aktif dengan ya atau tidak.")
    return dict(zip(FIELDS, (agency, known.units.get((agency, unit)), title, admin, active), strict=True)), ""


def _not_allowed(account: User, before: Staff | None, known: Known, keeper: Any) -> str:
    if account.pk == keeper.pk:
        return _("Ini akun Anda sendiri. Minta admin lain mengubah peran Anda.")
    if before is not None and before.agency_id not in known.agencies:
        return _("Akun ini petugas OPD lain. Minta Diskominfosatik memindahkannya.")
    if before is not None and before.is_platform_admin and not policies.is_platform_admin(keeper):
        return _("Peran admin portal hanya diubah oleh Diskominfosatik.")
    return ""


def _appoint(staff: Staff, wanted: dict[str, Any]) -> Staff:
    for name, value in wanted.items():
        setattr(staff, name, value)
    return actions.appoint(staff)


def keeps_any(user: Any) -> bool:
    """Say whether the account keeps the records of at least one OPD."""
    return policies.managed_agencies(user) != frozenset()


STAFF: Final = Importer(
    key="petugas",
    title=gettext_lazy("Petugas"),
    columns=COLUMNS,
    allows=keeps_any,
    judge=judge,
)
