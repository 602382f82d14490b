"""Dates, times, periods and appointments."""

from datetime import date
from typing import Any

import pytest

from services.definition.errors import DocumentError
from services.definition.fields import Lookups
from services.definition.fields.dates import add_months, resolve
from services.definition.problems import FieldProblem, ProblemCode
from tests.services.definition.helpers import clean, field, shown

DATES: list[tuple[Any, str]] = [
    ("22/11/2026", "2026-11-22"),
    ("22-11-2026", "2026-11-22"),
    ("22.11.2026", "2026-11-22"),
    ("22 11 2026", "2026-11-22"),
    ("1/2/2026", "2026-02-01"),
    ("2026-11-22", "2026-11-22"),
    (" 22 / 11 / 2026", "refused"),
    ({"day": "22", "month": "11", "year": "2026"}, "2026-11-22"),
    ({"day": 22, "month": 11, "year": 2026}, "2026-11-22"),
    ({"day": " 5 ", "month": "1", "year": "2026"}, "2026-01-05"),
    ("29/02/2024", "2024-02-29"),
]


@pytest.mark.parametrize(("raw", "kept"), DATES, ids=repr)
def test_a_date_is_read_from_every_usual_way_to_write_it(raw: Any, kept: str) -> None:
    if kept == "refused":
        with pytest.raises(FieldProblem):
            clean("date", raw)
        return
    assert clean("date", raw) == kept


NO_DATES: list[Any] = [
    *("29/02/2026", "31/04/2026", "0/1/2026", "1/13/2026", "11/22/2026", "22/11/26", "besok", "2026/11/22"),
    *("22112026", "22/11/9999", "22/11/0001", "1/1/1799", "٢٢/١١/٢٠٢٦", "2026-11-22T00:00", "2026-1-2"),
    *({"day": "22", "month": "11"}, {"day": "x", "month": "y", "year": "z"}, {"year": "2026"}),
]


@pytest.mark.parametrize("raw", NO_DATES, ids=repr)
def test_a_day_that_does_not_exist_is_refused(raw: Any) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("date", raw)
    assert caught.value.code is ProblemCode.NOT_A_DATE


@pytest.mark.parametrize("raw", [20261122, ["22/11/2026"], True, 1.5])
def test_a_date_is_text_or_three_boxes(raw: Any) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("date", raw)
    assert caught.value.code is ProblemCode.WRONG_SHAPE


def test_today_has_happened_and_tomorrow_has_not() -> None:
    assert clean("date", "22/11/2026", max="today") == "2026-11-22"
    with pytest.raises(FieldProblem) as caught:
        clean("date", "23/11/2026", max="today")
    assert caught.value.code is ProblemCode.DATE_IN_FUTURE
    assert caught.value.params == {}


BOUNDS = [
    ("2026-01-01", None, "31/12/2025", ProblemCode.DATE_TOO_EARLY, "2026-01-01"),
    ("today", None, "21/11/2026", ProblemCode.DATE_TOO_EARLY, "2026-11-22"),
    ("today-18y", None, "21/11/2008", ProblemCode.DATE_TOO_EARLY, "2008-11-22"),
    (None, "today+30d", "23/12/2026", ProblemCode.DATE_TOO_LATE, "2026-12-22"),
    (None, "today+2m", "23/01/2027", ProblemCode.DATE_TOO_LATE, "2027-01-22"),
    (None, "2026-12-31", "01/01/2027", ProblemCode.DATE_TOO_LATE, "2026-12-31"),
]


@pytest.mark.parametrize(("least", "most", "raw", "code", "limit"), BOUNDS)
def test_a_date_outside_its_bounds_says_the_bound(
    least: str | None, most: str | None, raw: str, code: ProblemCode, limit: str
) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("date", raw, min=least, max=most)
    assert caught.value.code is code
    assert caught.value.params == {"limit": limit}
    assert clean("date", limit, min=least, max=most) == limit


@pytest.mark.parametrize("bound", ["besok", "today+", "today+1w", "2026-02-30", "22/11/2026", "+30d", "today - 1d"])
def test_a_bound_that_means_nothing_is_refused_in_the_document(bound: str) -> None:
    with pytest.raises(DocumentError):
        field("date", max=bound)


def test_months_end_where_a_month_ends() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert resolve("today-1m", date(2026, 12, 31)) == date(2026, 11, 30)


def test_a_date_is_shown_with_the_name_of_its_month() -> None:
    assert shown("date", "2026-11-22") == "22 November 2026"
    assert shown("date", "2026-08-01") == "1 Agustus 2026"


TIMES: list[tuple[Any, str]] = [
    ("10.32", "10:32"),
    ("10:32", "10:32"),
    ("7.05", "07:05"),
    ("10:32:00", "10:32"),
    ("10.32 WIB", "10:32"),
    ({"hour": "7", "minute": "05"}, "07:05"),
    ("00:00", "00:00"),
    ("23.59", "23:59"),
]


@pytest.mark.parametrize(("raw", "kept"), TIMES, ids=repr)
def test_a_time_is_read_with_dot_or_colon(raw: Any, kept: str) -> None:
    assert clean("time", raw) == kept


@pytest.mark.parametrize("raw", ["24:00", "10:60", "pagi", "10", "10.5", "10:32 PM", {"hour": "7"}, "-1:00"])
def test_a_time_that_no_clock_shows_is_refused(raw: Any) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("time", raw)
    assert caught.value.code is ProblemCode.NOT_A_TIME


