"""A clock that stands still and never starts again."""

from datetime import UTC, datetime

import pytest

from services.definition.worktime import Calendar, Clock, Due, Pause
from tests.services.definition.worktime.calendars import OFFICE, day, moment

# Monday 23 November 2026; no holiday until 24 December.
MONDAY = day("2026-11-23")


def five_days() -> Clock:
    """Return a clock of five working days, started on a Monday."""
    return Clock(MONDAY, 5, "working_days", OFFICE)


def test_without_a_pause_it_is_the_plain_deadline() -> None:
    assert five_days().due() == Due(day("2026-11-30"))
    assert not five_days().standing


def test_the_day_a_pause_begins_counts_as_used() -> None:
    clock = five_days().pause(day("2026-11-25"))
    assert clock.used(day("2026-11-25")) == 2
    assert clock.remaining(day("2026-11-25")) == 3


def test_what_was_used_before_a_pause_can_be_asked_afterwards() -> None:
    clock = five_days().pause(day("2026-11-25")).resume(day("2026-12-07"))
    assert [clock.used(day(f"2026-11-{number}")) for number in (23, 24, 25, 26)] == [0, 1, 2, 2]


def test_while_it_stands_nothing_is_due_and_nothing_is_used() -> None:
    clock = five_days().pause(day("2026-11-25"))
    assert clock.standing
    assert clock.due() is None
    assert clock.used(day("2026-12-15")) == 2


def test_the_day_a_pause_ends_is_a_new_day_nought() -> None:
    clock = five_days().pause(day("2026-11-25")).resume(day("2026-12-07"))
    assert clock.used(day("2026-12-07")) == 2
    assert clock.used(day("2026-12-08")) == 3
    assert clock.due() == Due(day("2026-12-10"))


def test_three_working_days_used_and_seven_days_paused_leave_two_of_five() -> None:
    clock = five_days().pause(day("2026-11-26"))
    assert (clock.used(day("2026-11-26")), clock.remaining(day("2026-11-26"))) == (3, 2)
    resumed = clock.resume(day("2026-12-03"))
    assert (resumed.used(day("2026-12-03")), resumed.remaining(day("2026-12-03"))) == (3, 2)
    # Thursday is a new day nought: Friday and Monday are the two that are left.
    assert resumed.due() == Due(day("2026-12-07"))


def test_a_pause_on_the_last_day_makes_the_day_it_ends_the_due_date() -> None:
    clock = five_days().pause(day("2026-11-30")).resume(day("2026-12-09"))
    assert clock.remaining(day("2026-12-09")) == 0
    assert clock.due() == Due(day("2026-12-09"))


def test_a_pause_on_the_last_day_that_ends_on_a_sunday_is_due_that_sunday() -> None:
    clock = five_days().pause(day("2026-11-30")).resume(day("2026-12-06"))
    assert clock.due() == Due(day("2026-12-06"))


def test_a_pause_of_one_afternoon_changes_nothing() -> None:
    clock = five_days().pause(moment("2026-11-25 09:00")).resume(moment("2026-11-25 14:00"))
    assert clock.due() == Due(day("2026-11-30"))


def test_a_pause_on_the_first_day_uses_nothing() -> None:
    clock = five_days().pause(MONDAY).resume(day("2026-12-01"))
    assert clock.due() == Due(day("2026-12-08"))


def test_a_pause_over_a_weekend_gives_the_weekend_to_nobody() -> None:
    clock = five_days().pause(day("2026-11-28")).resume(day("2026-11-29"))
    assert clock.used(day("2026-11-29")) == 4
    assert clock.due() == Due(day("2026-11-30"))


def test_two_pauses_are_added_never_multiplied() -> None:
    clock = five_days().pause(day("2026-11-24")).resume(day("2026-12-01"))
    clock = clock.pause(day("2026-12-02")).resume(day("2026-12-14"))
    assert clock.used(day("2026-12-14")) == 2
    assert clock.due() == Due(day("2026-12-17"))


def test_a_mark_after_office_hours_belongs_to_that_day() -> None:
    early = five_days().pause(moment("2026-11-25 08:01")).resume(moment("2026-12-07 08:01"))
    late = five_days().pause(moment("2026-11-25 23:59")).resume(moment("2026-12-07 23:59"))
    assert early.due() == late.due() == Due(day("2026-12-10"))


def test_moments_of_another_zone_are_read_in_jakarta() -> None:
    clock = Clock(datetime(2026, 11, 22, 17, 30, tzinfo=UTC), 5, "working_days", OFFICE)
    assert clock.due() == Due(day("2026-11-30"))


def test_a_deadline_once_missed_never_moves() -> None:
    clock = five_days().pause(day("2026-12-02"))
    assert clock.used(day("2026-12-02")) == 7
    assert clock.remaining(day("2026-12-02")) == -2
    assert clock.due() == Due(day("2026-11-30"))
    assert clock.resume(day("2026-12-15")).due() == Due(day("2026-11-30"))


def test_percent_tells_when_to_warn() -> None:
    clock = five_days()
    assert [clock.percent(day(f"2026-11-{number}")) for number in (23, 24, 27, 30)] == [0, 20, 80, 100]
    assert clock.percent(day("2026-12-01")) == 120


