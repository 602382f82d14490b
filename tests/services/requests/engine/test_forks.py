"""Several agencies work on one request at once, and it goes on when enough of them have answered."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from services.requests import engine, policies
from services.requests.actor import Actor
from services.requests.audit import verify
from services.requests.invariants import check
from services.requests.models import RequestEvent, RequestGrant, RequestTask, ServiceRequest
from services.requests.prefill import facts_for
from tests.services.requests import world
from tests.services.requests.forking import Room, forking, room

pytestmark = pytest.mark.django_db


@pytest.fixture
def forked() -> Room:
    made = room()
    made.press("teruskan", made.verifikator)
    return made


def sees(actor: Actor, request: ServiceRequest) -> bool:
    return policies.visible_to(actor).filter(pk=request.pk).exists()


def outcomes(request: ServiceRequest) -> list[str]:
    return sorted(RequestTask.objects.filter(request=request).values_list("outcome", flat=True))


def test_a_fork_asks_every_function_the_document_names_and_lets_guests_see_chosen_fields(forked: Room) -> None:
    tasks = RequestTask.objects.filter(request=forked.request)
    assert {(t.agency_id, t.function) for t in tasks} == {
        ("dlh", "teknis"),
        ("dpupr", "teknis"),
        ("disdukcapil", "kepala"),
    }
    grants = RequestGrant.objects.filter(request=forked.request, ends_at__isnull=True)
    assert {grant.agency_id: grant.fields for grant in grants} == {"dlh": ["jumlah"], "dpupr": ["jumlah", "nama"]}
    assert (forked.now.state, forked.now.assignee) == ("telaah", None)
    assert list(check([forked.request.pk])) == []


def test_a_part_with_its_own_deadline_is_due_on_the_calendar_of_the_agency_asked() -> None:
    with time_machine.travel("2026-11-25T10:00:00+07:00", tick=False):
        made = room()
        made.press("teruskan", made.verifikator)
    due = RequestTask.objects.get(request=made.request, agency="dlh").due_at
    assert due is not None
    assert due.isoformat() == "2026-11-27T16:59:59+00:00"
    assert RequestTask.objects.get(request=made.request, agency="dpupr").due_at is None


def test_a_part_whose_condition_does_not_hold_is_not_asked() -> None:
    made = room(answers={**world.ANSWERS, "punya": False, "alasan_tanpa": "Belum ada", "jumlah": 3})
    made.press("teruskan", made.verifikator)
    assert RequestTask.objects.filter(request=made.request).count() == 2


def test_all_parts_are_awaited_and_the_last_moves_the_request_on(forked: Room) -> None:
    forked.part(forked.dlh)
    forked.part(forked.kepala)
    assert forked.now.state == "telaah"
    forked.part(forked.dpupr)
    assert forked.now.state == "putusan"
    assert outcomes(forked.request) == ["setuju"] * 3
    assert not RequestGrant.objects.filter(request=forked.request, ends_at__isnull=True).exists()
    assert list(check([forked.request.pk])) == []


@pytest.mark.parametrize(("join", "needed"), [("any", 1), (1, 1), (2, 2), (3, 3), ("all", 3)])
def test_any_or_n_of_m_go_on_when_enough_have_answered_and_end_the_rest(join: Any, needed: int) -> None:
    made = room(join)
    made.press("teruskan", made.verifikator)
    for number, actor in enumerate([made.dlh, made.dpupr, made.kepala][:needed], 1):
        assert made.now.state == "telaah", number
        made.part(actor)
    assert made.now.state == "putusan"
    assert outcomes(made.request).count("tidak_diperlukan") == 3 - needed
    assert not any(sees(guest, made.request) for guest in (made.dlh, made.dpupr))
    assert list(check([made.request.pk])) == []


def test_a_guest_is_in_while_asked_and_out_once_its_part_is_done(forked: Room) -> None:
    assert sees(forked.dlh, forked.request)
    forked.part(forked.dlh)
    assert not sees(forked.dlh, forked.request)
    assert sees(forked.dpupr, forked.request)
    with pytest.raises(engine.NotFound):
        forked.part(forked.dlh)


def test_a_guest_does_its_part_and_nothing_else(forked: Room) -> None:
    for action in ("tarik", "ambil", "lepas", "catatan", "pesan", "prioritaskan", "limpahkan", "jawab"):
        with pytest.raises(engine.NotAllowed):
            forked.press(action, forked.dlh, text="Halo", flag="lansia", to="1")
    assert forked.now.state == "telaah"


def test_a_part_is_answered_by_its_own_form(forked: Room) -> None:
    with pytest.raises(engine.InvalidData):
        forked.press("setuju", forked.dlh)
    forked.part(forked.dlh)
    event = RequestEvent.objects.filter(request=forked.request, kind="task").get()
    assert (event.payload.data["catatan_teknis"], event.visibility) == ("Sudah kami periksa.", "internal")


def test_nobody_answers_the_part_of_somebody_else_or_twice(forked: Room) -> None:
    with pytest.raises(engine.NotAllowed):
        forked.part(forked.verifikator)
    forked.part(forked.kepala)
    with pytest.raises(engine.NotAllowed, match="bagian kerja"):
        forked.part(forked.kepala)


def test_how_the_parts_came_out_decides_what_may_be_done_next(forked: Room) -> None:
    forked.part(forked.dlh, "tidak_setuju")
    forked.part(forked.dpupr)
    forked.part(forked.kepala)
    facts = facts_for(None, forked.now)
    assert sorted(facts["request.outcomes"]) == ["setuju", "setuju", "tidak_setuju"]
    other = world.officer("kepala")
    with pytest.raises(engine.NotAllowed, match="Syarat"):
        forked.press("setujui", other)
    forked.press("tolak", other, alasan="Dinas teknis tidak setuju.")
    assert forked.now.phase == "rejected"


@pytest.mark.parametrize("leaving", ["tarik", "kembalikan_telaah", "batalkan"])
def test_leaving_the_state_in_any_way_ends_what_was_asked(forked: Room, leaving: str) -> None:
    actor = forked.warga if leaving == "batalkan" else forked.verifikator
    forked.press(leaving, actor, items=[{"field": "nama", "note": "Samakan."}])
    assert outcomes(forked.request) == ["tidak_diperlukan"] * 3
    assert not sees(forked.dlh, forked.request)
    assert list(check([forked.request.pk])) == []


def test_a_second_fork_counts_its_own_parts_only(forked: Room) -> None:
    forked.part(forked.dlh, "tidak_setuju")
    forked.press("tarik", forked.verifikator)
    forked.press("teruskan", forked.verifikator)
    facts = facts_for(None, forked.now)
    assert (facts["request.outcomes"], facts["request.open_tasks"]) == ([], 3)
    for actor in (forked.dlh, forked.dpupr, forked.kepala):
        forked.part(actor)
    assert forked.now.state == "putusan"
    assert facts_for(None, forked.now)["request.outcomes"] == ["setuju"] * 3


def test_a_fork_with_nothing_to_ask_goes_on_at_once() -> None:
    data = forking()
    never = {"op": "eq", "args": [{"f": "jumlah"}, 99]}
    fork = next(a for a in data["workflow"]["states"]["verifikasi"]["actions"] if a["key"] == "teruskan")
    fork["tasks"] = [{**task, "when": never} for task in fork["tasks"]]
    made = room(data=data)
    made.press("teruskan", made.verifikator)
    assert made.now.state == "putusan"
    assert [e.kind for e in RequestEvent.objects.filter(request=made.request).order_by("seq")] == [
        "submit",
        "fork",
        "join",
    ]
    assert list(verify([made.request.pk])) == []


def test_two_parts_of_one_function_at_one_agency_are_one() -> None:
    data = forking()
    fork = next(a for a in data["workflow"]["states"]["verifikasi"]["actions"] if a["key"] == "teruskan")
    fork["tasks"] = [fork["tasks"][0], fork["tasks"][0]]
    made = room(data=data)
    made.press("teruskan", made.verifikator)
    assert RequestTask.objects.filter(request=made.request).count() == 1


def test_an_undone_decision_finds_everybody_at_their_work_again() -> None:
    data = forking()
    data["workflow"]["states"]["telaah"]["actions"].append(
        {"key": "tolak_cepat", "by": ["verifikator"], "to": "ditolak", "type": "reject"}
    )
    made = room(data=data)
    made.press("teruskan", made.verifikator)
    made.press("tolak_cepat", made.verifikator)
    made.press("urungkan", made.verifikator)
    assert facts_for(None, made.now)["request.open_tasks"] == 3
    made.part(made.dlh)
    assert list(check([made.request.pk])) == []


def test_an_effective_decision_ends_what_was_asked() -> None:
    data = forking()
    data["workflow"]["states"]["telaah"]["actions"].append(
        {"key": "tolak_cepat", "by": ["verifikator"], "to": "ditolak", "type": "reject"}
    )
    made = room(data=data)
    made.press("teruskan", made.verifikator)
    made.press("tolak_cepat", made.verifikator)
    with time_machine.travel(made.now.effective_at.timestamp() + 1, tick=False):
        assert engine.settle(made.request.pk)
    assert outcomes(made.request) == ["tidak_diperlukan"] * 3
    assert list(check([made.request.pk])) == []
