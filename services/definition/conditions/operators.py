"""The closed list of operators. Each takes evaluated arguments and gives a value, or null where it has none."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from services.definition.conditions.values import (
    as_date,
    equal,
    flatten,
    is_empty,
    is_number,
    ordered,
    tidy,
)

MANY: Final = 50
MOST_DECIMALS: Final = 6
HALF: Final = 0.5


@dataclass(frozen=True)
class Operator:
    """Pair a function with how many arguments it takes; `dated` operators get today as last argument."""

    run: Callable[..., Any]
    least: int
    most: int
    dated: bool = False


def _compare(test: Callable[[int], bool]) -> Callable[..., bool]:
    def run(left: Any, right: Any) -> bool:
        order = ordered(left, right)
        return order is not None and test(order)

    return run


def _member(value: Any, options: Any) -> bool:
    return isinstance(options, list | tuple) and any(equal(value, option) for option in options)


def _numbers(values: tuple[Any, ...]) -> list[int | float]:
    return [value for value in flatten(values) if is_number(value)]


def _sum(*values: Any) -> Any:
    total: int | float = 0
    for number in _numbers(values):
        total += number
        # No way back from beyond: a browser has lost the last digits there.
        if not is_number(total):
            return None
    return tidy(total)


def _count(*values: Any) -> int:
    return sum(not is_empty(value) for value in flatten(values))


def _extreme(choose: Callable[[list[Any]], Any]) -> Callable[..., Any]:
    def run(*values: Any) -> Any:
        items = [value for value in flatten(values) if not is_empty(value)]
        if not items:
            return None
        same = all(is_number(item) for item in items) or all(isinstance(item, str) for item in items)
        return choose(items) if same else None

    return run


def _arithmetic(work: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def run(left: Any, right: Any) -> Any:
        if not (is_number(left) and is_number(right)):
            return None
        result = work(left, right)
        return tidy(result) if is_number(result) else None

    return run


def _divide(left: Any, right: Any) -> Any:
    return float(left) / float(right) if right else None


def _round(value: Any, decimals: Any = 0) -> Any:
    """Round half away from zero: the way people and SQL do it, and easy to repeat in a browser."""
    if not (is_number(value) and is_number(decimals) and decimals in range(MOST_DECIMALS + 1)):
        return None
    scale = 10 ** int(decimals)
    scaled = abs(value) * scale
    # From here on a float has no fraction left to round.
    if scaled >= 2**52:
        return tidy(value)
    whole = math.floor(scaled)
    return tidy(math.copysign((whole if scaled - whole < HALF else whole + 1) / scale, value))


def _years(start: date, end: date) -> int | None:
    if end < start:
        return None
    # Born on 29 February: a year older on 1 March in a common year.
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _age_years(*values: Any) -> int | None:
    born, at = as_date(values[0]), as_date(values[1])
    return None if born is None or at is None else _years(born, at)


def _days_between(start: Any, end: Any) -> int | None:
    first, last = as_date(start), as_date(end)
    return None if first is None or last is None else (last - first).days


def _length(value: Any) -> int | None:
    return len(value) if isinstance(value, str | list | tuple) else None


def _if(test: Any, then: Any, otherwise: Any = None) -> Any:
    return then if test is True else otherwise


OPERATORS: Final[dict[str, Operator]] = {
    "eq": Operator(equal, 2, 2),
    "ne": Operator(lambda left, right: not equal(left, right), 2, 2),
    "lt": Operator(_compare(lambda order: order < 0), 2, 2),
    "le": Operator(_compare(lambda order: order <= 0), 2, 2),
    "gt": Operator(_compare(lambda order: order > 0), 2, 2),
    "ge": Operator(_compare(lambda order: order >= 0), 2, 2),
    "in": Operator(_member, 2, 2),
    "contains": Operator(lambda options, value: _member(value, options), 2, 2),
    "and": Operator(lambda *values: all(value is True for value in values), 1, MANY),
    "or": Operator(lambda *values: any(value is True for value in values), 1, MANY),
    "not": Operator(lambda value: value is not True, 1, 1),
    "empty": Operator(is_empty, 1, 1),
    "filled": Operator(lambda value: not is_empty(value), 1, 1),
    "if": Operator(_if, 2, 3),
    "sum": Operator(_sum, 1, MANY),
    "count": Operator(_count, 1, MANY),
    "min": Operator(_extreme(min), 1, MANY),
    "max": Operator(_extreme(max), 1, MANY),
    "add": Operator(_arithmetic(lambda a, b: a + b), 2, 2),
    "subtract": Operator(_arithmetic(lambda a, b: a - b), 2, 2),
    "multiply": Operator(_arithmetic(lambda a, b: a * b), 2, 2),
    "divide": Operator(_arithmetic(_divide), 2, 2),
    "round": Operator(_round, 1, 2),
    "length": Operator(_length, 1, 1),
    "age_years": Operator(_age_years, 1, 2, dated=True),
    "days_between": Operator(_days_between, 2, 2),
}
