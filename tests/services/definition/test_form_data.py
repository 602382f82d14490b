"""From the flat names of an HTML form to nested answers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.definition.form_data import MAX_KEYS, nest
from tests.services.definition.strategies.counts import few

NESTED: list[tuple[dict[str, list[str]], dict[str, Any]]] = [
    ({"nama": ["Siti"]}, {"nama": "Siti"}),
    ({"bentuk": ["fisik", "psikis"]}, {"bentuk": ["fisik", "psikis"]}),
    ({"lahir.day": ["1"], "lahir.month": ["2"]}, {"lahir": {"day": "1", "month": "2"}}),
    ({"g.0.a": ["x"], "g.1.a": ["y"]}, {"g": [{"a": "x"}, {"a": "y"}]}),
    ({"g.10.a": ["z"], "g.2.a": ["y"]}, {"g": [{"a": "y"}, {"a": "z"}]}),
    ({"g.0.t.day": ["1"]}, {"g": [{"t": {"day": "1"}}]}),
    ({"a": ["x"], "a.b": ["y"]}, {"a": "x"}),
    ({"a.b": ["y"], "a": ["x"]}, {"a": {"b": "y"}}),
    ({"": ["x"], ".": ["x"], "a.": ["x"], ".a": ["x"], "a..b": ["x"]}, {}),
    ({"a": []}, {}),
    ({"g.0.h.0.masa.from.day": ["1"]}, {"g": [{"h": [{"masa": {"from": {"day": "1"}}}]}]}),
    ({"g.0.h.0.masa.from.day.x": ["1"]}, {}),
    ({"a.٣": ["x"]}, {"a": {"٣": "x"}}),
]


@pytest.mark.parametrize(("flat", "nested"), NESTED, ids=repr)
def test_names_with_dots_become_nested_answers(flat: dict[str, list[str]], nested: dict[str, Any]) -> None:
    assert nest(flat) == nested
    assert nest(flat.items()) == nested


def test_a_flood_of_names_is_cut_off() -> None:
    assert len(nest({f"a{number}": ["x"] for number in range(MAX_KEYS * 2)})) == MAX_KEYS


@few
@given(st.dictionaries(st.text("ab01.", max_size=12), st.lists(st.text(max_size=3), max_size=3)))
def test_no_form_makes_it_raise(flat: dict[str, list[str]]) -> None:
    assert isinstance(nest(flat), dict)
