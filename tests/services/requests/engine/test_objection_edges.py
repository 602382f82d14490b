"""Edges of objections: what is confidential stays so, a broken first request loses no decision, one objection each."""

from __future__ import annotations

import pytest
import time_machine

from services.requests import engine, policies
from services.requests.engine import moves
from services.requests.models import Phase, RequestEvent
from tests.services.requests import documents, ending, world
from tests.services.requests.pages import rooms

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    with time_machine.travel(ending.MONDAY, tick=False) as traveller:
        yield traveller


def decide(room, objection, action, **data):
    world.press(objection, "lengkap", world.officer("verifikator"))
    world.press(objection, action, world.officer("kepala"), **data)
    room.settle(objection)
    return world.fresh(objection)


def test_an_objection_is_as_confidential_as_what_it_is_about(now):
    secret = {**ending.decided(), "access": {"level": "account", "confidential": True}}
    version, warga = world.publish(secret), world.citizen()
    request = world.submitted(version, warga)
    officers = [world.officer(name, service=version.service) for name in ("verifikator", "kepala")]
    room = ending.Room(request, warga, *officers, now)
    room.reject()
    service = world.publish(ending.objecting()).service
    objection = room.object_and_file()
    assert objection.confidential
    everybody, named = world.officer("verifikator"), world.officer("verifikator", service=service)
    seen = [policies.visible_to(who).filter(pk=objection.pk).exists() for who in (everybody, named)]
    assert seen == [False, True]


def test_whatever_breaks_at_the_first_request_the_decision_on_the_objection_stands(now, monkeypatch):
    room = ending.rejected(now)
    world.publish(ending.objecting())
    objection = room.object_and_file()

    def broken(step):
        raise KeyError("hilang")

    monkeypatch.setitem(moves.HANDLERS, "reopen", broken)
    done = decide(room, objection, "setujui")
    assert (done.phase, done.shown_state) == (Phase.APPROVED, "")
    assert done.trouble.endswith("terjadi kesalahan di portal.")
    assert room.now.phase == Phase.REJECTED
    said = RequestEvent.objects.get(request=objection, kind="parent_refused")
    assert said.visibility == "internal"


def test_a_decision_is_objected_to_once_and_what_was_taken_back_may_be_raised_again(now):
    room = ending.rejected(now)
    world.publish(ending.objecting())
    first = room.object_and_file()
    world.press(first, "batalkan", room.warga)
    second = room.object_and_file("keberatan-2")
    decide(room, second, "tolak", alasan="Putusan tetap.")
    with pytest.raises(engine.NoObjection, match="sudah diputus"):
        engine.open_objection(room.request.pk, room.warga, "keberatan-3")


def test_an_objection_goes_to_whichever_office_decided(now):
    room = ending.rejected(now)
    world.agency("dinas-lain", "DLN")
    version = world.publish(ending.objecting(agency={"from": "parent.agency"}))
    assert version.service.agency is None
    assert room.object_and_file().agency_id == "disdukcapil"


def test_an_objection_service_of_another_office_is_not_taken_for_everybodys(now):
    room = ending.rejected(now)
    world.agency("dinas-lain", "DLN")
    world.publish(ending.objecting(agency="dinas-lain"))
    with pytest.raises(engine.NoObjection, match="keberatan tertulis"):
        engine.open_objection(room.request.pk, room.warga, "kunci-1")
    world.publish(ending.objecting(slug="keberatan-sini", code="TST-39"))
    assert engine.open_objection(room.request.pk, room.warga, "kunci-2").service_id == "keberatan-sini"


def test_an_objection_about_nothing_is_refused_before_the_first_question(now):
    version, warga = world.publish(ending.objecting(agency={"from": "parent.agency"})), world.citizen()
    with pytest.raises(engine.NotAllowed, match="halaman permohonan"):
        engine.open_draft(version=version, actor=warga, applicant=warga.party, key="tanpa-induk")


def test_the_page_names_the_law_under_which_one_may_object(now):
    room = ending.rejected(now)
    law = {"id": "Peraturan uji tentang keberatan"}
    world.publish(ending.objecting(standard={"legal_basis": [law]}))
    page = rooms.browser(room.warga).get(f"/permohonan/{room.request.pk}/")
    assert "Dasar hukum: Peraturan uji tentang keberatan" in rooms.text_of(page)


def test_a_route_whose_condition_fails_finds_no_place(now):
    rooms.places()
    route = {"function": "verifikator", "area": "36.04.05", "when": {"op": "eq", "args": [{"f": "punya"}, False]}}
    passed_over = world.submitted(world.publish({**documents.PLAIN, "routing": [route]}), world.citizen())
    holds = {**route, "when": {"op": "eq", "args": [{"f": "punya"}, True]}}
    taken = world.submitted(world.publish({**documents.PLAIN, "routing": [holds]}), world.citizen())
    assert (passed_over.region_id, taken.region_id) == (None, "36.04.05")
