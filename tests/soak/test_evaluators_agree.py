"""Ten thousand random conditions on random answers: server and browser give the same value and the same verdict."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.services.definition.conditions import agreement
from tests.soak import evidence

pytestmark = [pytest.mark.soak, pytest.mark.django_db]

TREES = 10_000
FEWEST_OF_A_KIND = TREES // 50


def test_both_evaluators_agree_on_ten_thousand_random_trees() -> None:
    kinds: Counter[str] = Counter()

    @settings(max_examples=TREES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(agreement.TREES, agreement.SURROUNDINGS)
    def agree(expr: Any, scope: dict[str, Any]) -> None:
        kinds[type(agreement.check(expr, scope)).__name__] += 1

    agree()
    evidence.record(
        "evaluators-agree",
        "Conditions mean the same on the server and in a browser",
        promise="0 differences between the Python and the JavaScript evaluator.",
        conditions={"random trees": sum(kinds.values()), "engine": "quickjs-ng"},
        figures={"differences": 0, **{f"gave {kind}": count for kind, count in sorted(kinds.items())}},
    )
    # A property on nulls alone would prove nothing.
    assert all(kinds[kind] >= FEWEST_OF_A_KIND for kind in ("bool", "int", "str")), kinds
