"""The clock: moments in UTC, days in Serang."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from foundation import clock


@time_machine.travel("2026-11-22T16:59:59Z", tick=False)
def test_one_second_before_midnight_in_serang_is_still_today() -> None:
    assert clock.now() == dt.datetime(2026, 11, 22, 16, 59, 59, tzinfo=dt.UTC)
    assert clock.today() == dt.date(2026, 11, 22)


@time_machine.travel("2026-11-22T17:00:00Z", tick=False)
def test_midnight_in_serang_begins_the_next_day_while_utc_still_has_the_old_one() -> None:
    assert clock.now().date() == dt.date(2026, 11, 22)
    assert clock.today() == dt.date(2026, 11, 23)


def test_a_moment_is_shown_on_the_clock_of_serang() -> None:
    assert clock.local(dt.datetime(2026, 1, 1, 0, 30, tzinfo=dt.UTC)).strftime("%H:%M %z") == "07:30 +0700"


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        clock.local(dt.datetime(2026, 1, 1))
