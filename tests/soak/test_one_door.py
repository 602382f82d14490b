"""The large counts of the one door: no lost, doubled or two-headed request."""

from __future__ import annotations

from collections import Counter

import pytest

from services.requests import engine
from services.requests.audit import verify
from services.requests.invariants import check
from services.requests.models import RequestEvent, ServiceRequest
from tests.services.requests import world
from tests.together import together

PAIRS = 1000
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


def test_1000_pairs_of_opposite_steps_make_1000_single_outcomes():
    """Approve against reject, approve against withdrawal, reject against withdrawal, in turn."""
    version = world.publish()
    verifier, one, two = world.officer("verifikator"), world.officer("kepala"), world.officer("kepala")
    kinds: Counter[str] = Counter()
    told = 0
    for pair in range(PAIRS):
        citizen = world.citizen()
        request = world.submitted(version, citizen)
        world.press(request, "lengkap", verifier)
        approve = ("setujui", one, {})
        reject = ("tolak", two, {"alasan": "Tidak cocok."})
        withdraw = ("batalkan", citizen, {"reason": "Tidak jadi."})
        sides = ((approve, reject), (approve, withdraw), (reject, withdraw))[pair % 3]
        results = together(*[lambda s=side, r=request: _retrying(lambda: _press(r, *s)) for side in sides])
        kinds.update(type(r).__name__ for r in results)
        [lost] = [r for r in results if not isinstance(r, engine.Outcome)]
        told += bool(lost.who and lost.at and "pukul" in lost.sentence)
    assert kinds == {"Outcome": PAIRS, "WrongState": PAIRS}
    assert told == PAIRS
    ended = RequestEvent.objects.filter(kind__in=["decide", "withdraw"])
    assert ended.count() == ended.values("request").distinct().count() == PAIRS
    assert (list(verify()), list(check())) == ([], [])
    print(f"{PAIRS} pairs of opposite steps: {PAIRS} single outcomes, {told} losers told who and when, 0 double")


def test_20_threads_on_one_action_have_one_winner():
    version, verifier = world.publish(), world.officer("verifikator")
    for _round in range(50):
        request = world.submitted(version, world.citizen())
        results = together(
            *[
                lambda r=request, n=n: _retrying(lambda: engine.perform(r.pk, "lengkap", verifier, key=f"k{n}"))
                for n in range(20)
            ]
        )
        assert Counter(type(r).__name__ for r in results) == {"Outcome": 1, "WrongState": 19}
        events = RequestEvent.objects.filter(request=request).order_by("seq")
        assert list(events.values_list("seq", "kind")) == [(1, "submit"), (2, "complete")]
    assert list(verify()) == []
    print("20 threads on one action, 50 times: 50 winners, gapless sequences, valid chains")


def _press(request, action, actor, data):
    return engine.perform(request.pk, action, actor, data=data, key="k")
