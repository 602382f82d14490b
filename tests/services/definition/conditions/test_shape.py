"""What is a condition and what is not."""

from typing import Any

import pytest

from services.definition import conditions
from services.definition.conditions import MAX_DEPTH, Call, Scope, evaluate, holds, references
from services.definition.errors import DocumentError


def op(name: str, *args: Any) -> dict[str, Any]:
    """Write a call."""
    return {"op": name, "args": list(args)}


REFUSED = [
    op("system", "rm"),
    op("__class__", 1),
    {"op": "eq"},
    op("eq", 1),
    op("eq", 1, 2, 3),
    op("not"),
    op("and"),
    op("age_years", 1, 2, 3),
    {"op": "not", "args": [True], "more": 1},
    {"f": "a", "more": 1},
    {"f": "__class__.mro"},
    {"f": "A"},
    {"f": "a b"},
    {"f": ""},
    {"f": "a..b"},
    {"f": 5},
    {"g": "a"},
    {},
    [{"f": "a"}],
    [["nested"]],
    float("nan"),
    float("inf"),
    op("not", float("nan")),
    {"op": 5, "args": []},
    {"op": "not", "args": "x"},
    {"op": "or", "args": [False] * 51},
]


@pytest.mark.parametrize("data", REFUSED, ids=repr)
def test_what_is_not_in_the_closed_language_is_refused(data: Any) -> None:
    with pytest.raises(DocumentError) as caught:
        conditions.parse(data)
    assert caught.value.problems


def nested(depth: int) -> Any:
    """Write a condition with `depth` calls inside one another."""
    data: Any = True
    for _ in range(depth):
        data = op("not", data)
    return data


def test_a_condition_at_the_depth_cap_works() -> None:
    assert evaluate(conditions.parse(nested(MAX_DEPTH)), Scope()) is (MAX_DEPTH % 2 == 0)


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 100, 5000])
def test_a_condition_deeper_than_the_cap_is_refused(depth: int) -> None:
    with pytest.raises(DocumentError):
        conditions.parse(nested(depth))


def test_a_condition_made_past_the_parser_still_does_not_raise() -> None:
    wild = Call.model_construct(op="eval", args=("1+1",))
    assert evaluate(wild, Scope()) is None
    few = Call.model_construct(op="eq", args=())
    assert evaluate(few, Scope()) is None
    deep: Any = True
    for _ in range(200):
        deep = Call.model_construct(op="not", args=(deep,))
    assert evaluate(deep, Scope()) in (True, False, None)


def test_a_missing_condition_holds() -> None:
    assert holds(None, Scope())


def test_only_exactly_true_holds() -> None:
    for value in (1, "true", "ya", ["x"], 0, False, ""):
        assert not holds(value, Scope())
    assert holds(True, Scope())


def test_references_name_every_path_once() -> None:
    data = op("and", op("eq", {"f": "a"}, {"f": "b.c"}), op("in", {"f": "a"}, ["x"]), op("not", {"f": "profile.nik"}))
    assert references(conditions.parse(data)) == {"a", "b.c", "profile.nik"}


def test_an_age_looks_at_today_unless_it_is_told_the_day() -> None:
    assert references(conditions.parse(op("age_years", {"f": "lahir"}))) == {"lahir", "today"}
    assert references(conditions.parse(op("age_years", {"f": "lahir"}, {"f": "akad"}))) == {"lahir", "akad"}


def test_a_literal_looks_at_nothing() -> None:
    assert references(conditions.parse("a")) == frozenset()
    assert references(None) == frozenset()


def test_without_today_an_age_is_unknown() -> None:
    age = conditions.parse(op("age_years", "2000-01-01"))
    assert evaluate(age, Scope({}, {})) is None
    assert evaluate(age, Scope({}, {"today": "besok"})) is None


def test_a_condition_cannot_reach_into_python() -> None:
    for path in ("a.__class__", "a._secret"):
        with pytest.raises(DocumentError):
            conditions.parse({"f": path})
    assert Scope({"a": "text"}).get("a.upper") is None
    assert Scope({"a": {"x": 1}}).get("a.keys") is None


def test_problems_say_where_they_are() -> None:
    with pytest.raises(DocumentError) as caught:
        conditions.parse(op("and", True, op("nope", 1)))
    [(path, message)] = caught.value.problems
    assert "args.1" in path
    assert "nope" in message
