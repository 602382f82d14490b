"""The large counts of the one door: no lost, doubled or two-headed request."""

from __future__ import annotations

from collections import Counter

import pytest

from services.requests import engine
from services.requests.audit import verify
from services.requests.models import RequestEvent, ServiceRequest
from tests.services.requests import world
from tests.together import together

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]


def _retrying(work):
    """Press again as a person would when the answer was 'too busy'; the key makes that harmless."""
    for _attempt in range(20):
        try:
            return work()
        except Exception as error:
            if "locked" not in str(error) and "timeout" not in str(error):
                raise
    return work()


def test_100_keys_pressed_8_times_at_once_make_100_requests():
    version, citizen = world.publish(), world.citizen()
    answers = Counter()
    for number in range(100):
        draft = world.draft(version, citizen, key=f"draf-{number}")
        results = together(
            *[lambda d=draft, n=number: _retrying(lambda: engine.perform(d.pk, "ajukan", citizen, key=f"k{n}"))] * 8
        )
        assert all(isinstance(r, engine.Outcome) for r in results), results
        assert len({r.event_seq for r in results}) == 1
        answers["replayed"] += sum(r.replayed for r in results)
    filed = ServiceRequest.objects.exclude(number=None)
    numbers = sorted(int(n.split("-")[3]) for n in filed.values_list("number", flat=True))
    assert numbers == list(range(1, 101))
    assert answers["replayed"] == 700
    print(f"100 keys x 8 parallel submits: {filed.count()} requests, {answers['replayed']} equal repeats, 0 errors")


def test_200_pairs_of_opposite_decisions_make_200_single_outcomes():
    version, citizen = world.publish(), world.citizen()
    verifier, one, two = world.officer("verifikator"), world.officer("kepala"), world.officer("kepala")
    kinds: Counter[str] = Counter()
    for _pair in range(200):
        request = world.submitted(version, citizen)
        world.press(request, "lengkap", verifier)
        results = together(
            lambda r=request: _retrying(lambda: engine.perform(r.pk, "setujui", one, key="a")),
            lambda r=request: _retrying(
                lambda: engine.perform(r.pk, "tolak", two, data={"alasan": "Tidak cocok."}, key="b")
            ),
        )
        kinds.update(type(r).__name__ for r in results)
    assert kinds == {"Outcome": 200, "WrongState": 200}
    assert RequestEvent.objects.filter(kind="decide").count() == 200
    assert list(verify()) == []
    print("200 pairs of opposite decisions: 200 single outcomes, 200 told who was faster, 0 double")
