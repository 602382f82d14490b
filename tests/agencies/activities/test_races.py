"""Many people press at the same moment: nobody gets a place that is not there, and one person gets one."""

from __future__ import annotations

from collections import Counter

import pytest
import time_machine
from django.db import OperationalError

from agencies.activities import joining
from agencies.models import Agency, Occurrence, Participant
from citizens.models import User
from tests.agencies.activities.making import NOW, make
from tests.signing_in import make_citizen
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def day() -> Occurrence:
    """Return a day with three places."""
    Agency.objects.create(slug="disdukcapil", code="DKC", name="Dinas Contoh", short_name="Contoh", kind="dinas")
    return make(capacity=3).occurrences.get()


def press(day: Occurrence, user: User) -> str:
    """Press, and press again as a person would when the database was too busy."""
    for _attempt in range(20):
        try:
            joining.join(day, user)
            return "in"
        except joining.Refused:
            return "full"
        except OperationalError:
            continue
    return "busy"


def test_of_ten_people_at_once_three_get_the_three_places(day: Occurrence) -> None:
    users = [make_citizen(f"warga{number}@contoh.test") for number in range(10)]
    with time_machine.travel(NOW, tick=False):
        results = together(*[lambda user=user: press(day, user) for user in users])
    assert Counter(results) == {"in": 3, "full": 7}
    day.refresh_from_db()
    assert day.taken == Participant.objects.count() == 3


def test_one_person_who_presses_ten_times_at_once_gets_one_place(day: Occurrence) -> None:
    user = make_citizen()
    with time_machine.travel(NOW, tick=False):
        results = together(*[lambda: press(day, user) for _number in range(10)])
    assert Counter(results) == {"in": 10}
    day.refresh_from_db()
    assert day.taken == Participant.objects.count() == 1
