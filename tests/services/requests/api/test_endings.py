"""After the end a program objects to the decision and has a request opened again, as its owner does on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from services.requests.models import Phase, RequestEvent, ServiceRequest
from tests.services.requests import ending, world
from tests.services.requests.api_client import Program, new_key, problem

pytestmark = pytest.mark.django_db
FORM = [{"id": "dasar", "type": "short_text", "required": True, "label": {"id": "Dasar"}}]
SENT = {"declared": True}


@pytest.fixture
def now() -> Iterator[Any]:
    with time_machine.travel(ending.MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def room(now: Any) -> ending.Room:
    world.publish(ending.objecting())
    label = {"id": "Buka kembali", "en": "Open again"}
    return ending.rejected(now, ending.decided(objection={"within": ending.WITHIN}, form=FORM, label=label))


@pytest.fixture
def program(room: ending.Room) -> Program:
    return Program.of(room.warga)


def shown(program: Program, request: ServiceRequest) -> dict[str, Any]:
    return dict(program.get(f"requests/{request.pk}/").json())


def objected(program: Program, room: ending.Room) -> str:
    """File an objection from its draft to its number and return its id."""
    pk = str(program.post(f"requests/{room.request.pk}/objection/", {}).json()["id"])
    program.put(f"requests/{pk}/answers/data/", {"answers": {"mengapa": "Berkas saya lengkap."}})
    sent = program.post(f"requests/{pk}/submit/", SENT)
    assert sent.status_code == 200, sent.content
    return pk


def test_what_was_rejected_says_how_to_go_on(program: Program, room: ending.Room) -> None:
    found = shown(program, room.request)
    assert (found["may"]["object"], found["may"]["reopen"]) == (True, True)
    assert found["objection"] | {"basis": []} == {
        "allowed": True,
        "why_not": "",
        "until": "2026-11-28T23:59:59+07:00",
        "draft": None,
        "basis": [],
    }
    [offer] = found["actions"]
    assert (offer["action"], offer["title"], offer["type"]) == ("buka", "Buka kembali", "reopen")
    assert [field["id"] for field in offer["form"]] == ["dasar"]
    program.language = "en"
    assert shown(program, room.request)["actions"][0]["title"] == "Open again"


def test_an_objection_is_opened_answered_and_sent_to_its_number(program: Program, room: ending.Room) -> None:
    answer = program.post(f"requests/{room.request.pk}/objection/", {})
    draft = answer.json()
    assert answer["Location"] == f"/api/v1/requests/{draft['id']}/"
    assert (answer.status_code, draft["service"], draft["phase"]) == (201, "keberatan-uji", "draft")
    assert shown(program, room.request)["objection"]["draft"] == draft["id"]
    known = program.get(f"requests/{draft['id']}/answers/").json()
    assert known["answers"]["nomor"] == room.request.number
    kept = program.put(f"requests/{draft['id']}/answers/data/", {"answers": {"mengapa": "Berkas saya lengkap."}})
    assert kept.json()["complete"]
    sent = program.post(f"requests/{draft['id']}/submit/", SENT).json()
    filed = ServiceRequest.objects.get(pk=draft["id"])
    assert (sent["number"], filed.parent_id, filed.channel) == (filed.number, room.request.pk, "api")


def test_request_and_objection_name_each_other(program: Program, room: ending.Room) -> None:
    pk = objected(program, room)
    there = shown(program, room.request)
    assert [each["id"] for each in there["relatives"]] == [pk]
    assert there["may"]["object"] is False
    assert there["relatives"][0]["number"] in there["objection"]["why_not"]
    back = program.get(f"requests/{pk}/").json()
    assert [(each["id"], each["number"]) for each in back["relatives"]] == [(str(room.request.pk), room.request.number)]


def test_the_same_key_opens_one_objection_even_when_it_was_sent_meanwhile(program: Program, room: ending.Room) -> None:
    address, key = f"requests/{room.request.pk}/objection/", new_key()
    first = program.post(address, {}, key).json()["id"]
    assert program.post(address, {}, key).json()["id"] == first
    assert program.post(address, {}).json()["id"] == first  # the open one is handed out again
    program.put(f"requests/{first}/answers/data/", {"answers": {"mengapa": "Berkas saya lengkap."}})
    program.post(f"requests/{first}/submit/", SENT)
    again = program.post(address, {}, key)
    assert (again.status_code, again.json()["id"]) == (201, first)
    problem(program.post(address, {}), 409, "no_objection")
    assert ServiceRequest.objects.filter(parent=room.request).count() == 1


def test_the_key_of_a_draft_that_was_thrown_away_opens_nothing(program: Program, room: ending.Room) -> None:
    address, key = f"requests/{room.request.pk}/objection/", new_key()
    first = program.post(address, {}, key).json()["id"]
    assert program.ask("delete", f"requests/{first}/").status_code == 204
    problem(program.post(address, {}, key), 409, "conflict")
    assert program.post(address, {}).json()["id"] != first


def test_too_late_it_is_refused_with_the_day(program: Program, room: ending.Room) -> None:
    room.clock.move_to("2026-12-01T03:00:00Z")
    program = Program.of(room.warga)
    found = shown(program, room.request)
    assert (found["may"]["object"], "28 November 2026" in found["objection"]["why_not"]) == (False, True)
    said = problem(program.post(f"requests/{room.request.pk}/objection/", {}), 409, "no_objection")
    assert "28 November 2026" in said["detail"]


def test_a_pending_decision_is_not_betrayed(program: Program, room: ending.Room) -> None:
    room.press("buka", room.kepala, dasar="Ada bukti baru.")
    room.press("lengkap", room.verifikator)
    room.press("tolak", room.kepala, alasan="Tetap belum.")
    found = shown(program, room.request)
    assert (found["phase"], found["objection"], found["actions"]) == ("in_process", None, [])
    problem(program.post(f"requests/{room.request.pk}/objection/", {}), 409, "wrong_state")


def test_what_was_never_decided_offers_no_end(program: Program, room: ending.Room) -> None:
    fresh = world.submitted(world.publish(), room.warga)
    found = shown(program, fresh)
    assert (found["objection"], found["actions"], found["relatives"]) == (None, [], [])
    problem(program.post(f"requests/{fresh.pk}/objection/", {}), 409, "wrong_state")


def test_the_applicant_reopens_once_with_what_the_document_asks_for(program: Program, room: ending.Room) -> None:
    address, key = f"requests/{room.request.pk}/actions/buka/", new_key()
    said = problem(program.post(address, {"data": {"dasar": ""}}), 422, "invalid")
    assert [each["path"] for each in said["errors"]] == ["dasar"]
    body = {"data": {"dasar": "Ada bukti baru."}, "seq": shown(program, room.request)["seq"]}
    first = program.post(address, body, key)
    assert (first.status_code, first["Idempotency-Replayed"], first.json()["phase"]) == (200, "false", "in_process")
    again = program.post(address, body, key)
    assert (again.status_code, again["Idempotency-Replayed"]) == (200, "true")
    assert again.json() == first.json()
    assert RequestEvent.objects.filter(request=room.request, kind="reopen").count() == 1
    problem(program.post(address, {"data": {"dasar": "Lain."}}, key), 422, "key_reused")
    problem(program.post(address, {"data": {"dasar": "Sekali lagi."}}), 409, "wrong_state")


def test_what_was_seen_in_an_older_version_is_not_reopened(program: Program, room: ending.Room) -> None:
    body = {"data": {"dasar": "Ada bukti baru."}, "seq": 1}
    problem(program.post(f"requests/{room.request.pk}/actions/buka/", body), 409, "wrong_state")
    assert room.now.phase == Phase.REJECTED


@pytest.mark.parametrize("action", ["tolak", "lengkap", "ambil", "batalkan", "urungkan", "tidak-ada"])
def test_an_action_that_is_no_reopening_has_no_address(program: Program, room: ending.Room, action: str) -> None:
    problem(program.post(f"requests/{room.request.pk}/actions/{action}/", {}), 404, "not_found")


@pytest.mark.parametrize("path", ["objection/", "actions/buka/"])
def test_without_a_key_or_with_strange_members_nothing_happens(program: Program, room: ending.Room, path: str) -> None:
    problem(program.post(f"requests/{room.request.pk}/{path}", {}, ""), 400, "idempotency_key_missing")
    problem(program.post(f"requests/{room.request.pk}/{path}", {"parent": "x"}), 422, "invalid")
    problem(program.post(f"requests/{room.request.pk}/{path}", []), 400, "malformed")
    assert (room.now.phase, ServiceRequest.objects.count()) == (Phase.REJECTED, 1)


@pytest.mark.parametrize("data", [[], "x", 1, {"dasar": {"a": 1}}, {"dasar": ["x"]}, {"lain": "x"}])
def test_hostile_data_reopens_nothing(program: Program, room: ending.Room, data: Any) -> None:
    answer = program.post(f"requests/{room.request.pk}/actions/buka/", {"data": data})
    problem(answer, 422, "invalid")
    assert room.now.phase == Phase.REJECTED
