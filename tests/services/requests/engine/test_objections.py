"""An objection is a request of its own, tied to one decision, decided by others, and able to change the first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from services.definition.facts import unknown
from services.requests import engine
from services.requests.engine import drafts
from services.requests.invariants import check
from services.requests.models import Phase, RequestEvent, ServiceRequest
from services.requests.prefill import facts_for
from services.requests.presenters.timeline import timeline
from tests.services.requests import ending, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> Iterator[Any]:
    with time_machine.travel(ending.MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def room(now: Any) -> ending.Room:
    world.publish(ending.objecting())
    return ending.rejected(now)


def grant(room: ending.Room, objection: ServiceRequest) -> ServiceRequest:
    """Let two other people grant an objection."""
    world.press(objection, "lengkap", room.verifikator)
    world.press(objection, "setujui", world.officer("kepala"))
    room.settle(objection)
    return world.fresh(objection)


def test_it_knows_the_decision_it_is_about(room):
    draft = engine.open_objection(room.request.pk, room.warga, "kunci-1")
    assert (draft.kind, draft.parent_id, draft.parent_cycle) == ("objection", room.request.pk, 0)
    assert engine.plain_answers(draft) == {
        "nomor": room.request.number,
        "layanan": "Izin uji",
        "putusan_pada": "2026-11-23",
    }
    facts = facts_for(draft.applicant, draft)
    assert facts["parent.number"] == room.request.number
    assert not unknown(facts)


def test_pressed_twice_it_is_one_and_the_open_one_is_handed_out_again(room):
    first = engine.open_objection(room.request.pk, room.warga, "kunci-1")
    again = engine.open_objection(room.request.pk, room.warga, "kunci-1")
    assert first.pk == again.pk == engine.open_objection(room.request.pk, room.warga, "kunci-2").pk


def test_one_that_is_being_decided_is_named_instead_of_a_second(room):
    objection = room.object_and_file()
    with pytest.raises(engine.NoObjection, match=objection.number):
        engine.open_objection(room.request.pk, room.warga, "kunci-2")
    world.press(objection, "batalkan", room.warga)
    assert engine.open_objection(room.request.pk, room.warga, "kunci-3").pk != objection.pk


def test_the_database_itself_allows_one_open_objection_to_a_decision(room):
    draft = engine.open_objection(room.request.pk, room.warga, "kunci-1")
    twin = ServiceRequest.objects.get(pk=draft.pk)
    twin.pk = None
    twin.id = ServiceRequest().id
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_nobody_objects_to_somebody_elses_decision(room):
    for stranger in (world.citizen(), room.kepala, world.Actor.clock()):
        with pytest.raises(engine.NotFound):
            engine.open_objection(room.request.pk, stranger, "kunci-1")


def test_while_a_decision_is_pending_or_none_was_taken_there_is_nothing_to_object_to(room):
    room.press("buka", room.kepala)
    with pytest.raises(engine.WrongState):
        engine.open_objection(room.request.pk, room.warga, "kunci-1")
    room.press("lengkap", room.verifikator)
    room.press("tolak", room.kepala, alasan="Tetap belum.")
    with pytest.raises(engine.WrongState):
        engine.open_objection(room.request.pk, room.warga, "kunci-1")
    assert engine.chance_of(room.now) is None


def test_after_ten_seconds_the_pending_decision_is_in_force_even_where_no_job_ran(room):
    room.press("buka", room.kepala)
    room.press("lengkap", room.verifikator)
    room.press("tolak", room.kepala, alasan="Tetap belum.")
    room.clock.shift(11)
    assert engine.open_objection(room.request.pk, room.warga, "kunci-1").parent_cycle == 1


def test_the_window_is_told_and_ends(now):
    world.publish(ending.objecting())
    room = ending.rejected(now, ending.decided(objection={"within": ending.WITHIN}))
    chance = engine.chance_of(room.now)
    assert (chance.refusal, chance.until.isoformat()) == ("", "2026-11-28T23:59:59+07:00")
    now.move_to("2026-11-28T17:00:00Z")
    with pytest.raises(engine.NoObjection, match="sudah lewat pada Sabtu, 28 November 2026"):
        engine.open_objection(room.request.pk, room.warga, "kunci-1")


@pytest.mark.parametrize("services", [[], ["keberatan-uji", "keberatan-lain"], ["bukan-keberatan"]])
def test_where_no_one_service_takes_it_a_sentence_says_what_to_do(now, services):
    kinds = {"bukan-keberatan": "request"}
    for number, slug in enumerate(services):
        bent = {"slug": slug, "code": f"TST-3{number}", "kind": kinds.get(slug, "objection")}
        data = ending.objecting(**bent)
        if bent["kind"] == "request":
            data["workflow"]["states"]["putusan"]["actions"][1].pop("effects")
        world.publish(data)
    rule = {"service": services[0]} if services == ["bukan-keberatan"] else True
    room = ending.rejected(now, ending.decided(objection=rule))
    with pytest.raises(engine.NoObjection, match="keberatan tertulis"):
        engine.open_objection(room.request.pk, room.warga, "kunci-1")
    # The page says so at once, instead of offering a button that leads nowhere.
    assert "keberatan tertulis" in engine.chance_of(room.now).refusal


def test_the_named_service_takes_it_where_there_are_several(now):
    world.publish(ending.objecting())
    world.publish(ending.objecting(slug="keberatan-lain", code="TST-39"))
    room = ending.rejected(now, ending.decided(objection={"service": "keberatan-lain"}))
    assert engine.open_objection(room.request.pk, room.warga, "kunci-1").service_id == "keberatan-lain"


def test_whoever_decided_the_request_does_not_decide_the_objection(room):
    objection = room.object_and_file()
    world.press(objection, "lengkap", room.verifikator)
    for action, data in (("setujui", {}), ("tolak", {"alasan": "Tetap."})):
        with pytest.raises(engine.NotAllowed, match="memutus permohonan asalnya"):
            world.press(objection, action, room.kepala, **data)
    world.press(objection, "kembalikan", room.kepala, items=[{"field": "mengapa", "note": "Jelaskan."}])
    substitute = world.officer(at=world.agency())
    world.away(room.kepala, substitute)
    world.press(objection, "perbaiki", room.warga)
    world.press(objection, "lengkap", room.verifikator)
    with pytest.raises(engine.NotAllowed, match="yang Anda gantikan"):
        world.press(objection, "setujui", substitute)


def test_granted_it_reopens_the_request_in_the_same_moment_and_both_histories_say_so(room):
    objection = grant(room, room.object_and_file())
    assert (objection.phase, objection.trouble) == (Phase.APPROVED, "")
    assert (room.now.state, room.now.cycle) == ("verifikasi", 1)
    titles = [entry.title for entry in timeline(room.now) if entry.state != "next"]
    assert titles[0] == "Dibuka kembali karena keberatan dikabulkan"
    assert facts_for(None, objection)["parent.decided_on"] == "2026-11-23"
    assert list(check()) == []


def test_refused_by_the_request_the_decision_stands_and_staff_see_what_is_owed(room):
    objection = room.object_and_file()
    room.press("buka", room.kepala)
    objection = grant(room, objection)
    assert objection.phase == Phase.APPROVED
    assert "sudah dibuka kembali" in objection.trouble
    owed = RequestEvent.objects.get(request=objection, kind="parent_refused")
    assert (owed.visibility, owed.actor_kind) == ("internal", "system")
    assert "Permohonan asal belum berubah" in [e.title for e in timeline(objection, staff=True)]
    assert list(check()) == []


def test_an_action_the_request_does_not_give_the_clock_is_owed_too(now):
    world.publish(ending.objecting())
    room = ending.rejected(now, ending.decided(by=["kepala"]))
    objection = grant(room, room.object_and_file())
    assert (objection.phase, room.now.phase) == (Phase.APPROVED, Phase.REJECTED)
    assert "bukan wewenang" in objection.trouble


def test_an_objection_without_a_request_in_the_portal_is_decided_all_the_same(room):
    answers = {"nomor": "503/1/2020", "layanan": "Izin kertas", "mengapa": "Berkas saya lengkap."}
    paper = world.submitted(world.publish(ending.objecting()), room.warga, answers)
    assert "tidak terkait" in grant(room, paper).trouble


def test_a_decided_objection_is_not_reopened_beside_another_open_one(now):
    data = ending.objecting()
    data["workflow"]["states"]["ditolak"] |= {"objection": False, "actions": [ending.REOPEN]}
    world.publish(data)
    room = ending.rejected(now)
    first = room.object_and_file()
    other = world.officer("kepala")
    world.press(first, "lengkap", room.verifikator)
    world.press(first, "tolak", other, alasan="Tetap.")
    room.settle(first)
    drafts.open_draft(
        version=first.version, actor=room.warga, applicant=room.request.applicant, key="kunci-2", parent=room.request
    )
    with pytest.raises(engine.NotAllowed, match="keberatan lain"):
        world.press(first, "buka", other)
