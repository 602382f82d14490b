"""What is left of a condition gives the same as the whole, and tells no secret."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from services.definition import conditions
from services.definition.conditions import Known, Scope, Withheld, as_data, evaluate, references, residual
from tests.services.definition.conditions import browser
from tests.services.definition.conditions.agreement import TREES
from tests.services.definition.strategies.conditions import KNOWN, SCOPES
from tests.services.definition.strategies.counts import twins

TODAY = {"today": "2026-11-22"}
SECRET = "3604054104900001"


def left(data: Any, answers: dict[str, Any], *, secret: str = "") -> Any:
    """Return what is left of a condition on a page that asks "a" and "b", as JSON data."""
    known = Known(Scope(answers, TODAY), {"a", "b"}, lambda path: path.split(".")[0] == secret)
    return as_data(residual(conditions.parse(data), known))


@twins
@given(TREES, SCOPES, KNOWN)
def test_the_rest_gives_the_same_as_the_whole(expr: Any, answers: dict[str, Any], facts: dict[str, Any]) -> None:
    parsed = conditions.parse(expr)
    there = {name: value for name, value in answers.items() if name in ("a", "b")}
    here = Scope({name: value for name, value in answers.items() if name not in there}, facts)
    try:
        rest = residual(parsed, Known(here, ("a", "b")))
    except Withheld:
        return
    whole = evaluate(parsed, Scope(answers, facts))
    assert {path.split(".")[0] for path in references(rest)} <= {"a", "b", "today"}
    assert browser.agree(evaluate(rest, Scope(there)), whole)
    [(value, _held)] = browser.run([(as_data(rest), {"answers": there})])
    assert browser.agree(value, whole)


def test_what_another_page_answered_becomes_its_value() -> None:
    both = {
        "op": "and",
        "args": [{"op": "gt", "args": [{"f": "c"}, 5]}, {"op": "eq", "args": [{"f": "a"}, {"f": "d"}]}],
    }
    assert left(both, {"c": 9, "d": ["x"]}) == {
        "op": "and",
        "args": [True, {"op": "eq", "args": [{"f": "a"}, ["x"]]}],
    }


def test_an_age_takes_the_day_along() -> None:
    assert left({"op": "age_years", "args": [{"f": "a"}]}, {}) == {
        "op": "age_years",
        "args": [{"f": "a"}, "2026-11-22"],
    }


def test_of_a_secret_only_the_verdict_is_told() -> None:
    is_set = {"op": "and", "args": [{"op": "filled", "args": [{"f": "nik"}]}, {"f": "a"}]}
    told = left(is_set, {"nik": SECRET}, secret="nik")
    assert told == {"op": "and", "args": [True, {"f": "a"}]}


@pytest.mark.parametrize(
    "data",
    [
        {"op": "ne", "args": [{"f": "a"}, {"f": "nik"}]},
        {"op": "if", "args": [{"f": "a"}, {"f": "nik"}]},
        {"op": "if", "args": [True, {"f": "nik"}, 1]},
        {"op": "gt", "args": [{"op": "length", "args": [{"f": "nik"}]}, {"f": "a"}]},
        {"f": "nik"},
    ],
)
def test_a_condition_that_would_need_the_secret_itself_is_withheld(data: Any) -> None:
    with pytest.raises(Withheld):
        left(data, {"nik": SECRET}, secret="nik")


@pytest.mark.parametrize("value", [{"x": 1}, [{"x": 1}], [[1]], float("nan"), [float("inf")]])
def test_a_value_no_condition_can_be_written_with_is_withheld(value: Any) -> None:
    with pytest.raises(Withheld):
        left({"op": "eq", "args": [{"f": "a"}, {"f": "c"}]}, {"c": value})
