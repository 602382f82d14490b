"""One file of cases for both evaluators of conditions: the server's, and the one that a browser is sent."""

from typing import Any

import pytest

from services.definition import conditions
from services.definition.conditions import OPERATORS, Call, Scope
from tests.services.definition.conditions import browser
from tests.services.definition.helpers import load_json

CASES: list[dict[str, Any]] = load_json("conditions.json")["cases"]
each_case = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])


def scope_of(case: dict[str, Any]) -> dict[str, Any]:
    """Return what the paths of a case mean; today is a fixed day unless the case says otherwise."""
    facts = {"today": "2026-11-22", **case.get("facts", {})}
    return {"answers": case.get("answers", {}), "facts": facts, "row": case.get("row", {})}


@pytest.fixture(scope="module")
def in_browser() -> dict[str, tuple[Any, bool]]:
    """Return what the browser's evaluator gives for each case."""
    results = browser.run((case["expr"], scope_of(case)) for case in CASES)
    return {case["name"]: result for case, result in zip(CASES, results, strict=True)}


@each_case
def test_the_server_gives_what_the_file_says(case: dict[str, Any]) -> None:
    value = conditions.evaluate(conditions.parse(case["expr"]), Scope(**scope_of(case)))
    assert browser.agree(value, case["gives"]), value


@each_case
def test_the_browser_gives_what_the_file_says(case: dict[str, Any], in_browser: dict[str, tuple[Any, bool]]) -> None:
    value, held = in_browser[case["name"]]
    assert browser.agree(value, case["gives"]), value
    assert held is (case["expr"] is None or case["gives"] is True)


def test_every_operator_has_cases() -> None:
    used: set[str] = set()
    for case in CASES:
        used |= operators(conditions.parse(case["expr"]))
    assert used == set(OPERATORS)


def operators(node: Any) -> set[str]:
    """Return the operators used in a condition."""
    if not isinstance(node, Call):
        return set()
    return {node.op}.union(*(operators(arg) for arg in node.args))


def test_no_two_cases_share_a_name() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)
