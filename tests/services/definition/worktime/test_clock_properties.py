"""Whatever pauses there are: used and remaining make the total, and no pause gives or takes time."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.definition.worktime import Clock
from tests.services.definition.strategies.counts import few
from tests.services.definition.worktime.calendars import OFFICE, moment

UNITS = st.sampled_from(["working_days", "calendar_days", "months"])
STARTS = st.dates(date(2024, 1, 1), date(2026, 6, 30))
GAPS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 40)), max_size=5)


def lived(start: date, amount: int, unit: str, gaps: list[tuple[int, int]]) -> tuple[Clock, date]:
    """Return a running clock with its pauses (days of running, days of standing), and the day it last started."""
    clock, at = Clock(start, amount, unit, OFFICE), start
    for running, standing in gaps:
        at += timedelta(days=running)
        clock = clock.pause(at)
        at += timedelta(days=standing)
        clock = clock.resume(at)
    return clock, at


@few
@given(STARTS, st.integers(1, 30), UNITS, GAPS, st.integers(0, 60))
def test_used_and_remaining_are_always_the_total(
    start: date, amount: int, unit: str, gaps: list[tuple[int, int]], later: int
) -> None:
    clock, at = lived(start, amount, unit, gaps)
    whole = Clock(start, amount, unit, OFFICE)
    total = whole.used(start) + whole.remaining(start)
    for day in (start, at, at + timedelta(days=later)):
        assert clock.used(day) + clock.remaining(day) == total


@few
@given(STARTS, st.integers(1, 30), UNITS, GAPS)
def test_what_is_used_never_shrinks(start: date, amount: int, unit: str, gaps: list[tuple[int, int]]) -> None:
    clock, at = lived(start, amount, unit, gaps)
    days = [start + timedelta(days=number) for number in range((at - start).days + 10)]
    used = [clock.used(day) for day in days]
    assert used == sorted(used)


@few
@given(STARTS, st.integers(1, 30), st.sampled_from(["working_days", "calendar_days"]), GAPS)
def test_at_the_due_date_everything_is_used(start: date, amount: int, unit: str, gaps: list[tuple[int, int]]) -> None:
    clock, at = lived(start, amount, unit, gaps)
    deadline = clock.due()
    assert deadline is not None
    if deadline.at >= at:
        assert clock.used(deadline.at) == amount


@few
@given(STARTS, st.integers(1, 30), UNITS, GAPS)
def test_a_pause_never_brings_the_due_date_nearer(
    start: date, amount: int, unit: str, gaps: list[tuple[int, int]]
) -> None:
    before = Clock(start, amount, unit, OFFICE).due()
    clock, _ = lived(start, amount, unit, gaps)
    after = clock.due()
    assert before is not None
    assert after is not None
    assert after.at >= before.at


@few
@given(STARTS, st.integers(1, 30), st.integers(0, 30))
def test_a_pause_that_ends_the_same_day_changes_nothing(start: date, amount: int, running: int) -> None:
    plain = Clock(start, amount, "working_days", OFFICE)
    at = start + timedelta(days=running)
    deadline = plain.pause(at).resume(at).due()
    # Only a pause on the very last day ends on a day of its own, and that is the same day.
    assert deadline == plain.due()


@few
@given(st.integers(0, 100_000), st.integers(1, 72), st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 90_000))))
def test_hours_lose_no_second(offset: int, amount: int, gaps: list[tuple[int, int]]) -> None:
    start = moment("2026-11-23 08:00") + timedelta(seconds=offset)
    clock, at, stood, ran = Clock(start, amount, "hours", OFFICE), start, 0, 0
    for running, standing in gaps:
        if ran + running > amount * 3600:
            break
        at += timedelta(seconds=running)
        clock = clock.pause(at)
        at += timedelta(seconds=standing)
        clock = clock.resume(at)
        stood, ran = stood + standing, ran + running
    deadline = clock.due()
    assert deadline is not None
    assert deadline.at == start + timedelta(hours=amount, seconds=stood)
    assert clock.used(at) == ran


@few
@given(STARTS, st.integers(1, 30), UNITS, GAPS, st.integers(1, 200))
def test_a_share_is_used_on_the_day_it_is_reached_and_not_the_day_before(
    start: date, amount: int, unit: str, gaps: list[tuple[int, int]], percent: int
) -> None:
    clock, _ = lived(start, amount, unit, gaps)
    at = clock.reached(percent)
    assert isinstance(at, date)
    assert clock.percent(at) >= percent
    assert clock.percent(at - timedelta(days=1)) < percent


@few
@given(
    st.integers(0, 100_000),
    st.integers(1, 72),
    st.sampled_from(["hours", "office_hours"]),
    st.lists(st.tuples(st.integers(0, 90_000), st.integers(0, 400_000)), max_size=4),
    st.integers(0, 400_000),
)
def test_hours_used_and_remaining_are_always_the_total(
    offset: int, amount: int, unit: str, gaps: list[tuple[int, int]], later: int
) -> None:
    at = moment("2026-11-23 08:00") + timedelta(seconds=offset)
    clock = Clock(at, amount, unit, OFFICE)
    for running, standing in gaps:
        at += timedelta(seconds=running)
        used = clock.used(at)
        clock = clock.pause(at)
        at += timedelta(seconds=standing)
        # Nothing runs while it stands, and starting it again gives nothing back.
        assert clock.used(at) == used
        clock = clock.resume(at)
        assert clock.used(at) == used
    assert clock.used(at) + clock.remaining(at) == amount * 3600
    at += timedelta(seconds=later)
    assert clock.used(at) + clock.remaining(at) == amount * 3600
