"""Conditions on random data: they never raise, never guess, and say beforehand what they look at."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.definition import conditions
from services.definition.conditions import Scope, evaluate, holds, references
from services.definition.conditions.values import equal, is_empty, ordered
from tests.services.definition.strategies.conditions import SCOPES, VALUES, expressions
from tests.services.definition.strategies.counts import few

FACTS = {"today": "2026-11-22"}


@few
@given(expressions(), SCOPES, st.dictionaries(st.sampled_from(["today", "profile.nik"]), VALUES))
def test_no_answer_makes_a_condition_raise(expr: Any, answers: dict[str, Any], facts: dict[str, Any]) -> None:
    evaluate(conditions.parse(expr), Scope(answers, facts))


@few
@given(expressions(), SCOPES)
def test_a_condition_gives_the_same_twice(expr: Any, answers: dict[str, Any]) -> None:
    parsed = conditions.parse(expr)
    assert repr(evaluate(parsed, Scope(answers, FACTS))) == repr(evaluate(parsed, Scope(answers, FACTS)))


@few
@given(expressions(), SCOPES, VALUES)
def test_only_what_is_referenced_matters(expr: Any, answers: dict[str, Any], other: Any) -> None:
    parsed = conditions.parse(expr)
    looked_at = {path.split(".")[0] for path in references(parsed)}
    changed = {**answers, **{name: other for name in ("a", "b", "c", "g") if name not in looked_at}}
    assert repr(evaluate(parsed, Scope(answers, FACTS))) == repr(evaluate(parsed, Scope(changed, FACTS)))


@few
@given(expressions(), SCOPES)
def test_not_turns_what_holds_around(expr: Any, answers: dict[str, Any]) -> None:
    scope = Scope(answers, FACTS)
    plain, turned = conditions.parse(expr), conditions.parse({"op": "not", "args": [expr]})
    assert holds(turned, scope) is not holds(plain, scope) or plain is None


@few
@given(VALUES, VALUES)
def test_equality_is_symmetric_and_never_across_types(left: Any, right: Any) -> None:
    assert equal(left, right) == equal(right, left)
    if isinstance(left, str) != isinstance(right, str) or isinstance(left, bool) != isinstance(right, bool):
        assert not equal(left, right)


@few
@given(VALUES, VALUES)
def test_order_is_antisymmetric(left: Any, right: Any) -> None:
    there, back = ordered(left, right), ordered(right, left)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert there == -back


@few
@given(VALUES)
def test_empty_and_filled_are_opposites(value: Any) -> None:
    scope = Scope({"a": value}, FACTS)
    empty = evaluate(conditions.parse({"op": "empty", "args": [{"f": "a"}]}), scope)
    filled = evaluate(conditions.parse({"op": "filled", "args": [{"f": "a"}]}), scope)
    assert empty is not filled
    assert empty == is_empty(value)


@few
@given(expressions())
def test_a_parsed_condition_can_be_written_and_read_again(expr: Any) -> None:
    parsed = conditions.parse(expr)
    data = parsed.model_dump(mode="json") if hasattr(parsed, "model_dump") else parsed
    assert conditions.parse(data) == parsed
