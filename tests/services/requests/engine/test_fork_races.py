"""Parts of a fork are answered at the same moment: one join, no gap in the history, nothing answered twice."""

from __future__ import annotations

from collections import Counter

import pytest

from services.requests import engine
from services.requests.actor import Actor
from services.requests.audit import verify
from services.requests.invariants import check
from services.requests.models import RequestEvent, RequestGrant, RequestTask
from tests.services.requests import world
from tests.services.requests.forking import Room, room
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def answer(made: Room, actor: Actor, key: str) -> engine.Outcome:
    data = {"catatan_teknis": "Sudah kami periksa."}
    return engine.perform(made.request.pk, "setuju", actor, data=data, key=f"{key}-{made.request.pk}")


def story(made: Room) -> list[tuple[int, str]]:
    return list(RequestEvent.objects.filter(request=made.request).order_by("seq").values_list("seq", "kind"))


def is_whole(made: Room) -> bool:
    gapless = [seq for seq, _kind in story(made)] == list(range(1, made.now.seq + 1))
    return gapless and not list(verify([made.request.pk])) and not list(check([made.request.pk]))


def test_of_the_last_two_parts_answered_at_once_exactly_one_joins() -> None:
    for _round in range(ROUNDS):
        made = room()
        made.press("teruskan", made.verifikator)
        made.part(made.kepala)
        results = together(lambda m=made: answer(m, m.dlh, "a"), lambda m=made: answer(m, m.dpupr, "b"))
        assert [type(each).__name__ for each in results] == ["Outcome", "Outcome"]
        moved = RequestEvent.objects.filter(request=made.request, kind="task", to_state="putusan")
        assert (made.now.state, moved.count()) == ("putusan", 1)
        assert is_whole(made)


def test_of_all_parts_at_once_an_any_takes_one_and_tells_the_others_that_it_is_over() -> None:
    for _round in range(ROUNDS):
        made = room("any")
        made.press("teruskan", made.verifikator)
        calls = [lambda m=made, a=actor: answer(m, a, str(a.key)) for actor in (made.dlh, made.dpupr, made.kepala)]
        kinds = Counter(type(each).__name__ for each in together(*calls))
        assert kinds["Outcome"] == 1
        assert set(kinds) <= {"Outcome", "NotFound", "WrongState"}
        outcomes = Counter(RequestTask.objects.filter(request=made.request).values_list("outcome", flat=True))
        assert outcomes == {"setuju": 1, "tidak_diperlukan": 2}
        assert is_whole(made)


def test_one_part_pressed_by_two_colleagues_at_once_is_answered_by_one() -> None:
    for _round in range(ROUNDS):
        made = room()
        twin = world.officer("teknis", at=world.agency("dlh", "DLH"))
        made.press("teruskan", made.verifikator)
        results = together(lambda m=made: answer(m, m.dlh, "a"), lambda m=made, t=twin: answer(m, t, "b"))
        kinds = Counter(type(each).__name__ for each in results)
        assert kinds == {"Outcome": 1, "NotFound": 1}
        assert RequestTask.objects.filter(request=made.request, done_at__isnull=False).count() == 1
        assert is_whole(made)


def test_a_part_answered_while_the_case_is_taken_back_counts_or_is_over_and_no_guest_stays_in() -> None:
    for _round in range(ROUNDS):
        made = room()
        made.press("teruskan", made.verifikator)
        results = together(
            lambda m=made: answer(m, m.dlh, "a"),
            lambda m=made: engine.perform(m.request.pk, "tarik", m.verifikator, key=f"tarik-{m.request.pk}"),
        )
        assert isinstance(results[1], engine.Outcome)
        assert isinstance(results[0], engine.Outcome | engine.NotFound | engine.WrongState)
        assert made.now.state == "verifikasi"
        assert not RequestTask.objects.filter(request=made.request, done_at__isnull=True).exists()
        assert not RequestGrant.objects.filter(request=made.request, ends_at__isnull=True).exists()
        assert is_whole(made)
