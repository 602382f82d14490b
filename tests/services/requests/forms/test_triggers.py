"""A question is drawn inside the answer that asks it, where one answer on the same page decides alone."""

from __future__ import annotations

from typing import Any

import pytest

from services.definition.fields import FieldBase, make
from services.requests.forms.triggers import trigger_of

OPTIONS = [{"value": v, "label": v} for v in ("a", "b")]
YES_NO = make({"id": "ada", "type": "boolean"})
RADIO = make({"id": "jenis", "type": "choice", "options": OPTIONS})
LONG = make({"id": "daftar", "type": "choice", "style": "select", "options": OPTIONS})
FIXED = make({"id": "tetap", "type": "boolean", "read_only": True})
TEXT = make({"id": "teks", "type": "short_text"})
PAGE = (YES_NO, RADIO, LONG, FIXED, TEXT)


def dependent(condition: Any) -> FieldBase:
    return make({"id": "uji", "type": "short_text", "show_if": condition})


@pytest.mark.parametrize(
    ("condition", "source", "wanted", "nested"),
    [
        ({"op": "eq", "args": [{"f": "ada"}, True]}, "ada", ("ya",), True),
        ({"op": "eq", "args": [{"f": "ada"}, False]}, "ada", ("tidak",), True),
        ({"op": "eq", "args": [{"f": "jenis"}, "b"]}, "jenis", ("b",), True),
        ({"op": "in", "args": [{"f": "jenis"}, ["a", "b"]]}, "jenis", ("a", "b"), False),
        ({"op": "in", "args": [{"f": "jenis"}, ["a"]]}, "jenis", ("a",), True),
        ({"op": "eq", "args": [{"f": "daftar"}, "a"]}, "daftar", ("a",), False),
    ],
)
def test_one_answer_that_decides_is_found(condition: Any, source: str, wanted: tuple[str, ...], nested: bool) -> None:
    found = trigger_of(dependent(condition), PAGE)
    assert found is not None
    assert (found.field.id, found.values, found.nested) == (source, wanted, nested)


@pytest.mark.parametrize(
    "condition",
    [
        None,
        True,
        {"op": "ne", "args": [{"f": "ada"}, True]},
        {"op": "eq", "args": [{"f": "halaman_lain"}, True]},
        {"op": "eq", "args": [{"f": "tetap"}, True]},
        {"op": "eq", "args": [{"f": "teks"}, "x"]},
        {"op": "eq", "args": [{"f": "ada"}, {"f": "jenis"}]},
        {"op": "and", "args": [{"op": "eq", "args": [{"f": "ada"}, True]}, {"op": "not", "args": [False]}]},
        {"op": "eq", "args": [{"f": "ada"}, 3]},
    ],
)
def test_everything_else_is_left_to_the_server(condition: Any) -> None:
    assert trigger_of(dependent(condition), PAGE) is None
