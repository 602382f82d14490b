"""Dates, numbers and personal identifiers look the same everywhere."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from foundation import formats

UTC = dt.UTC


def test_a_date_is_written_with_its_weekday() -> None:
    assert formats.long_date(dt.date(2026, 11, 22)) == "Minggu, 22 November 2026"


def test_a_date_may_leave_its_weekday_out() -> None:
    assert formats.long_date(dt.date(2026, 8, 17), weekday=False) == "17 Agustus 2026"


def test_an_evening_in_utc_is_already_tomorrow_in_serang() -> None:
    assert formats.long_date(dt.datetime(2026, 11, 22, 17, 30, tzinfo=UTC)) == "Senin, 23 November 2026"


def test_a_naive_moment_keeps_its_day() -> None:
    assert formats.local_date(dt.datetime(2026, 11, 22, 23, 59)) == dt.date(2026, 11, 22)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_an_indonesian_name(month: int) -> None:
    text = formats.long_date(dt.date(2026, month, 1), weekday=False)
    assert text == f"1 {formats.MONTHS[month - 1]} 2026"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (dt.datetime(2026, 11, 22, 3, 32, tzinfo=UTC), "10.32 WIB"),
        (dt.datetime(2026, 11, 22, 17, 0, tzinfo=UTC), "00.00 WIB"),
        (dt.time(4, 5), "04.05 WIB"),
        (dt.datetime(2026, 11, 22, 9, 7), "09.07 WIB"),
    ],
)
def test_a_time_is_written_with_a_dot_in_wib(value: dt.datetime | dt.time, expected: str) -> None:
    assert formats.clock_time(value) == expected


def test_a_moment_is_date_and_time_in_one() -> None:
    at = dt.datetime(2026, 11, 22, 3, 32, tzinfo=UTC)
    assert formats.moment(at) == "Minggu, 22 November 2026, 10.32 WIB"


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [(1730532, 0, "1.730.532"), (2.5, 1, "2,5"), (Decimal("84.72"), 2, "84,72"), (0, 0, "0"), (-1234, 0, "-1.234")],
)
def test_numbers_use_dots_for_thousands_and_a_decimal_comma(value: float, digits: int, expected: str) -> None:
    assert formats.number(value, digits=digits) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(25000, "Rp25.000"), (0, "Rp0"), (-1500, "-Rp1.500"), (Decimal(10) ** 9, "Rp1.000.000.000")]
)
def test_money_has_no_space_and_no_sen(value: float, expected: str) -> None:
    assert formats.rupiah(value) == expected


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "0 byte"),
        (999, "999 byte"),
        (1000, "1 KB"),
        (1_234_567, "1,2 MB"),
        (5_000_000, "5 MB"),
        (2_300_000_000, "2,3 GB"),
    ],
)
def test_file_sizes_are_short(size: int, expected: str) -> None:
    assert formats.file_size(size) == expected


@pytest.mark.parametrize(("value", "expected"), [(2.5, "2,5"), (2.0, "2"), (10, "10"), (0, "0"), (1200, "1.200")])
def test_a_short_number_has_only_the_decimals_it_needs(value: float, expected: str) -> None:
    assert formats.short_number(value) == expected


def test_in_english_days_months_and_numbers_are_english() -> None:
    with translation.override("en"):
        assert formats.long_date(dt.date(2026, 8, 17)) == "Monday, 17 August 2026"
        assert formats.short_weekday(dt.date(2026, 8, 17)) == "Mon"
        assert formats.number(1730532.5, digits=1) == "1,730,532.5"
        assert formats.short_number(10.0) == "10"
        assert formats.rupiah(25000) == "Rp25,000"
        assert [formats.file_size(size) for size in (1, 999, 1_234_567)] == ["1 byte", "999 bytes", "1.2 MB"]


def test_a_nik_shows_only_region_and_last_two_digits() -> None:
    assert formats.mask_nik("3604 0110 0590 0012") == "3604 •••• •••• ••12"


@pytest.mark.parametrize("bad", ["", "36", "36040110059000123", "abc"])
def test_something_that_is_no_nik_is_hidden_whole(bad: str) -> None:
    assert formats.mask_nik(bad) == "•••• •••• •••• ••••"


def test_a_masked_nik_never_holds_the_birth_date_or_serial() -> None:
    masked = formats.mask_nik("3604014512990007")
    assert "451299" not in masked
    assert "0007" not in masked


@pytest.mark.parametrize("stored", ["+6281234567890", "6281234567890", "0812-3456-7890"])
def test_a_phone_number_is_written_in_groups(stored: str) -> None:
    assert formats.phone(stored) == "0812-3456-7890"


@pytest.mark.parametrize(
    ("stored", "expected"),
    [("+6281234567890", "0812-••••-••90"), ("081234567", "0812-••••-67"), ("0812", "••••"), ("", "••••")],
)
def test_a_masked_phone_number_shows_prefix_and_last_two_digits(stored: str, expected: str) -> None:
    assert formats.mask_phone(stored) == expected


@pytest.mark.parametrize(
    ("stored", "expected"), [("ani@gmail.com", "a•••@gmail.com"), ("tanpa-at", "•••"), ("@x.id", "•••"), ("", "•••")]
)
def test_a_masked_address_shows_first_letter_and_domain(stored: str, expected: str) -> None:
    assert formats.mask_email(stored) == expected
