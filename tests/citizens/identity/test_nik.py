"""A NIK is read strictly where the law is strict, and gently where registers are old."""

from __future__ import annotations

import datetime as dt

import pytest

from citizens.identity.nik import NikError, NikProblem, contradicts, parse

TODAY = dt.date(2026, 11, 22)
GOOD = [
    ("3604054104900001", "P", "1990-04-01"),
    ("3604051708450001", "L", "1945-08-17"),
    ("3604057112050001", "P", "2005-12-31"),
    ("3604054104260001", "P", "2026-04-01"),  # a baby of this year
    ("3604052902001234", "L", "2000-02-29"),  # a leap day that only 2000 has
    ("3604052512260001", "L", "1926-12-25"),  # 25 December 2026 has not come yet
]
BAD = [
    ("3604053102900001", NikProblem.BIRTH),  # 31 February
    ("3604058104900001", NikProblem.BIRTH),  # day 81
    ("3604054004900001", NikProblem.BIRTH),  # day 40
    ("3604050104900000", NikProblem.SERIAL),
    ("360405410490000", NikProblem.DIGITS),
    ("36040541049000O1", NikProblem.DIGITS),
    ("٣٦٠٤٠٥٤١٠٤٩٠٠٠٠١", NikProblem.DIGITS),
    ("3604054113900001", NikProblem.BIRTH),  # month 13
    ("0004054104900001", NikProblem.REGION),
    ("3600054104900001", NikProblem.REGION),
    ("3604004104900001", NikProblem.REGION),
    ("", NikProblem.DIGITS),
    ("9" * 1000, NikProblem.DIGITS),
]


@pytest.mark.parametrize(("text", "sex", "born"), GOOD)
def test_a_nik_tells_sex_and_birth_date(text: str, sex: str, born: str) -> None:
    found = parse(text, today=TODAY)
    assert (found.sex, found.birth_date.isoformat()) == (sex, born)


@pytest.mark.parametrize(("text", "problem"), BAD)
def test_what_cannot_be_a_nik_is_refused_with_its_reason(text: str, problem: NikProblem) -> None:
    with pytest.raises(NikError) as refusal:
        parse(text, today=TODAY)
    assert refusal.value.problem == problem


@pytest.mark.parametrize(
    "text", ["3604 0541 0490 0001", "3604.0541.0490.0001", "3604-0541-0490-0001", " 3604054104900001 "]
)
def test_the_ways_people_group_the_digits_are_tolerated(text: str) -> None:
    assert parse(text, today=TODAY).number == "3604054104900001"


def test_a_nik_names_its_parts() -> None:
    found = parse("3604054104900017", today=TODAY)
    assert (found.province, found.regency, found.district, found.serial) == ("36", "3604", "360405", "0017")


def test_an_unknown_kecamatan_code_is_no_reason_to_refuse() -> None:
    assert parse("3604994104900001", today=TODAY).district == "360499"


def test_neither_the_nik_nor_its_error_prints_the_number() -> None:
    assert "0541" not in repr(parse("3604054104900001", today=TODAY))
    with pytest.raises(NikError) as refusal:
        parse("3604058104900001", today=TODAY)
    assert "3604" not in str(refusal.value)


@pytest.mark.parametrize(
    ("birth_date", "differs"),
    [
        (dt.date(1990, 4, 1), False),
        (dt.date(1890, 4, 1), False),
        (dt.date(1990, 4, 2), True),
        (dt.date(1991, 4, 1), True),
    ],
)
def test_a_stated_birth_date_is_compared_without_the_century(birth_date: dt.date, differs: bool) -> None:
    assert contradicts(parse("3604054104900001", today=TODAY), birth_date) is differs
