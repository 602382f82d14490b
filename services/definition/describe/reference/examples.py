"""An example for every operator and for every type of field; the handbook's tests run them all."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

Json = Any


class Example(NamedTuple):
    """Hold a condition as data, the answers it is worked out against, and what it gives."""

    expression: Json
    gives: Json
    answers: Mapping[str, Json] = {}


def _call(op: str, *args: Json) -> dict[str, Json]:
    return {"op": op, "args": list(args)}


_A: Final = {"f": "a"}
_ROWS: Final = {"titik": [{"luas": 2}, {"luas": 3.5}]}
_AREAS: Final = {"f": "titik.luas"}
# The fact `today` in every example.
TODAY: Final = "2026-11-22"
OPERATORS: Final[Mapping[str, Example]] = {
    "eq": Example(_call("eq", _A, "sewa"), True, {"a": "sewa"}),
    "ne": Example(_call("ne", _A, "sewa"), True, {"a": "milik"}),
    "lt": Example(_call("lt", _A, 18), True, {"a": 17}),
    "le": Example(_call("le", _A, 18), True, {"a": 18}),
    "gt": Example(_call("gt", _A, 18), False, {"a": 18}),
    "ge": Example(_call("ge", _A, {"f": "today"}), True, {"a": "2026-12-01"}),
    "in": Example(_call("in", _A, ["sewa", "pinjam"]), True, {"a": "pinjam"}),
    "contains": Example(_call("contains", _A, "hukum"), True, {"a": ["medis", "hukum"]}),
    "and": Example(_call("and", _call("filled", _A), _call("gt", _A, 0)), True, {"a": 3}),
    "or": Example(_call("or", _call("empty", _A), _call("gt", _A, 5)), False, {"a": 3}),
    "not": Example(_call("not", _call("eq", _A, True)), True, {"a": False}),
    "empty": Example(_call("empty", _A), True, {}),
    "filled": Example(_call("filled", _A), True, {"a": False}),
    "if": Example(_call("if", _call("gt", _A, 100), 50000, 25000), 25000, {"a": 60}),
    "sum": Example(_call("sum", _AREAS), 5.5, _ROWS),
    "count": Example(_call("count", _AREAS), 2, _ROWS),
    "min": Example(_call("min", _AREAS), 2, _ROWS),
    "max": Example(_call("max", _AREAS), 3.5, _ROWS),
    "add": Example(_call("add", _A, 2), 5, {"a": 3}),
    "subtract": Example(_call("subtract", _A, 2), 1, {"a": 3}),
    "multiply": Example(_call("multiply", _A, 2500), 7500, {"a": 3}),
    "divide": Example(_call("divide", _A, 2), 1.5, {"a": 3}),
    "round": Example(_call("round", _A, 1), 2.3, {"a": 2.25}),
    "length": Example(_call("length", _A), 4, {"a": "sewa"}),
    "age_years": Example(_call("age_years", _A), 17, {"a": "2008-11-23"}),
    "days_between": Example(_call("days_between", _A, {"f": "today"}), 60, {"a": "2026-09-23"}),
}
OPERATOR_NOTES: Final[Mapping[str, str]] = {
    "eq": 'the same value of the same type; `"1"` is not `1`',
    "ne": "not the same value; true where one is missing",
    "lt": "less; numbers or texts, ISO dates are texts",
    "le": "less or the same",
    "gt": "more",
    "ge": "more or the same",
    "in": "the first is one of the list",
    "contains": "the first, a list, holds the second",
    "and": "every argument is exactly true",
    "or": "one argument is exactly true",
    "not": "the argument is not exactly true",
    "empty": "nothing was answered; `false` and `0` are answers",
    "filled": "something was answered",
    "if": "the second where the first is true, else the third (or nothing)",
    "sum": "all numbers, lists opened",
    "count": "how many answers, empty ones left out",
    "min": "the smallest",
    "max": "the largest",
    "add": "a + b",
    "subtract": "a − b",
    "multiply": "a × b",
    "divide": "a ÷ b; nothing where b is 0",
    "round": "half away from zero, to 0 to 6 places",
    "length": "letters of a text, items of a list",
    "age_years": "full years since a date, today or on a second date",
    "days_between": "days from the first date to the second",
}
# What a field of each type needs besides its id.
FIELDS: Final[Mapping[str, Mapping[str, Json]]] = {
    "choice": {"options": [{"value": "milik", "label": "Milik sendiri"}, {"value": "sewa", "label": "Sewa"}]},
    "choices": {"options": [{"value": "medis", "label": "Medis"}, {"value": "hukum", "label": "Hukum"}]},
    "computed": {"expr": _call("multiply", {"f": "luas"}, 2500)},
    "group": {"fields": [{"id": "luas", "type": "decimal"}], "repeat": {"min": 1, "max": 5}},
    "note": {"text": "Bawa KTP asli."},
    "reference": {"list": "sekolah"},
    "slot": {"list": "loket"},
}
