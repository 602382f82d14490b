"""When something is due."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.definition.worktime import Calendar, Due, add_months, add_working_days, due, office_time_between
from tests.services.definition.helpers import load_json
from tests.services.definition.strategies.counts import few
from tests.services.definition.worktime.calendars import HOSPITAL, OFFICE, OPEN_ON_CUTI_BERSAMA, day, moment

VECTORS: list[dict[str, Any]] = load_json("working_days.json")["vektor"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['mulai']}+{v['hari_kerja']}")
def test_the_vectors_of_the_kabupaten_hold(vector: dict[str, Any]) -> None:
    start, amount = day(vector["mulai"]), vector["hari_kerja"]
    assert due(start, amount, "working_days", OFFICE) == Due(day(vector["jatuh_tempo"]))
    worked = day(vector["jatuh_tempo_bila_cuti_bersama_dihitung_kerja"])
    assert due(start, amount, "working_days", OPEN_ON_CUTI_BERSAMA) == Due(worked)


def test_a_year_without_a_decree_is_an_estimate_never_silent() -> None:
    assert due(day("2027-12-28"), 10, "working_days", OFFICE).estimate
    assert not due(day("2027-12-20"), 3, "working_days", OFFICE).estimate
    assert due(day("2027-12-30"), 1, "calendar_days", OFFICE) == Due(day("2027-12-31"))


def test_a_day_of_completeness_is_day_nought() -> None:
    assert due(day("2026-11-23"), 1, "working_days", OFFICE).at == day("2026-11-24")
    assert due(day("2026-11-20"), 1, "working_days", OFFICE).at == day("2026-11-23")
    assert due(day("2026-11-21"), 1, "working_days", OFFICE).at == day("2026-11-23")


def test_a_mark_in_the_evening_counts_from_that_day() -> None:
    assert due(moment("2026-11-23 22:15"), 1, "working_days", OFFICE).at == day("2026-11-24")


def test_calendar_days_and_months_stay_on_their_date() -> None:
    assert due(day("2026-11-20"), 2, "calendar_days", OFFICE).at == day("2026-11-22")
    assert due(day("2026-11-22"), 1, "months", OFFICE).at == day("2026-12-22")
    assert due(day("2026-11-25"), 1, "months", OFFICE).at == day("2026-12-25")


def test_they_roll_where_the_document_says_so() -> None:
    assert due(day("2026-11-20"), 2, "calendar_days", OFFICE, roll="next_working_day").at == day("2026-11-23")
    assert due(day("2026-11-25"), 1, "months", OFFICE, roll="next_working_day").at == day("2026-12-28")
    assert due(day("2027-12-31"), 1, "calendar_days", OFFICE, roll="next_working_day").estimate


def test_a_month_ends_where_its_month_ends() -> None:
    assert add_months(day("2026-01-31"), 1) == day("2026-02-28")
    assert add_months(day("2024-01-31"), 1) == day("2024-02-29")
    assert add_months(day("2026-11-30"), 3) == day("2027-02-28")
    assert add_months(day("2026-11-22"), 12) == day("2027-11-22")


def test_clock_hours_run_through_nights_and_weekends() -> None:
    assert due(moment("2026-11-20 15:00"), 24, "hours", OFFICE) == Due(moment("2026-11-21 15:00"))
    assert due(moment("2026-11-20 15:00"), 72, "hours", OFFICE) == Due(moment("2026-11-23 15:00"))


def test_office_hours_run_only_while_the_office_is_open() -> None:
    assert due(moment("2026-11-20 15:00"), 2, "office_hours", OFFICE) == Due(moment("2026-11-23 09:00"))
    assert due(moment("2026-11-20 15:00"), 1, "office_hours", OFFICE) == Due(moment("2026-11-20 16:00"))
    assert due(moment("2026-11-20 20:00"), 1, "office_hours", OFFICE) == Due(moment("2026-11-23 09:00"))
    assert due(moment("2026-11-23 05:00"), 9, "office_hours", OFFICE) == Due(moment("2026-11-24 09:00"))
    assert due(moment("2027-12-31 15:30"), 2, "office_hours", OFFICE).estimate


def test_a_moment_keeps_the_zone_it_came_in() -> None:
    start = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    found = due(start, 2, "office_hours", OFFICE).at
    assert isinstance(found, datetime)
    assert found.tzinfo is UTC
    assert found == moment("2026-11-23 09:00")


def test_hours_need_a_moment() -> None:
    for unit in ("hours", "office_hours"):
        with pytest.raises(ValueError, match="aware"):
            due(day("2026-11-20"), 1, unit, OFFICE)
        with pytest.raises(ValueError, match="aware"):
            due(datetime(2026, 11, 20, 8, 0), 1, unit, OFFICE)


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="weeks"):
        due(day("2026-11-20"), 1, "weeks", OFFICE)


def test_office_time_between_two_moments_leaves_out_the_night() -> None:
    assert office_time_between(moment("2026-11-20 15:00"), moment("2026-11-23 09:30"), OFFICE) == timedelta(hours=2.5)
    assert office_time_between(moment("2026-11-21 10:00"), moment("2026-11-22 10:00"), OFFICE) == timedelta()
    assert office_time_between(moment("2026-11-23 10:00"), moment("2026-11-23 10:00"), OFFICE) == timedelta()


DAYS = st.dates(date(2024, 1, 1), date(2027, 6, 30))


@few
@given(DAYS, st.integers(1, 90))
def test_a_due_day_is_a_working_day_and_counts_back(start: date, amount: int) -> None:
    at = due(start, amount, "working_days", OFFICE).at
    assert OFFICE.is_working(at)
    assert OFFICE.count(start, at) == amount


@few
@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up(start: date, first: int, second: int) -> None:
    middle = add_working_days(start, first, OFFICE).at
    assert add_working_days(middle, second, OFFICE).at == add_working_days(start, first + second, OFFICE).at


@few
@given(DAYS, DAYS, st.integers(1, 60))
def test_who_starts_later_is_never_due_earlier(one: date, two: date, amount: int) -> None:
    early, late = sorted([one, two])
    assert add_working_days(early, amount, OFFICE).at <= add_working_days(late, amount, OFFICE).at


@few
@given(DAYS, st.integers(1, 60))
def test_more_days_off_never_make_it_due_earlier(start: date, amount: int) -> None:
    few_off = add_working_days(start, amount, OPEN_ON_CUTI_BERSAMA).at
    assert few_off <= add_working_days(start, amount, OFFICE).at
    assert add_working_days(start, amount, HOSPITAL).at <= few_off


@few
@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1)), st.integers(1, 80))
def test_office_hours_count_back_too(start: datetime, hours: int) -> None:
    begin = moment(start.isoformat(" ", "seconds"))
    at = due(begin, hours, "office_hours", OFFICE).at
    assert isinstance(at, datetime)
    assert office_time_between(begin, at, OFFICE) == timedelta(hours=hours)


def test_a_calendar_of_one_day_a_week_still_ends() -> None:
    fridays = Calendar(weekdays=frozenset({4}))
    assert add_working_days(day("2026-11-22"), 3, fridays).at == day("2026-12-11")
