"""Numbers as people write them."""

import pytest

from services.definition.fields.wording import number
from services.definition.problems import FieldProblem, ProblemCode
from tests.services.definition.helpers import clean, shown

WHOLE = [
    (3, 3),
    (3.0, 3),
    ("3", 3),
    (" 3 ", 3),
    ("003", 3),
    ("1.234", 1234),
    ("1.234.567", 1_234_567),
    ("1 234", 1234),
    ("3,0", 3),
    ("3,00", 3),
    ("3.0", 3),
    ("+3", 3),
    ("0", 0),
    ("-0", 0),
]


@pytest.mark.parametrize(("raw", "kept"), WHOLE)
def test_a_whole_number_is_read(raw: object, kept: int) -> None:
    value = clean("integer", raw)
    assert value == kept
    assert type(value) is int


REFUSED = [
    ("2,5", ProblemCode.NOT_WHOLE),
    (2.5, ProblemCode.NOT_WHOLE),
    ("tiga", ProblemCode.NOT_A_NUMBER),
    ("3 orang", ProblemCode.NOT_A_NUMBER),
    ("1.23.456", ProblemCode.NOT_A_NUMBER),
    ("1,234,567", ProblemCode.NOT_A_NUMBER),
    ("3,", None),
    (",5", ProblemCode.NOT_A_NUMBER),
    ("--3", ProblemCode.NOT_A_NUMBER),
    ("1e5", ProblemCode.NOT_A_NUMBER),
    ("0x10", ProblemCode.NOT_A_NUMBER),
    ("٣", ProblemCode.NOT_A_NUMBER),
    ("３", ProblemCode.NOT_A_NUMBER),
    ("1_000", ProblemCode.NOT_A_NUMBER),
    (float("nan"), ProblemCode.NOT_A_NUMBER),
    (float("inf"), ProblemCode.NOT_A_NUMBER),
    (True, ProblemCode.WRONG_SHAPE),
    ([3], ProblemCode.WRONG_SHAPE),
    ({"a": 3}, ProblemCode.WRONG_SHAPE),
    (10**20, ProblemCode.TOO_LARGE),
    (-(10**20), ProblemCode.TOO_SMALL),
    ("9" * 18, ProblemCode.TOO_LARGE),
    ("9" * 40, ProblemCode.NOT_A_NUMBER),
    ("-5", ProblemCode.TOO_SMALL),
    ("1000000000", ProblemCode.TOO_LARGE),
]


@pytest.mark.parametrize(("raw", "code"), REFUSED)
def test_what_is_no_whole_number_says_why(raw: object, code: ProblemCode | None) -> None:
    if code is None:
        assert clean("integer", raw) == 3
        return
    with pytest.raises(FieldProblem) as caught:
        clean("integer", raw)
    assert caught.value.code is code


def test_bounds_are_allowed_values_themselves() -> None:
    assert clean("integer", 1, min=1, max=5) == 1
    assert clean("integer", 5, min=1, max=5) == 5
    with pytest.raises(FieldProblem) as caught:
        clean("integer", 6, min=1, max=5)
    assert caught.value.params == {"limit": 5}
    with pytest.raises(FieldProblem) as caught:
        clean("integer", 0, min=1, max=5)
    assert caught.value.params == {"limit": 1}


def test_a_temperature_may_lie_below_zero() -> None:
    assert clean("integer", "-5", min=-10) == -5
    assert clean("integer", "\u22125", min=-10) == -5


DECIMALS = [
    ("2,5", 2.5),
    ("2.5", 2.5),
    ("1.234,5", 1234.5),
    ("1.234", 1234),
    ("0,25", 0.25),
    ("2,50", 2.5),
    (2, 2),
    (2.0, 2),
    (0.1, 0.1),
    ("2,00", 2),
]


@pytest.mark.parametrize(("raw", "kept"), DECIMALS)
def test_a_fraction_is_read_with_comma_or_dot(raw: object, kept: float) -> None:
    value = clean("decimal", raw)
    assert value == kept
    assert type(value) is type(kept)


def test_more_places_than_asked_are_refused_not_rounded() -> None:
    for raw in ("2,555", 2.555):
        with pytest.raises(FieldProblem) as caught:
            clean("decimal", raw)
        assert caught.value.code is ProblemCode.TOO_PRECISE
        assert caught.value.params == {"decimals": 2}
    assert clean("decimal", "2,555", decimals=3) == 2.555
    with pytest.raises(FieldProblem):
        clean("decimal", "2,5", decimals=0)


def test_a_fraction_has_bounds() -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("decimal", "0,1", min=0.5)
    assert caught.value.params == {"limit": 0.5}
    with pytest.raises(FieldProblem):
        clean("decimal", -1)


MONEY = [
    (25_000, 25_000),
    ("25.000", 25_000),
    ("25000", 25_000),
    ("Rp25.000", 25_000),
    ("Rp 25.000", 25_000),
    ("rp. 25.000", 25_000),
    ("IDR 25.000", 25_000),
    ("Rp25.000,00", 25_000),
    ("Rp25.000,-", 25_000),
    ("1.234.567", 1_234_567),
    ("0", 0),
    (25_000.0, 25_000),
]


@pytest.mark.parametrize(("raw", "kept"), MONEY)
def test_rupiah_is_read_however_it_is_written(raw: object, kept: int) -> None:
    value = clean("money", raw)
    assert value == kept
    assert type(value) is int


@pytest.mark.parametrize("raw", ["25,000", "25.00", "-5", "lima ribu", "Rp", "$5", "2,5", 2.5, True, "1.5 juta"])
def test_what_is_no_clear_amount_of_rupiah_is_refused(raw: object) -> None:
    with pytest.raises(FieldProblem):
        clean("money", raw)


def test_numbers_are_shown_the_indonesian_way() -> None:
    assert shown("integer", 1_730_532) == "1.730.532"
    assert shown("integer", 2026, grouped=False) == "2026"
    assert shown("integer", 3, unit="orang") == "3 orang"
    assert shown("decimal", 2.5, unit="m2") == "2,5 m2"
    assert shown("decimal", 1234.25) == "1.234,25"
    assert shown("money", 25_000) == "Rp25.000"


def test_english_readers_get_english_numbers() -> None:
    assert number(1234.5, "en") == "1,234.5"
    assert number(1_730_532, "en-GB") == "1,730,532"


def test_the_largest_number_a_browser_can_hold_is_read_exactly() -> None:
    safe = 2**53 - 1
    assert clean("integer", safe, max=safe) == safe
    assert clean("integer", str(safe), max=safe) == safe
    with pytest.raises(FieldProblem) as caught:
        clean("integer", safe + 1, max=safe)
    assert (caught.value.code, caught.value.params) == (ProblemCode.TOO_LARGE, {"limit": safe})
