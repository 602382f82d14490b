"""One file of cases, for every evaluator of conditions there is: this one, and the one in the browser."""

from typing import Any

import pytest

from services.definition import conditions
from services.definition.conditions import OPERATORS, Call, Scope
from tests.services.definition.helpers import load_json

CASES: list[dict[str, Any]] = load_json("conditions.json")["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_case_gives_what_the_file_says(case: dict[str, Any]) -> None:
    scope = Scope(case.get("answers", {}), {"today": "2026-11-22", **case.get("facts", {})}, case.get("row", {}))
    value = conditions.evaluate(conditions.parse(case["expr"]), scope)
    assert value == case["gives"]
    assert isinstance(value, bool) == isinstance(case["gives"], bool)


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
