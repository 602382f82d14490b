"""A stored answer is written back into its box the way people type it."""

from __future__ import annotations

from typing import Any

import pytest

from services.definition.fields import make
from services.requests.forms import values


def shown(kind: str, value: Any, *, typed: bool = False, **extra: Any) -> str:
    return values.text(make({"id": "uji", "type": kind, "why": "Uji.", **extra}), value, typed=typed)


@pytest.mark.parametrize(
    ("kind", "value", "box"),
    [
        ("phone", "+6281234567890", "0812-3456-7890"),
        ("nik", "3604054104900001", "3604 0541 0490 0001"),
        ("decimal", 49.5, "49,5"),
        ("decimal", 2, "2"),
        ("decimal", 0.000001, "0,000001"),
        ("integer", 3100, "3100"),
        ("money", 25000, "25000"),
        ("time", "04:15", "04.15"),
        ("short_text", "Satu", "Satu"),
        ("short_text", None, ""),
        ("short_text", {"a": 1}, ""),
    ],
)
def test_a_clean_answer_looks_as_it_is_typed(kind: str, value: Any, box: str) -> None:
    assert shown(kind, value) == box


@pytest.mark.parametrize("text", ["3604 0000", "bukan angka", "9,5,5", "<b>"])
def test_what_is_wrong_stays_as_it_was(text: str) -> None:
    assert shown("nik", text, typed=True) == text


@pytest.mark.parametrize(
    ("value", "boxes"),
    [
        ("2026-11-09", {"day": "9", "month": "11", "year": "2026"}),
        ({"day": "9", "month": "x"}, {"day": "9", "month": "x", "year": ""}),
        (None, {"day": "", "month": "", "year": ""}),
        ("omong kosong", {"day": "", "month": "", "year": ""}),
        ([1, 2], {"day": "", "month": "", "year": ""}),
    ],
)
def test_a_date_goes_into_three_boxes(value: Any, boxes: dict[str, str]) -> None:
    assert values.boxes(value) == boxes


def test_a_moment_has_its_date_and_its_time() -> None:
    assert values.moment("2026-11-22T10:32") == {"date": "2026-11-22", "time": "10.32"}
    assert values.moment({"date": {"day": "9"}, "time": "x"}) == {"date": {"day": "9"}, "time": "x"}
    assert values.moment(None) == {"date": "", "time": ""}


@pytest.mark.parametrize(("value", "option"), [(True, "ya"), (False, "tidak"), ("b", "b"), (None, ""), ([], "")])
def test_an_answer_chooses_its_option(value: Any, option: str) -> None:
    assert values.option(value) == option


@pytest.mark.parametrize(("value", "chosen"), [("a", ["a"]), (["a", "b"], ["a", "b"]), (None, []), ({}, [])])
def test_ticks_are_a_list(value: Any, chosen: list[str]) -> None:
    assert values.options(value) == chosen


def test_missing_pieces_are_empty() -> None:
    assert values.parts({"rt": "001", "rw": None}, ("rt", "rw", "jalan")) == {"rt": "001", "rw": "", "jalan": ""}
    assert values.parts("teks", ("rt",)) == {"rt": ""}
