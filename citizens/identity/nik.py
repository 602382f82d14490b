"""Read what the 16 digits of a NIK say; whether the NIK exists only Dukcapil knows."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

WOMEN_DAY_OFFSET = 40  # UU 23/2006: the day of birth of a woman is written plus 40
_SEPARATORS = re.compile(r"[ .\-\u00a0]")
_DIGITS = re.compile(r"[0-9]{16}")  # not \d, which also takes digits of other scripts


class NikProblem(StrEnum):
    """Name why a text cannot be a NIK."""

    DIGITS = "digits"
    REGION = "region"
    BIRTH = "birth"
    SERIAL = "serial"


class NikError(ValueError):
    """Refuse a text that cannot be a NIK; carries the problem, never the text."""

    def __init__(self, problem: NikProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Nik:
    """Hold a well-formed NIK; its region is where the person was first registered, never where they live."""

    number: str
    birth_date: dt.date
    sex: str

    def __repr__(self) -> str:
        """Keep the number out of logs and tracebacks."""
        return f"Nik({self.number[:4]}…)"

    @property
    def province(self) -> str:
        """Return the 2 digits of the province of first registration."""
        return self.number[:2]

    @property
    def regency(self) -> str:
        """Return the 4 digits of the kabupaten or kota of first registration."""
        return self.number[:4]

    @property
    def district(self) -> str:
        """Return the 6 digits of the kecamatan of first registration, which may have been dissolved since."""
        return self.number[:6]

    @property
    def serial(self) -> str:
        """Return the last 4 digits, given by SIAK."""
        return self.number[12:]


def parse(text: str, *, today: dt.date) -> Nik:
    """Read a NIK written with or without spaces, dots and dashes; raises NikError."""
    number = _SEPARATORS.sub("", text)
    if not _DIGITS.fullmatch(number):
        raise NikError(NikProblem.DIGITS)
    if "00" in (number[:2], number[2:4], number[4:6]):
        raise NikError(NikProblem.REGION)
    day = int(number[6:8])
    sex = "P" if day > WOMEN_DAY_OFFSET else "L"
    birth = _birth_date(day - WOMEN_DAY_OFFSET if sex == "P" else day, int(number[8:10]), int(number[10:12]), today)
    if birth is None:
        raise NikError(NikProblem.BIRTH)
    if number[12:] == "0000":
        raise NikError(NikProblem.SERIAL)
    return Nik(number, birth, sex)


def _birth_date(day: int, month: int, short_year: int, today: dt.date) -> dt.date | None:
    """Return the newest date not in the future that the six digits can mean: they carry no century."""
    for century in (2000, 1900):
        try:
            date = dt.date(century + short_year, month, day)
        except ValueError:
            continue
        if date <= today:
            return date
    return None


def contradicts(nik: Nik, birth_date: dt.date) -> bool:
    """Tell whether a stated date of birth differs from the digits; a reason to ask again, not to refuse."""
    return (nik.birth_date.day, nik.birth_date.month, nik.birth_date.year % 100) != (
        birth_date.day,
        birth_date.month,
        birth_date.year % 100,
    )