def test_calendar_days_pause_the_same_way() -> None:
    clock = Clock(MONDAY, 14, "calendar_days", OFFICE)
    assert clock.due() == Due(day("2026-12-07"))
    assert clock.pause(day("2026-11-26")).resume(day("2026-12-06")).due() == Due(day("2026-12-17"))


def test_months_become_days_once_they_run() -> None:
    clock = Clock(MONDAY, 3, "months", OFFICE)
    assert clock.due() == Due(day("2027-02-23"))
    paused = clock.pause(day("2026-12-23")).resume(day("2027-01-02"))
    assert paused.used(day("2027-01-02")) == 30
    assert paused.due() == Due(day("2027-03-05"))


def test_a_rolling_deadline_rolls_after_a_pause_too() -> None:
    clock = Clock(MONDAY, 6, "calendar_days", OFFICE, roll="next_working_day")
    assert clock.due() == Due(day("2026-11-30"))
    assert clock.pause(day("2026-11-25")).resume(day("2026-12-01")).due() == Due(day("2026-12-07"))


def test_hours_are_stopped_to_the_second() -> None:
    clock = Clock(moment("2026-11-20 15:00:00"), 24, "hours", OFFICE)
    paused = clock.pause(moment("2026-11-20 16:00:30"))
    assert paused.used(moment("2026-11-25 12:00:00")) == 3630
    assert paused.due() is None
    assert paused.resume(moment("2026-11-21 16:00:30")).due() == Due(moment("2026-11-22 15:00:00"))


def test_office_hours_leave_the_night_out_of_both_sides() -> None:
    clock = Clock(moment("2026-11-23 09:00"), 10, "office_hours", OFFICE)
    assert clock.due() == Due(moment("2026-11-24 11:00"))
    paused = clock.pause(moment("2026-11-23 15:00")).resume(moment("2026-11-25 20:00"))
    assert paused.used(moment("2026-11-25 20:00")) == 6 * 3600
    assert paused.due() == Due(moment("2026-11-26 12:00"))


def test_an_estimate_stays_marked_after_a_pause() -> None:
    clock = Clock(day("2027-12-20"), 5, "working_days", OFFICE)
    assert not clock.due().estimate  # type: ignore[union-attr]
    moved = clock.pause(day("2027-12-21")).resume(day("2028-01-03")).due()
    assert moved is not None
    assert moved.estimate


def test_a_standing_clock_cannot_be_stopped_nor_a_running_one_started() -> None:
    with pytest.raises(ValueError, match="runs"):
        five_days().resume(day("2026-11-25"))
    with pytest.raises(ValueError, match="stands"):
        five_days().pause(day("2026-11-25")).pause(day("2026-11-26"))


def test_time_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="last event"):
        five_days().pause(day("2026-11-20"))
    with pytest.raises(ValueError, match="last event"):
        five_days().pause(day("2026-11-25")).resume(day("2026-11-24"))


def test_a_clock_made_again_from_its_rows_is_the_same() -> None:
    lived = five_days().pause(day("2026-11-25")).resume(day("2026-12-07"))
    stored = Clock(MONDAY, 5, "working_days", OFFICE, pauses=(Pause(day("2026-11-25"), day("2026-12-07")),))
    assert stored == lived


def test_a_share_is_reached_on_the_day_it_is_first_used() -> None:
    clock = five_days()
    assert [clock.reached(percent) for percent in (1, 20, 21, 80, 100, 140)] == [
        day(f"2026-{text}") for text in ("11-24", "11-24", "11-25", "11-27", "11-30", "12-02")
    ]


def test_a_share_not_used_before_a_pause_is_reached_after_it_or_not_at_all() -> None:
    standing = five_days().pause(day("2026-11-25"))
    assert (standing.reached(40), standing.reached(41)) == (day("2026-11-25"), None)
    assert standing.resume(day("2026-12-07")).reached(80) == day("2026-12-09")


def test_a_share_of_hours_is_reached_to_the_second_and_no_share_rolls() -> None:
    hours = Clock(moment("2026-11-20 15:00"), 10, "hours", OFFICE)
    assert hours.reached(80) == moment("2026-11-20 23:00")
    assert Clock(MONDAY, 6, "calendar_days", OFFICE, roll="next_working_day").reached(100) == day("2026-11-29")


EVERY_DAY = Calendar(weekdays=frozenset(range(7)))


def test_what_another_calendar_counted_before_a_handing_over_stays_counted() -> None:
    handed = Pause(day("2026-11-25"), day("2026-11-25"), OFFICE)
    taken = Clock(MONDAY, 5, "working_days", EVERY_DAY, pauses=(handed,))
    assert taken.due() == Due(day("2026-11-28"), estimate=True)
    assert [taken.used(day(d)) for d in ("2026-11-25", "2026-11-26", "2026-11-28")] == [2, 3, 5]
    assert taken.reached(100) == day("2026-11-28")


def test_what_was_missed_before_a_handing_over_stays_missed() -> None:
    handed = Pause(day("2026-12-07"), day("2026-12-07"), OFFICE)
    missed = Clock(MONDAY, 5, "working_days", EVERY_DAY, pauses=(handed,))
    assert missed.due() == Due(day("2026-11-30"))
