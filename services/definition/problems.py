"""Every way an answer can be wrong: a code and its parameters; the sentences live in presenters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class ProblemCode(StrEnum):
    """Name what is wrong with one answer; PARAMS lists what each code carries."""

    REQUIRED = "required"
    WRONG_SHAPE = "wrong_shape"
    BAD_CHARACTERS = "bad_characters"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    NOT_DIGITS = "not_digits"
    WRONG_LENGTH = "wrong_length"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    TOO_PRECISE = "too_precise"
    NOT_YES_NO = "not_yes_no"
    NOT_AN_OPTION = "not_an_option"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    NOT_A_DATE = "not_a_date"
    DATE_TOO_EARLY = "date_too_early"
    DATE_TOO_LATE = "date_too_late"
    DATE_IN_FUTURE = "date_in_future"
    RANGE_REVERSED = "range_reversed"
    NOT_A_TIME = "not_a_time"
    TIME_TOO_EARLY = "time_too_early"
    TIME_TOO_LATE = "time_too_late"
    NOT_AN_EMAIL = "not_an_email"
    NOT_A_PHONE = "not_a_phone"
    NOT_A_MOBILE = "not_a_mobile"
    NIK_BIRTH_DATE = "nik_birth_date"
    NIK_SERIAL = "nik_serial"
    NIK_REGION = "nik_region"
    NAME_CHARACTERS = "name_characters"
    UNKNOWN_REGION = "unknown_region"
    DESA_OUTSIDE = "desa_outside"
    PART_REQUIRED = "part_required"
    NOT_A_POSTCODE = "not_a_postcode"
    NOT_A_COORDINATE = "not_a_coordinate"
    OUTSIDE_AREA = "outside_area"
    UNKNOWN_FILE = "unknown_file"
    UNKNOWN_REFERENCE = "unknown_reference"
    SLOT_TAKEN = "slot_taken"
    RULE = "rule"
    NOT_ELIGIBLE = "not_eligible"
    # An OPD's hook refuses, in its own words.
    HOOK = "hook"
    # Warnings: shown, never in the way.
    NIK_UNKNOWN_REGION = "nik_unknown_region"


_BOUND: Final = frozenset({"limit"})
PARAMS: Final[Mapping[ProblemCode, frozenset[str]]] = {
    **{code: frozenset[str]() for code in ProblemCode},
    ProblemCode.TOO_LONG: _BOUND,
    ProblemCode.TOO_SHORT: _BOUND,
    ProblemCode.WRONG_LENGTH: frozenset({"digits"}),
    ProblemCode.TOO_SMALL: _BOUND,
    ProblemCode.TOO_LARGE: _BOUND,
    ProblemCode.TOO_PRECISE: frozenset({"decimals"}),
    ProblemCode.TOO_FEW: _BOUND,
    ProblemCode.TOO_MANY: _BOUND,
    ProblemCode.DATE_TOO_EARLY: _BOUND,
    ProblemCode.DATE_TOO_LATE: _BOUND,
    ProblemCode.TIME_TOO_EARLY: _BOUND,
    ProblemCode.TIME_TOO_LATE: _BOUND,
    ProblemCode.PART_REQUIRED: frozenset({"name"}),
    ProblemCode.RULE: frozenset({"rule"}),
    ProblemCode.NOT_ELIGIBLE: frozenset({"rule"}),
    ProblemCode.HOOK: frozenset({"said"}),
    ProblemCode.NIK_UNKNOWN_REGION: frozenset({"region"}),
}

Param = str | int | float


@dataclass(frozen=True)
class Problem:
    """Say what is wrong with the answer at `path` ("titik.0.luas")."""

    path: str
    code: ProblemCode
    params: Mapping[str, Param] = field(default_factory=dict)


class FieldProblem(Exception):
    """Refuse one answer; `part` names the piece of a composed answer ("kecamatan")."""

    def __init__(self, code: ProblemCode, part: str = "", **params: Param) -> None:
        """Keep the code, the piece and the parameters listed in PARAMS."""
        super().__init__(code.value)
        self.code = code
        self.part = part
        self.params: dict[str, Param] = dict(params)
