"""What the sixteen digits of a NIK say, and what they cannot say (UU 23/2006 jo. 24/2013; PP 40/2019).

Only the structure is checked: whether a NIK exists, only Dukcapil knows. The region is where the person was first
registered, never a domicile. The century is not coded: compare with a stated date of birth, never derive it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.definition.problems import FieldProblem, ProblemCode


@dataclass(frozen=True)
class NikParts:
    """Hold the pieces of a well-formed NIK; `birth` is the newest date not in the future."""

    digits: str
    province: str
    regency: str
    kecamatan: str
    birth: date
    gender: Literal["L", "P"]
    serial: str


def parse_nik(digits: str, today: date) -> NikParts:
    """Return the pieces of sixteen ASCII digits; raise FieldProblem when they cannot be a NIK."""
    day, serial = int(digits[6:8]), digits[12:]
    gender: Literal["L", "P"] = "L"
    # A woman's day of birth is written plus forty.
    if day > 40:
        gender, day = "P", day - 40
    if not 1 <= day <= 31:
        raise FieldProblem(ProblemCode.NIK_BIRTH_DATE)
    if serial == "0000":
        raise FieldProblem(ProblemCode.NIK_SERIAL)
    if "00" in (digits[:2], digits[2:4], digits[4:6]):
        raise FieldProblem(ProblemCode.NIK_REGION)
    birth = _newest(int(digits[10:12]), int(digits[8:10]), day, today)
    return NikParts(digits, digits[:2], digits[:4], digits[:6], birth, gender, serial)


def _newest(year: int, month: int, day: int, today: date) -> date:
    for century in (2000, 1900):
        try:
            birth = date(century + year, month, day)
        except ValueError:
            continue
        if birth <= today:
            return birth
    raise FieldProblem(ProblemCode.NIK_BIRTH_DATE)