def test_a_time_has_bounds_and_is_shown_with_its_zone() -> None:
    assert clean("time", "08.00", min="08:00", max="15:00") == "08:00"
    with pytest.raises(FieldProblem) as caught:
        clean("time", "07.59", min="08:00")
    assert caught.value.code is ProblemCode.TIME_TOO_EARLY
    with pytest.raises(FieldProblem) as caught:
        clean("time", "15.01", max="15:00")
    assert caught.value.code is ProblemCode.TIME_TOO_LATE
    assert shown("time", "10:32") == "10.32 WIB"
    with pytest.raises(FieldProblem):
        clean("time", 1032)


MOMENTS: list[Any] = [
    "2026-11-20T10:32",
    "20/11/2026 10.32",
    {"date": "20/11/2026", "time": "10.32"},
    {"date": {"day": "20", "month": "11", "year": "2026"}, "time": {"hour": "10", "minute": "32"}},
]


@pytest.mark.parametrize("raw", MOMENTS, ids=repr)
def test_a_moment_is_a_date_and_a_time(raw: Any) -> None:
    assert clean("datetime", raw, max="today") == "2026-11-20T10:32"


INCOMPLETE: list[tuple[Any, ProblemCode, str]] = [
    ("20/11/2026", ProblemCode.NOT_A_TIME, "time"),
    ({"date": "20/11/2026", "time": ""}, ProblemCode.NOT_A_TIME, "time"),
    ({"date": "", "time": "10.32"}, ProblemCode.NOT_A_DATE, "date"),
    ([], ProblemCode.WRONG_SHAPE, ""),
    (5, ProblemCode.WRONG_SHAPE, ""),
]


@pytest.mark.parametrize(("raw", "code", "part"), INCOMPLETE, ids=repr)
def test_half_a_moment_says_which_half_is_missing(raw: Any, code: ProblemCode, part: str) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("datetime", raw)
    assert (caught.value.code, caught.value.part) == (code, part)


def test_a_moment_in_the_future_is_refused_where_it_must_have_happened() -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("datetime", "23/11/2026 10.00", max="today")
    assert caught.value.code is ProblemCode.DATE_IN_FUTURE
    assert shown("datetime", "2026-11-22T10:32") == "22 November 2026, 10.32 WIB"


def test_a_period_has_two_ends() -> None:
    assert clean("date_range", {"from": "1/12/2026", "until": "3/12/2026"}) == {
        "from": "2026-12-01",
        "until": "2026-12-03",
    }
    assert clean("date_range", {"from": "1/12/2026", "until": "1/12/2026"}, max_days=1)
    assert (
        shown("date_range", {"from": "2026-12-01", "until": "2026-12-03"}) == "1 Desember 2026 sampai 3 Desember 2026"
    )


PERIODS: list[tuple[Any, dict[str, Any], ProblemCode, str]] = [
    ({"from": "3/12/2026", "until": "1/12/2026"}, {}, ProblemCode.RANGE_REVERSED, "until"),
    ({"from": "3/12/2026"}, {}, ProblemCode.NOT_A_DATE, "until"),
    ({"until": "3/12/2026"}, {}, ProblemCode.NOT_A_DATE, "from"),
    ({"from": "x", "until": "3/12/2026"}, {}, ProblemCode.NOT_A_DATE, "from"),
    ({"from": "1/12/2026", "until": "3/12/2026"}, {"max_days": 2}, ProblemCode.TOO_MANY, "until"),
    ({"from": "1/11/2026", "until": "3/12/2026"}, {"min": "today"}, ProblemCode.DATE_TOO_EARLY, "from"),
    ({"from": "1/11/2026", "until": "3/12/2026"}, {"max": "today"}, ProblemCode.DATE_IN_FUTURE, "until"),
    ("1/12/2026", {}, ProblemCode.WRONG_SHAPE, ""),
]


@pytest.mark.parametrize(("raw", "keywords", "code", "part"), PERIODS, ids=repr)
def test_a_period_that_cannot_be_says_which_end(
    raw: Any, keywords: dict[str, Any], code: ProblemCode, part: str
) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("date_range", raw, **keywords)
    assert (caught.value.code, caught.value.part) == (code, part)


class OneSlot(Lookups):
    """Know one free appointment."""

    def slot_is_free(self, list_name: str, slot: str) -> bool:
        """Say yes to it alone."""
        return (list_name, slot) == ("loket", "2026-12-01T09:00/loket-1")


def test_an_appointment_must_be_free_and_not_over() -> None:
    assert clean("slot", "2026-12-01T09:00/loket-1", list="loket", lookups=OneSlot()) == "2026-12-01T09:00/loket-1"
    with pytest.raises(FieldProblem) as caught:
        clean("slot", "2026-12-01T09:30/loket-1", list="loket", lookups=OneSlot())
    assert caught.value.code is ProblemCode.SLOT_TAKEN
    with pytest.raises(FieldProblem) as caught:
        clean("slot", "2026-11-21T09:00", list="loket")
    assert caught.value.code is ProblemCode.DATE_TOO_EARLY
    for raw in ("besok", "2026-12-01", "2026-13-01T09:00", "2026-12-01T29:00", "2026-12-01T09:00/../x", 5, None):
        with pytest.raises(FieldProblem):
            clean("slot", raw, list="loket")
    assert shown("slot", "2026-12-01T09:00/loket-1", list="loket") == "1 Desember 2026, 09.00 WIB"


def test_the_first_and_the_last_day_anyone_may_mean_are_read() -> None:
    assert clean("date", "1/1/1800") == "1800-01-01"
    assert clean("date", "31/12/2200") == "2200-12-31"
