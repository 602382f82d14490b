"""The days follow the rule; what people said about a day stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import IntegrityError, transaction

from agencies.activities import joining, rules, schedule
from agencies.models import Activity, News, Occurrence
from tests import kept
from tests.agencies.activities.making import MONDAY, NOW, make
from tests.signing_in import make_citizen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference() -> Iterator[None]:
    kept.reference()
    with time_machine.travel(NOW, tick=False):
        yield


def days(activity: Activity) -> list[int]:
    return [row.day.day for row in activity.occurrences.filter(is_dropped=False).order_by("day")]


def test_a_changed_rule_adds_and_removes_days_and_keeps_the_others_as_they_were() -> None:
    made = make(rule="FREQ=DAILY;COUNT=3")
    kept = made.occurrences.get(day="2026-11-23")
    schedule.cancel(kept, "Hujan")
    made.rule = "FREQ=DAILY;INTERVAL=2;COUNT=3"
    schedule.save(made)
    assert days(made) == [23, 25, 27]
    kept.refresh_from_db()
    assert (kept.is_cancelled, kept.cancel_reason) == (True, "Hujan")


def test_changed_hours_move_every_day() -> None:
    made = make(rule="FREQ=DAILY;COUNT=2")
    made.opens, made.closes = dt.time(13), dt.time(15)
    schedule.save(made)
    assert {row.starts_at.hour for row in made.occurrences.all()} == {6}


def test_a_day_that_people_registered_for_stays_for_them_to_find_out() -> None:
    made = make(rule="FREQ=DAILY;COUNT=2", capacity=5)
    joining.join(made.occurrences.get(day="2026-11-24"), make_citizen())
    made.rule = ""
    schedule.save(made)
    assert days(made) == [23]
    left = made.occurrences.get(day="2026-11-24")
    assert left.is_dropped
    made.rule = "FREQ=DAILY;COUNT=2"
    schedule.save(made)
    assert days(made) == [23, 24]


def test_a_bad_rule_changes_nothing() -> None:
    made = make(rule="FREQ=DAILY;COUNT=2")
    made.rule = "FREQ=DAILY"
    with pytest.raises(rules.BadRule):
        schedule.save(made)
    made.refresh_from_db()
    assert (made.rule, made.revision, days(made)) == ("FREQ=DAILY;COUNT=2", 0, [23, 24])


def test_through_the_night_ends_on_the_next_day() -> None:
    row = make(last_day=MONDAY + dt.timedelta(days=1), opens=dt.time(22), closes=dt.time(2)).occurrences.get()
    assert (row.ends_at - row.starts_at) == dt.timedelta(hours=4)


@pytest.mark.parametrize(
    "words",
    [
        {"last_day": MONDAY - dt.timedelta(days=1)},
        {"opens": dt.time(12), "closes": dt.time(9)},
        {"closes": None},
        {"is_cancelled": True},
        {"capacity": 0},
    ],
    ids=["days", "hours", "half", "why", "places"],
)
def test_the_database_refuses_what_cannot_be(words: dict[str, object]) -> None:
    made = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=made.pk).update(**words)


def test_the_database_refuses_a_cancelled_day_without_a_reason_and_a_notice_that_ends_first() -> None:
    row = make().occurrences.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.filter(pk=row.pk).update(is_cancelled=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        News.objects.create(agency_id="dinkes", title="x", body="x", shown_from=NOW, shown_until=NOW)
