"""When an office is open is said in words, and only as surely as somebody verified it."""

from __future__ import annotations

import datetime as dt

import pytest

from agencies.directory.opening import Hours, hours_of, opening
from agencies.models import Holiday, WorkCalendar
from tests import kept

WEEK = Hours(frozenset({1, 2, 3, 4, 5}), dt.time(8), dt.time(16), verified=True)
WEDNESDAY = dt.date(2026, 11, 25)


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """Return a moment on the clock of Serang."""
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({1, 2, 3, 4, 5}, "Senin sampai Jumat"),
        ({1, 2, 3, 4, 5, 6, 7}, "Setiap hari"),
        ({1, 3, 6}, "Senin, Rabu, Sabtu"),
        ({6, 7}, "Sabtu, Minggu"),
    ],
)
def test_a_week_is_written_as_people_say_it(days: set[int], words: str) -> None:
    assert Hours(frozenset(days), dt.time(8), dt.time(15, 30), verified=True).text == f"{words}, 08.00 sampai 15.30 WIB"


@pytest.mark.parametrize(
    ("hour", "minute", "is_open"), [(7, 59, False), (8, 0, True), (15, 59, True), (16, 0, False), (23, 0, False)]
)
def test_an_office_opens_and_closes_to_the_minute(hour: int, minute: int, is_open: bool) -> None:
    assert opening(WEEK, at(WEDNESDAY, hour, minute)).is_open is is_open


def test_an_open_office_says_until_when() -> None:
    assert opening(WEEK, at(WEDNESDAY, 9)).remark == "Sampai 16.00 WIB hari ini."


def test_before_opening_the_next_opening_is_today() -> None:
    assert opening(WEEK, at(WEDNESDAY, 6)).remark == "Buka lagi Rabu, 25 November 2026, 08.00 WIB."


def test_on_friday_evening_the_next_opening_is_on_monday() -> None:
    assert opening(WEEK, at(dt.date(2026, 11, 27), 17)).remark == "Buka lagi Senin, 30 November 2026, 08.00 WIB."


def test_a_holiday_closes_the_office_and_is_named() -> None:
    hours = Hours(WEEK.weekdays, WEEK.opens, WEEK.closes, True, {WEDNESDAY: "Hari Contoh"})
    shown = opening(hours, at(WEDNESDAY, 9))
    assert not shown.is_open
    assert shown.remark == "Hari ini libur: Hari Contoh. Buka lagi Kamis, 26 November 2026, 08.00 WIB."


def test_the_hours_of_every_agency_come_with_two_queries(
    db: None, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    kept.reference()
    WorkCalendar.objects.create(agency_id="dlh", weekdays="123456", opens="07:00", closes="13:00", verified=True)
    WorkCalendar.objects.create(agency_id="dpkd", follows_holidays=False)
    day = Holiday.objects.filter(date__gte="2026-12-01").order_by("date").first()
    assert day is not None
    with django_assert_num_queries(2):  # type: ignore[operator]
        hours = hours_of(["dlh", "dinkes", "dpkd"], day.date)
    assert hours["dlh"].text == "Senin sampai Sabtu, 07.00 sampai 13.00 WIB"
    assert not hours["dinkes"].verified
    assert day.date in hours["dinkes"].days_off
    assert not hours["dpkd"].days_off


def test_without_any_calendar_the_week_is_still_monday_to_friday(db: None) -> None:
    assert hours_of(["x"], WEDNESDAY)["x"].text == "Senin sampai Jumat, 08.00 sampai 16.00 WIB"
