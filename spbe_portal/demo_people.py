"""List the people of the demo: invented, marked as such, enough to live every service from both sides."""

from __future__ import annotations

import datetime as dt
import re
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
)
# Units that the reference data do not have.
UNITS: Final = {("dkbp3a", "ppa"): "Unit PPA (demo)"}


def who_holds(agency: str, function: str, label: str, *, signs: bool) -> Officer | None:
    """Choose who holds a function of a service in an agency; None where the demo has nobody."""
    crew = [officer for officer in OFFICERS if officer.agency == agency]
    words = f"{function.replace('_', ' ').replace('-', ' ')} {label}"
    if agency == DISTRICT_OFFICE:
        in_village = bool(_VILLAGE.search(words))
        crew = [officer for officer in crew if bool(officer.unit) == in_village]
    wanted = 2 if signs or _HEADS.search(words) else int(bool(_MIDDLE.search(words)))
    return min(crew, key=lambda officer: abs(officer.rank - wanted), default=None)
