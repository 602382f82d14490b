"""How condition operators look at values: same type or nothing, and never an exception."""

from datetime import date
from typing import Any, Final, TypeGuard

Number = int | float
# The largest whole number that Python, JSON and a browser all write alike.
SAFE: Final = 2**53 - 1


def is_number(value: object) -> TypeGuard[Number]:
    """Say whether `value` is a finite number of at most 2**53 - 1; true and false are not numbers."""
    # Comparing is enough: not-a-number and infinity lie within no bound, and an enormous int is never converted.
    return isinstance(value, int | float) and not isinstance(value, bool) and -SAFE <= value <= SAFE


def tidy(value: Number) -> Number:
    """Write 2.0 as 2, as JSON in a browser does."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def is_empty(value: object) -> bool:
    """Say whether nothing was answered: null, "", [], {} or a list of nothing. False and 0 are answers."""
    if value is None or value == "":
        return True
    if isinstance(value, list | tuple):
        return all(is_empty(item) for item in value)
    return isinstance(value, dict) and all(is_empty(item) for item in value.values())


def equal(left: object, right: object) -> bool:
    """Compare without coercion: "1" is not 1, true is not 1, 2.0 is 2; a number too large to be one equals nothing."""
    if is_number(left) and is_number(right):
        return left == right
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(equal(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(equal(left[key], right[key]) for key in left)
    return type(left) is type(right) and isinstance(left, str | bool | None) and left == right


def ordered(left: object, right: object) -> int | None:
    """Return -1, 0 or 1 for two numbers or two texts (ISO dates are texts); None when they cannot be compared."""
    if is_number(left) and is_number(right):
        return (left > right) - (left < right)
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    return None


def as_date(value: object) -> date | None:
    """Return the date an ISO text begins with ("2026-11-22", "2026-11-22T09:00"), else None."""
    if not isinstance(value, str) or len(value) < 10 or not value[:10].isascii():
        return None
    if len(value) > 10 and value[10] != "T":
        return None
    if value[4] != "-" or value[7] != "-":
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def flatten(values: tuple[Any, ...]) -> list[Any]:
    """Put the items of lists among `values` in one flat list, so sum(group.field) and sum(a, b) are alike."""
    result: list[Any] = []
    for value in values:
        if isinstance(value, list | tuple):
            result.extend(flatten(tuple(value)))
        else:
            result.append(value)
    return result
