"""Presses at the same moment: one wins, the others are told, nothing is left half done (large counts in the soak)."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.db import OperationalError

from services.requests import engine
from services.requests.invariants import check
from services.requests.models import RequestEvent, RequestTask
from tests.services.requests import world
from tests.services.requests.forking import room
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def press(request: Any, action: str, actor: Any, key: str, **data: Any) -> Any:
    """Press, and press again as a person would when the database was too busy; the key makes that harmless."""
    for _attempt in range(10):
        try:
            return engine.perform(request.pk, action, actor, data=data, key=key)
        except OperationalError:
            continue
    return engine.perform(request.pk, action, actor, data=data, key=key)


def seqs(request: Any) -> list[int]:
    return list(RequestEvent.objects.filter(request=request).order_by("seq").values_list("seq", flat=True))


def test_of_twenty_presses_of_one_action_one_counts_and_the_others_are_told_who() -> None:
    verifier = world.officer("verifikator")
    request = world.submitted(world.publish(), world.citizen())
    results = together(*[lambda n=n: press(request, "lengkap", verifier, f"k{n}") for n in range(20)])
    assert Counter(type(r).__name__ for r in results) == {"Outcome": 1, "WrongState": 19}
    assert all(r.who and r.at for r in results if isinstance(r, engine.WrongState))
    assert seqs(request) == [1, 2]
    assert list(check([request.pk])) == []


def test_the_same_key_pressed_twenty_times_at_once_counts_once_and_answers_alike() -> None:
    citizen = world.citizen()
    request = world.draft(world.publish(), citizen)
    results = together(*[lambda: press(request, "ajukan", citizen, "satu") for _n in range(20)])
    assert {type(r).__name__ for r in results} == {"Outcome"}
    assert sum(r.replayed for r in results) == 19
    assert seqs(request) == [1]


@pytest.mark.parametrize("other", ["tolak", "batalkan", "kembalikan"])
def test_of_two_opposite_steps_one_counts(other: str) -> None:
    citizen, verifier = world.citizen(), world.officer("verifikator")
    one, two = world.officer("kepala"), world.officer("kepala")
    request = world.submitted(world.publish(), citizen)
    world.press(request, "lengkap", verifier)
    data = {"alasan": "Tidak cocok.", "items": [{"field": "nama", "note": "Samakan."}]}
    results = together(
        lambda: press(request, "setujui", one, "a"),
        lambda: press(request, other, citizen if other == "batalkan" else two, "b", **data),
    )
    assert Counter(type(r).__name__ for r in results) == {"Outcome": 1, "WrongState": 1}
    assert len(seqs(request)) == 3
    assert list(check([request.pk])) == []


def test_two_last_parts_answered_at_once_join_once() -> None:
    made = room()
    made.press("teruskan", made.verifikator)
    made.part(made.kepala)
    said = {"catatan_teknis": "Sudah kami periksa."}
    results = together(
        lambda: press(made.request, "setuju", made.dlh, "a", **said),
        lambda: press(made.request, "setuju", made.dpupr, "b", **said),
    )
    assert [type(r).__name__ for r in results] == ["Outcome", "Outcome"]
    events = RequestEvent.objects.filter(request=made.request, kind="task")
    assert list(events.order_by("seq").values_list("to_state", flat=True)) == ["telaah", "telaah", "putusan"]
    assert not RequestTask.objects.filter(request=made.request, done_at__isnull=True).exists()
    assert seqs(made.request) == list(range(1, 6))
    assert list(check([made.request.pk])) == []


def test_an_answer_typed_while_the_request_is_sent_is_in_it_or_refused_never_lost_in_between() -> None:
    citizen = world.citizen()
    request = world.draft(world.publish(), citizen)

    def write() -> Any:
        for _attempt in range(10):
            try:
                return engine.save_answers(request.pk, "lain", {"jumlah": 7}, citizen)
            except OperationalError:
                continue
        return None

    sent, written = together(lambda: press(request, "ajukan", citizen, "a"), write)
    assert isinstance(sent, engine.Outcome)
    stored = engine.plain_answers(world.fresh(request)).get("jumlah")
    payload = RequestEvent.objects.get(request=request, kind="submit").payload.data["answers"].get("jumlah")
    assert stored == payload
    assert (stored == 7) is not isinstance(written, engine.EngineError)
