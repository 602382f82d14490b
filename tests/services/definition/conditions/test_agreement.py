"""The two evaluators are twins: on random trees, and on what no parser ever let through."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from services.definition.conditions import MAX_DEPTH, OPERATORS, Call, Ref, Scope, evaluate
from tests.services.definition.conditions import agreement, browser
from tests.services.definition.strategies.counts import twins

EMPTY: dict[str, Any] = {"answers": {}, "facts": {}, "row": {}}


@twins
@given(agreement.TREES, agreement.SURROUNDINGS)
def test_both_evaluators_agree_on_random_trees(expr: Any, scope: dict[str, Any]) -> None:
    agreement.check(expr, scope)


def built(data: Any) -> Any:
    """Return a condition built past the parser, which refuses most of these."""
    if isinstance(data, dict) and "op" in data:
        return Call.model_construct(op=data["op"], args=tuple(built(arg) for arg in data.get("args", ())))
    if isinstance(data, dict):
        return Ref.model_construct(f=data["f"])
    return data


def nested(name: str, depth: int) -> Any:
    """Write `depth` calls inside one another."""
    data: Any = True
    for _ in range(depth):
        data = {"op": name, "args": [data]}
    return data


WILD = [
    *({"op": name, "args": [True, True]} for name in ("constructor", "__proto__", "toString", "hasOwnProperty", "")),
    *({"op": name} for name in OPERATORS),
    *({"op": name, "args": [1] * count} for name in OPERATORS for count in (0, 1, 2, 3, 4, 51)),
    *(nested("not", depth) for depth in (MAX_DEPTH, MAX_DEPTH + 1, MAX_DEPTH + 2, 200)),
    *({"f": path} for path in ("__proto__", "a.__proto__", "toString", "a.toString", "a.length", "t.length", "l.0")),
    # What is read by mistake is often a function, which JSON would leave out: whether something is there shows it.
    *(
        {"op": "filled", "args": [{"f": path}]}
        for path in ("toString", "a.constructor", "t.at", "l.length", "__proto__")
    ),
    *({"f": path} for path in ("r.__proto__", "r.__proto__.x", "l.__proto__", "l.x", "r.constructor.name", "p.x.y")),
]
PLACES = {
    "answers": {"a": {"b": 1}, "t": "text", "l": [{"x": 1}, [{"x": 2}], None, {"x": [3]}, "x"], "": 1},
    "facts": {"p": {"x": {"y": 1}}, "p.x": {"y": 2}},
    # Data may be called so; it is then an own property like any other and changes no prototype.
    "row": {"r": {"__proto__": {"x": 5}}},
}


@pytest.mark.parametrize("node", WILD, ids=repr)
def test_a_condition_made_past_the_parser_gives_the_same_in_both(node: Any) -> None:
    [(there, _held)] = browser.run([(node, PLACES)])
    assert browser.agree(evaluate(built(node), Scope(**PLACES)), there)


@pytest.mark.parametrize("node", [{}, {"op": 5}, {"op": "not", "args": "x"}, {"op": "and", "args": None}, {"f": 5}, []])
def test_what_is_no_condition_at_all_is_nothing_and_raises_nothing(node: Any) -> None:
    [(value, held)] = browser.run([(node, EMPTY)])
    assert value in (None, [])
    assert held is False


def test_a_missing_condition_holds_and_a_missing_scope_is_empty() -> None:
    assert browser.run([(None, EMPTY), ({"f": "a"}, {})]) == [(None, True), (None, False)]
