"""Reading numbers as people in Indonesia write them: 1.234.567 and 2,5."""

import re
from decimal import Decimal
from typing import Any

from services.definition.fields.texts import clean_text
from services.definition.problems import FieldProblem, ProblemCode

# Whole numbers stay exact in JavaScript and in JSON up to here.
SAFE = 2**53 - 1

_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+\Z")
_PLAIN = re.compile(r"[0-9]{1,18}\Z")


def read_number(raw: Any) -> Decimal:
    """Return the number in `raw` ("1.234,5", "2.5", 3, 2.5); raise FieldProblem when it is none."""
    if isinstance(raw, bool):
        raise FieldProblem(ProblemCode.WRONG_SHAPE)
    if isinstance(raw, int):
        # Decimal() of an enormous int is slow; the bound below would refuse it anyway.
        return Decimal(raw) if abs(raw) <= SAFE else _too_large(raw)
    if isinstance(raw, float):
        number = Decimal(repr(raw))
        if not number.is_finite():
            raise FieldProblem(ProblemCode.NOT_A_NUMBER)
        return number if abs(number) <= SAFE else _too_large(raw)
    return _read_text(clean_text(raw, 60))


def _too_large(raw: int | float) -> Decimal:
    if raw < 0:
        raise FieldProblem(ProblemCode.TOO_SMALL, limit=-SAFE)
    raise FieldProblem(ProblemCode.TOO_LARGE, limit=SAFE)


def _read_text(text: str) -> Decimal:
    text = text.replace(" ", "").replace("\u2212", "-")
    sign = -1 if text.startswith("-") else 1
    whole, comma, rest = text.removeprefix("-").removeprefix("+").partition(",")
    if not comma and not _GROUPED.match(whole) and whole.count(".") == 1:
        # "2.5" from a phone's keyboard; "1.234" is one thousand two hundred and thirty-four.
        whole, _, rest = whole.partition(".")
    elif _GROUPED.match(whole):
        whole = whole.replace(".", "")
    if not _PLAIN.match(whole) or (rest and not _PLAIN.match(rest)):
        raise FieldProblem(ProblemCode.NOT_A_NUMBER)
    number = sign * Decimal(f"{whole}.{rest or '0'}")
    return number if abs(number) <= SAFE else _too_large(sign * SAFE)


def whole(number: Decimal) -> int:
    """Return a number without a fraction as int; raise FieldProblem when it has one."""
    if number != number.to_integral_value():
        raise FieldProblem(ProblemCode.NOT_WHOLE)
    return int(number)


def within(number: int | float, least: int | float | None, most: int | float | None) -> None:
    """Raise FieldProblem when `number` lies outside the bounds, which are allowed values themselves."""
    if least is not None and number < least:
        raise FieldProblem(ProblemCode.TOO_SMALL, limit=least)
    if most is not None and number > most:
        raise FieldProblem(ProblemCode.TOO_LARGE, limit=most)
