"""List the people of the demo: invented, marked as such, enough to live every service from both sides."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

DOMAIN: Final = "@demo.test"
PASSWORD: Final = "serang-demo-2026"  # noqa: S105 (printed for everyone to see, on a machine that listens to itself)
VILLAGE: Final = "36.04.09.2001"  # Desa Ciruas
DISTRICT_OFFICE: Final = "kec-ciruas"
_MIDDLE: Final = re.compile(r"\b(kepala bidang|kabid)\b", re.IGNORECASE)
_HEADS: Final = re.compile(r"\b(kepala dinas|kadis|camat)\b", re.IGNORECASE)
_VILLAGE: Final = re.compile(r"\b(desa|kades|lurah)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Citizen:
    """Describe a citizen of the demo; the NIK is synthetic, its serial 9xxx says so."""

    login: str
    name: str
    nik: str
    birth_date: dt.date
    phone: str
    street: str


@dataclass(frozen=True)
class Officer:
    """Describe an officer of the demo; `unit` is a code within the agency, `rank` 2 signs, 1 checks, 0 works."""

    login: str
    name: str
    title: str
    agency: str
    unit: str = ""
    rank: int = 0
    platform_admin: bool = False
    auditor: bool = False


CITIZENS: Final = (
    Citizen(
        "warga", "Warga Demo Satu", "3604092508909001", dt.date(1990, 8, 25), "+6281200000001", "Jalan Contoh Nomor 1"
    ),
    Citizen(
        "warga2", "Warga Demo Dua", "3604095202929002", dt.date(1992, 2, 12), "+6281200000002", "Jalan Contoh Nomor 2"
    ),
)
OFFICERS: Final = (
    Officer("desa.ciruas", "Petugas Demo Desa Ciruas", "Petugas desa (demo)", DISTRICT_OFFICE, "desa-2001"),
    Officer("petugas.ciruas", "Petugas Demo Kecamatan", "Petugas pelayanan (demo)", DISTRICT_OFFICE),
    Officer("camat.ciruas", "Camat Demo", "Camat (demo)", DISTRICT_OFFICE, rank=2),
    Officer("petugas.disdukcapil", "Petugas Demo Disdukcapil", "Petugas pelayanan (demo)", "disdukcapil"),
    Officer("kabid.disdukcapil", "Kepala Bidang Demo Disdukcapil", "Kepala bidang (demo)", "disdukcapil", rank=1),
    Officer("kepala.disdukcapil", "Kepala Demo Disdukcapil", "Kepala dinas (demo)", "disdukcapil", rank=2),
    Officer("petugas.ppa", "Petugas Demo PPA", "Petugas unit PPA (demo)", "dkbp3a", "ppa"),
    Officer("petugas.bapenda", "Petugas Demo Bapenda", "Petugas pelayanan (demo)", "bapenda"),
    Officer("admin", "Admin Demo Portal", "Admin portal (demo)", "diskominfosatik", rank=2, platform_admin=True),
    Officer("admin2", "Admin Demo Kedua", "Admin portal (demo)", "diskominfosatik", rank=2, platform_admin=True),
    Officer("auditor", "Auditor Demo", "Auditor (demo)", "inspektorat", auditor=True),
)
# Who sits at an operator in the demo: login, name and which one.
OPERATORS: Final = (("operator.telkomsel", "Wakil Demo Telkomsel", "telkomsel"),)
# What an agency that has services needs so that every step finds somebody, and nobody signs what they checked.
RANKS: Final = (
    ("petugas", "Petugas", "Petugas pelayanan"),
    ("kabid", "Kepala Bidang", "Kepala bidang"),
    ("kepala", "Kepala", "Kepala"),
)
# Their functions belong to one unit or one district, which the list above already has.
COMPLETE: Final = frozenset({DISTRICT_OFFICE, "dkbp3a"})
# Units that the reference data do not have.
UNITS: Final = {("dkbp3a", "ppa"): "Unit PPA (demo)"}


def crew_of(agency: str, name: str) -> list[Officer]:
    """Return the officers of an agency, one invented for every rank OFFICERS leaves out; `name` is its short one."""
    crew = [officer for officer in OFFICERS if officer.agency == agency]
    if agency in COMPLETE:
        return crew
    taken = {officer.rank for officer in crew if not officer.auditor}
    return crew + [
        Officer(f"{login}.{agency}", f"{person} Demo {name}", f"{title} (demo)", agency, rank=rank)
        for rank, (login, person, title) in enumerate(RANKS)
        if rank not in taken
    ]


def who_holds(crew: Sequence[Officer], function: str, label: str, *, signs: bool) -> Officer | None:
    """Choose who of an agency's officers holds a function of a service; None where the demo has nobody."""
    crew = [officer for officer in crew if not officer.auditor]
    words = f"{function.replace('_', ' ').replace('-', ' ')} {label}"
    if any(officer.agency == DISTRICT_OFFICE for officer in crew):
        in_village = bool(_VILLAGE.search(words))
        crew = [officer for officer in crew if bool(officer.unit) == in_village]
    wanted = 2 if signs or _HEADS.search(words) else int(bool(_MIDDLE.search(words)))
    return min(crew, key=lambda officer: abs(officer.rank - wanted), default=None)
