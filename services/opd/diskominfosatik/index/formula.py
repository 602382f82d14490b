"""Work an index out exactly: weights times levels, by aspect and over all, rounded once at the end. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

WHOLE: Final = Decimal("100.00")
LEAST, MOST = 1, 5  # of a level
DIGITS: Final = 2


@dataclass(frozen=True)
class Weighed:
    """Hold one indicator: its number, its aspect's number, its weight."""

    number: int
    aspect: int
    weight: Decimal


@dataclass(frozen=True)
class Band:
    """Hold one predicate and the lowest index that reaches it."""

    name: str
    tier: str
    lowest: Decimal


def index(indicators: Sequence[Weighed], levels: Mapping[int, int]) -> Decimal:
    """Return the index to two decimals; raises ValueError while a level is missing or out of range."""
    return half_up(exact(indicators, levels))


def exact(indicators: Sequence[Weighed], levels: Mapping[int, int]) -> Fraction:
    """Return the index as it is, not rounded: what decides a band on the edge."""
    return sum((Fraction(each.weight) * _level(each, levels) for each in indicators), Fraction()) / Fraction(WHOLE)


def aspect(indicators: Sequence[Weighed], levels: Mapping[int, int], number: int) -> Decimal:
    """Return the value of one aspect to two decimals."""
    own = [each for each in indicators if each.aspect == number]
    weight = sum((Fraction(each.weight) for each in own), Fraction())
    return half_up(sum((Fraction(each.weight) * _level(each, levels) for each in own), Fraction()) / weight)


def reach(indicators: Sequence[Weighed], levels: Mapping[int, int]) -> tuple[Decimal, Decimal]:
    """Return between which two values the index will lie, whatever the missing levels turn out to be."""
    found = []
    for filler in (LEAST, MOST):
        whole = {each.number: levels.get(each.number, filler) for each in indicators}
        found.append(index(indicators, whole))
    return found[0], found[1]


def band(bands: Sequence[Band], value: Decimal) -> Band:
    """Return the predicate of an index that was rounded to two decimals."""
    ordered = sorted(bands, key=lambda each: each.lowest, reverse=True)
    return next((each for each in ordered if value >= each.lowest), ordered[-1])


def half_up(value: Fraction, digits: int = DIGITS) -> Decimal:
    """Round a value that is not negative half up, from the exact fraction."""
    scale = 10**digits
    whole = (2 * value.numerator * scale + value.denominator) // (2 * value.denominator)
    return Decimal(whole).scaleb(-digits)


def _level(each: Weighed, levels: Mapping[int, int]) -> int:
    level = levels.get(each.number)
    if level is None or not LEAST <= level <= MOST:
        raise ValueError(f"indicator {each.number} has no level from {LEAST} to {MOST}")
    return level
