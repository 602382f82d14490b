"""The working week of an agency is handed over as plain data."""

from __future__ import annotations

import datetime as dt

import pytest

from agencies.calendars import working_week
from agencies.models import Holiday, HolidayKind, WorkCalendar
from tests import kept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference() -> None:
    kept.reference()


def test_an_agency_without_its_own_calendar_works_the_default_week() -> None:
    week = working_week("disdukcapil")
    assert week.weekdays == {1, 2, 3, 4, 5}
    assert (week.opens, week.closes) == (dt.time(8), dt.time(16))
    assert week.years == {2024, 2025, 2026, 2027}
    assert not week.verified


def test_holidays_and_joint_leave_do_not_count_by_default() -> None:
    week = working_week("disdukcapil")
    assert dt.date(2026, 12, 25) in week.holidays
    assert dt.date(2026, 12, 24) in week.holidays  # cuti bersama
    assert len(week.holidays) == len(set(Holiday.objects.values_list("date", flat=True)))


def test_an_agency_with_its_own_week_keeps_it() -> None:
    WorkCalendar.objects.filter(agency="rsud-drajat").update(weekdays="123456", opens="07:00", verified=True)
    week = working_week("rsud-drajat")
    assert week.weekdays == {1, 2, 3, 4, 5, 6}
    assert week.opens == dt.time(7)
    assert week.verified
    assert working_week("disdukcapil").weekdays == {1, 2, 3, 4, 5}


def test_joint_leave_counts_as_work_where_the_calendar_says_so() -> None:
    WorkCalendar.objects.filter(agency="bpbd").update(counts_joint_leave=True)
    joint = set(Holiday.objects.filter(kind=HolidayKind.JOINT_LEAVE).values_list("date", flat=True))
    national = set(Holiday.objects.filter(kind=HolidayKind.NATIONAL).values_list("date", flat=True))
    assert not (joint - national) & working_week("bpbd").holidays
    assert working_week("bpbd").holidays == national


def test_an_agency_that_works_through_holidays_has_none() -> None:
    WorkCalendar.objects.filter(agency="rsud-drajat").update(follows_holidays=False)
    assert working_week("rsud-drajat").holidays == frozenset()


def test_without_any_row_the_week_is_still_monday_to_friday() -> None:
    WorkCalendar.objects.all().delete()
    week = working_week("disdukcapil")
    assert week.weekdays == {1, 2, 3, 4, 5}
    assert week.opens == dt.time(8)
    assert not week.verified


def test_a_week_costs_at_most_four_queries(django_assert_max_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        working_week("disdukcapil")
