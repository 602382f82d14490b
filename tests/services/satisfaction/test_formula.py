"""The index is exact: one ninth is one ninth, a perfect score is 100.00, and it is rounded once."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.satisfaction import formula
from services.satisfaction.instrument import MOST, skm

CODES = skm().codes
scores = st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=40)


def sums_of(sheets: list[list[int]]) -> dict[str, int]:
    return {code: sum(sheet[place] for sheet in sheets) for place, code in enumerate(CODES)}


def test_the_survey_has_nine_elements_of_four_answers_each_and_four_bands() -> None:
    assert len(CODES) == 9
    assert all([value for value, _text in each.options] == [1, 2, 3, 4] for each in skm().elements)
    assert skm().weight * 9 == 1
    assert [(band.grade, str(band.lowest)) for band in skm().bands] == [
        ("A", "88.31"),
        ("B", "76.61"),
        ("C", "65.00"),
        ("D", "25.00"),
    ]


@pytest.mark.parametrize(("score", "index"), [(4, "100.00"), (3, "75.00"), (2, "50.00"), (1, "25.00")])
def test_answers_that_are_all_equal_give_a_round_index(score: int, index: str) -> None:
    assert str(formula.index(dict.fromkeys(CODES, 7 * score), 7)) == index


@pytest.mark.parametrize(
    ("index", "grade"),
    [
        *(("100.00", "A"), ("88.31", "A"), ("88.30", "B"), ("76.61", "B"), ("76.60", "C")),
        *(("65.00", "C"), ("64.99", "D"), ("25.00", "D")),
    ],
)
def test_a_band_begins_at_its_lower_bound(index: str, grade: str) -> None:
    assert formula.band(Decimal(index)).grade == grade


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scores)
def test_the_index_agrees_with_the_mean_of_means_rounded_half_up(sheets: list[list[int]]) -> None:
    means = [Fraction(sum(sheet[place] for sheet in sheets), len(sheets)) for place in range(9)]
    exact = sum(means, Fraction()) / 9 * 25
    rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    found = formula.index(sums_of(sheets), len(sheets))
    assert found == rounded
    assert 25 <= found <= 100


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scores)
def test_who_answers_in_which_order_changes_nothing(sheets: list[list[int]]) -> None:
    assert formula.index(sums_of(sheets), len(sheets)) == formula.index(sums_of(sheets[::-1]), len(sheets))


def test_halves_are_rounded_up() -> None:
    assert formula.half_up(Fraction(1, 8)) == Decimal("0.13")
    assert formula.half_up(Fraction(12345, 1000), 2) == Decimal("12.35")


def test_the_weakest_element_stands_first_and_of_equal_ones_the_first_of_the_list() -> None:
    sums = dict.fromkeys(CODES, 30) | {"waktu": 20, "biaya": 20}
    assert formula.lowest(sums)[:2] == ["waktu", "biaya"]


@pytest.mark.parametrize(
    ("sums", "count"),
    [
        (dict.fromkeys(CODES, 4), 0),
        (dict.fromkeys(CODES[:8], 4), 1),
        (dict.fromkeys(CODES, 4) | {"lain": 4}, 1),
        (dict.fromkeys(CODES, MOST + 1), 1),
        (dict.fromkeys(CODES, 1), 2),
    ],
)
def test_sums_that_no_answers_give_are_refused(sums: dict[str, int], count: int) -> None:
    with pytest.raises(ValueError, match=r"answered|element|sum"):
        formula.index(sums, count)
