"""Phone numbers are accepted the way people write them, and only ours."""

from __future__ import annotations

import pytest

from citizens.phones import normalise, same_last_digits

SAME = "+6281234567890"


@pytest.mark.parametrize(
    "text",
    [
        "081234567890",
        "0812-3456-7890",
        "0812.3456.7890",
        "0812 3456 7890",
        "6281234567890",
        "62812 3456 7890",
        "+62 812-3456-7890",
        "+62 (812) 3456 7890",
        "  081234567890 ",
        "０８１２３４５６７８９０",
    ],
)
def test_one_number_written_many_ways_is_one_number(text: str) -> None:
    assert normalise(text) == SAME


def test_a_landline_of_serang_is_a_number_too() -> None:
    assert normalise("(0254) 200123") == "+62254200123"


@pytest.mark.parametrize(
    "text",
    ["", "0899", "1234", "+65 8123 4567", "0812 3456 7890 x12", "0812345678901234", "siti@contoh.test", "8" * 500],
)
def test_what_is_no_indonesian_number_is_none(text: str) -> None:
    assert normalise(text) is None


@pytest.mark.parametrize(
    ("digits", "same"),
    [("7890", True), ("7891", False), ("890", False), ("", False), ("67890", False), ("٧٨٩٠", False)],
)
def test_only_the_right_last_four_digits_agree(digits: str, same: bool) -> None:
    assert same_last_digits(SAME, digits) is same
