"""Which days an office works."""

from datetime import UTC, date, datetime, time

import pytest

from services.definition.worktime import Calendar
from tests.services.definition.worktime.calendars import DAYS_OFF, HOSPITAL, OFFICE, OPEN_ON_CUTI_BERSAMA, day, moment


@pytest.mark.parametrize(("year", "count"), [(2024, 238), (2025, 237), (2026, 240), (2027, 242)])
def test_the_working_days_of_a_year_are_those_of_the_decrees(year: int, count: int) -> None:
    assert OFFICE.count(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_weekends_and_holidays_are_free() -> None:
    assert not OFFICE.is_working(day("2026-11-22"))
    assert OFFICE.is_working(day("2026-11-23"))
    assert not OFFICE.is_working(day("2026-12-25"))


def test_cuti_bersama_is_free_unless_the_office_says_otherwise() -> None:
    assert DAYS_OFF[day("2026-12-24")] == "cuti_bersama"
    assert not OFFICE.is_working(day("2026-12-24"))
    assert OPEN_ON_CUTI_BERSAMA.is_working(day("2026-12-24"))
    assert not OPEN_ON_CUTI_BERSAMA.is_working(day("2026-12-25"))


def test_a_hospital_never_closes() -> None:
    assert HOSPITAL.count(day("2026-11-01"), day("2026-11-30")) == 29


def test_a_year_is_decreed_when_its_days_are_known() -> None:
    assert OFFICE.is_decreed(day("2027-12-31"))
    assert not OFFICE.is_decreed(day("2028-01-01"))
    assert not HOSPITAL.is_decreed(day("2026-01-01"))


def test_the_next_working_day_may_be_today() -> None:
    assert OFFICE.next_working(day("2026-11-23")) == day("2026-11-23")
    assert OFFICE.next_working(day("2026-11-21")) == day("2026-11-23")
    assert OFFICE.next_working(day("2026-12-24")) == day("2026-12-28")


def test_a_moment_belongs_to_its_local_day_even_late_in_the_evening() -> None:
    assert OFFICE.day_of(moment("2026-11-23 21:40")) == day("2026-11-23")
    assert OFFICE.day_of(datetime(2026, 11, 22, 23, 0, tzinfo=UTC)) == day("2026-11-23")
    assert OFFICE.day_of(datetime(2026, 11, 23, 16, 59, tzinfo=UTC)) == day("2026-11-23")
    assert OFFICE.day_of(datetime(2026, 11, 23, 17, 0, tzinfo=UTC)) == day("2026-11-24")
    assert OFFICE.day_of(datetime(2026, 11, 23, 8, 0)) == day("2026-11-23")
    assert OFFICE.day_of(day("2026-11-23")) == day("2026-11-23")


def test_counting_leaves_the_first_day_out_and_takes_the_last_in() -> None:
    assert OFFICE.count(day("2026-11-23"), day("2026-11-23")) == 0
    assert OFFICE.count(day("2026-11-23"), day("2026-11-24")) == 1
    assert OFFICE.count(day("2026-11-20"), day("2026-11-23")) == 1
    assert OFFICE.count(day("2026-11-24"), day("2026-11-23")) == 0
    assert list(OFFICE.days_after(day("2026-11-20"), day("2026-11-24"))) == [day("2026-11-23"), day("2026-11-24")]


@pytest.mark.parametrize("weekdays", [frozenset(), frozenset({7}), frozenset({-1, 0})])
def test_a_calendar_without_working_days_is_refused(weekdays: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="weekdays"):
        Calendar(weekdays=weekdays)


def test_an_office_that_closes_before_it_opens_is_refused() -> None:
    with pytest.raises(ValueError, match="opens"):
        Calendar(opens=time(16), closes=time(8))
