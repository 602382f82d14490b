"""Whoever registered hears of it when their day is off or changes, once, and is forgotten after 90 days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from agencies.activities import joining, schedule, telling
from agencies.handlers import forget_participants, tell_participants
from agencies.models import Activity, Participant
from citizens.models import User
from citizens.notifications.models import Notification
from foundation.outbox.models import Job
from tests import kept
from tests.agencies.activities.making import NOW, make
from tests.signing_in import make_citizen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference() -> Iterator[None]:
    kept.reference()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def user() -> User:
    return make_citizen()


@pytest.fixture
def made(user: User) -> Activity:
    """Return three days, to the second of which a citizen comes."""
    activity = make(rule="FREQ=DAILY;COUNT=3", capacity=5)
    joining.join(activity.occurrences.get(day="2026-11-24"), user)
    return activity


def told() -> list[str]:
    """Do the jobs that wait, and return the topics of all notices so far."""
    for job in Job.objects.filter(kind=telling.JOB):
        tell_participants(job)
    return list(Notification.objects.order_by("created_at", "id").values_list("topic", flat=True))


def test_a_cancelled_day_is_told_to_those_who_come_that_day_and_once(made: Activity, user: User) -> None:
    schedule.cancel(made.occurrences.get(day="2026-11-23"), "Hujan")
    assert told() == []
    schedule.cancel(made.occurrences.get(day="2026-11-24"), "Hujan")
    assert told() == told() == [telling.OFF]
    notice = Notification.objects.get()
    assert (notice.user, notice.path) == (user, f"/kegiatan/{made.pk}/?tanggal=2026-11-24")
    assert notice.context == {"title": "Perekaman contoh", "day": "Selasa, 24 November 2026"}


def test_a_day_the_rule_no_longer_gives_is_told(made: Activity) -> None:
    made.rule = ""
    schedule.save(made)
    assert told() == [telling.OFF]
    schedule.save(made)
    assert told() == [telling.OFF]


def test_a_cancelled_activity_and_changed_hours_are_told(made: Activity) -> None:
    made.opens = dt.time(10)
    schedule.save(made)
    assert told() == [telling.CHANGED]
    made.is_cancelled, made.cancel_reason = True, "Dana habis"
    schedule.save(made)
    assert told() == [telling.CHANGED, telling.OFF]


def test_a_corrected_word_is_told_to_nobody(made: Activity) -> None:
    made.description = "Bawa KK"
    schedule.save(made)
    assert not Job.objects.filter(kind=telling.JOB).exists()


def test_whoever_left_and_whoever_came_already_hear_nothing(made: Activity, user: User) -> None:
    row = made.occurrences.get(day="2026-11-24")
    with time_machine.travel(NOW + dt.timedelta(days=3), tick=False):
        schedule.cancel(row, "Terlambat")
        assert told() == []
    joining.leave(row, user)
    row.refresh_from_db()
    schedule.cancel(row, "Hujan")
    assert told() == []


def test_a_job_of_a_day_that_is_gone_does_nothing() -> None:
    tell_participants(Job(kind=telling.JOB, ids={"occurrence": "0", "revision": "1"}))
    assert told() == []


def test_who_came_is_forgotten_after_ninety_days(made: Activity) -> None:
    with time_machine.travel(NOW + dt.timedelta(days=91), tick=False):
        assert forget_participants() == 0
    with time_machine.travel(NOW + dt.timedelta(days=92), tick=False):
        assert forget_participants() == 1
    assert not Participant.objects.exists()
    assert made.occurrences.get(day="2026-11-24").taken == 1
