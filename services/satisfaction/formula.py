"""Work the index out exactly: means of nine elements, each weighed 1/9, times 25, rounded once at the end."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from services.satisfaction.instrument import Band, skm

DIGITS: Final = 2


def index(sums: Mapping[str, int], count: int) -> Decimal:
    """Return the index of so many answers from the sum of each element, to two decimals; raises ValueError."""
    survey = skm()
    _check(sums, count)
    means = (Fraction(sums[code], count) for code in survey.codes)
    return half_up(sum((mean * survey.weight for mean in means), Fraction()) * survey.scale)


def mean(total: int, count: int) -> Decimal:
    """Return the mean of one element or of the quick mark, to two decimals."""
    if count < 1:
        raise ValueError("nobody answered")
    return half_up(Fraction(total, count))


def band(value: Decimal) -> Band:
    """Return the band of an index that was rounded to two decimals."""
    bands = skm().bands
    return next((each for each in bands if value >= each.lowest), bands[-1])


def lowest(sums: Mapping[str, int]) -> list[str]:
    """Return the codes from the weakest element to the strongest; of equal ones the first stands first."""
    order = {code: place for place, code in enumerate(skm().codes)}
    return sorted(order, key=lambda code: (sums[code], order[code]))


def half_up(value: Fraction, digits: int = DIGITS) -> Decimal:
    """Round a value that is not negative half up, from the exact fraction."""
    scale = 10**digits
    whole = (2 * value.numerator * scale + value.denominator) // (2 * value.denominator)
    return Decimal(whole).scaleb(-digits)


def _check(sums: Mapping[str, int], count: int) -> None:
    if count < 1:
        raise ValueError("nobody answered")
    if set(sums) != set(skm().codes):
        raise ValueError("an element is missing or unknown")
    if any(not count <= total <= 4 * count for total in sums.values()):
        raise ValueError("a sum cannot come from answers between 1 and 4")
