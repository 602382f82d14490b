"""An officer's program reads the queue and acts through the same door, within the same scope."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from citizens.models import AccessLog
from services.outputs.models import Signature
from services.outputs.signing import stand_in
from services.requests.models import RequestEvent, ServiceRequest
from tests.services.desk.world import NOW, filed, pdf, photo, with_papers
from tests.services.requests import world
from tests.services.requests.api_client import Program, new_key, problem
from tests.signing_in import make_officer, sign_in

pytestmark = pytest.mark.django_db
UNKNOWN = "00000000-0000-7000-8000-00000000abcd"


@pytest.fixture(autouse=True)
def moment(db: None) -> Any:
    with time_machine.travel(NOW, tick=False) as now:
        yield now


@pytest.fixture
def case() -> ServiceRequest:
    return filed(world.publish(with_papers()), world.citizen("Siti Pemohon"), photo())


def seated(*functions: str, **extra: Any) -> Program:
    return Program.of(world.officer(*functions, **extra))


def act(program: Program, case: ServiceRequest, action: str, body: Any = None, key: str | None = None) -> Any:
    return program.post(f"desk/requests/{case.pk}/actions/{action}/", body or {}, key)


def test_the_queue_shows_what_lies_on_one_s_own_desk(case: ServiceRequest) -> None:
    items = seated("verifikator").get("desk/requests/").json()["items"]
    assert [(each["id"], each["applicant"], each["seq"]) for each in items] == [
        (str(case.pk), "Siti Pemohon", case.seq)
    ]
    other = seated("verifikator", at=world.agency("dinkes", "DKS"))
    assert other.get("desk/requests/?tab=semua").json()["items"] == []


def test_filters_only_take_cases_away(case: ServiceRequest) -> None:
    program = seated("verifikator")
    for query, count in (
        ("tab=semua", 1),
        ("tab=saya", 0),
        ("service=izin-uji", 1),
        ("service=tidak-ada", 0),
        ("area=36.04", 0),
        ("q=siti", 1),
        ("q=orang+lain", 0),
        ("priority=semua", 0),
        ("agency=dinkes", 1),
    ):
        assert len(program.get(f"desk/requests/?{query}").json()["items"]) == count, query
    problem(program.get("desk/requests/?tab=tidak-ada"), 400, "malformed")


def test_the_queue_costs_the_same_for_one_case_and_for_twenty(
    case: ServiceRequest, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        filed(case.version, world.citizen())
    program = seated("verifikator")
    for path in ("desk/requests/", "desk/requests/?tab=semua", "desk/parts/"):
        program.get(path)
        with django_assert_max_num_queries(8):
            assert program.get(path).status_code == 200


def test_the_queue_is_cut_into_pages(case: ServiceRequest) -> None:
    for _ in range(3):
        filed(case.version, world.citizen())
    program = seated("verifikator")
    first = program.get("desk/requests/?limit=3").json()
    rest = program.get(f"desk/requests/?limit=3&cursor={first['next']}").json()
    assert len({each["id"] for each in [*first["items"], *rest["items"]]}) == 4


def test_a_case_shows_masked_answers_its_actions_and_its_story(case: ServiceRequest) -> None:
    shown = seated("verifikator").get(f"desk/requests/{case.pk}/").json()
    lines = {line["field"]: line for part in shown["answers"] for line in part["lines"]}
    assert lines["nik"]["masked"] is True
    assert "3604054104900001" not in json.dumps(shown)
    assert lines["kk"]["files"][0]["name"]
    assert {each["action"]: each["allowed"] for each in shown["actions"]} == {"lengkap": True, "kembalikan": True}
    assert shown["events"][-1]["title"] == "Terkirim"
    assert AccessLog.objects.filter(what="request", object_id=str(case.pk)).count() == 1


def test_a_file_is_fetched_and_the_opening_written_down(case: ServiceRequest) -> None:
    program = seated("verifikator")
    file = case.attachments.get()
    got = program.get(f"desk/requests/{case.pk}/files/{file.pk}/")
    assert got["Content-Type"] == "image/jpeg"
    assert AccessLog.objects.filter(what="attachment").count() == 1
    problem(program.get(f"desk/requests/{case.pk}/files/{UNKNOWN}/"), 404, "not_found")


def test_an_action_is_taken_once_for_its_key(case: ServiceRequest) -> None:
    program, key = seated("verifikator"), new_key()
    first = act(program, case, "lengkap", {"seq": case.seq}, key)
    assert (first.status_code, first.json()["replayed"]) == (200, False)
    assert act(program, case, "lengkap", {"seq": case.seq}, key).json()["replayed"] is True
    assert RequestEvent.objects.filter(request=case, kind="complete").count() == 1
    problem(act(program, case, "lengkap", {"data": {"lain": 1}}, key), 422, "key_reused")
    problem(act(program, case, "lengkap", {"seq": case.seq}), 409, "wrong_state")
    problem(act(program, case, "lengkap", None, ""), 400, "idempotency_key_missing")


def test_a_decision_tells_until_when_it_can_be_taken_back(case: ServiceRequest) -> None:
    act(seated("verifikator"), case, "lengkap")
    head = seated("kepala")
    refused = problem(act(head, case, "tolak"), 422, "invalid")
    assert refused["errors"][0]["path"] == "alasan"
    done = act(head, case, "tolak", {"data": {"alasan": "Tidak memenuhi syarat."}}).json()
    assert done["undo_until"] == "2026-11-24T03:00:10Z"
    assert act(head, case, "urungkan").json()["undo_until"] is None


def test_four_eyes_hold_for_programs_too(case: ServiceRequest) -> None:
    both = seated("verifikator", "kepala")
    act(both, case, "lengkap")
    problem(act(both, case, "tolak", {"data": {"alasan": "Tidak."}}), 403, "not_allowed")


def test_a_document_is_attached_and_issued(case: ServiceRequest) -> None:
    act(seated("verifikator"), case, "lengkap")
    head = seated("kepala")
    problem(act(head, case, "setujui", {"data": {"external_number": "1/2026"}}), 422, "invalid")
    path = f"/api/v1/desk/requests/{case.pk}/actions/setujui/document/"
    sent = head.client.post(path, {"file": _file(pdf()), "external_number": "1/2026"},
                            headers={"X-Session-Token": head.token})  # fmt: skip
    assert sent.status_code == 201, sent.content
    done = act(head, case, "setujui", {"data": {"external_number": "1/2026", **sent.json()}})
    assert done.status_code == 200, done.content
    other = seated("verifikator")
    refused = other.client.post(path, {"file": _file(pdf())}, headers={"X-Session-Token": other.token})
    problem(refused, 403, "not_allowed")


def _attach(program: Program, case: ServiceRequest) -> Any:
    path = f"/api/v1/desk/requests/{case.pk}/actions/setujui/document/"
    return program.client.post(path, {"file": _file(pdf())}, headers={"X-Session-Token": program.token})


def test_a_document_of_an_agency_with_a_seal_is_sealed_when_it_is_attached(
    case: ServiceRequest, settings: Any, tmp_path: Path
) -> None:
    act(seated("verifikator"), case, "lengkap")
    head, seal = seated("kepala"), tmp_path / f"{case.agency_id}.p12"
    settings.AGENCY_SEAL_DIR, settings.AGENCY_SEAL_PASSWORD = str(tmp_path), "kunci"
    seal.write_bytes(b"no key")
    assert problem(_attach(head, case), 422, "invalid")["errors"][0]["code"] == "unsealed"
    seal.write_bytes(stand_in.Authority("CA Segel").issue("Segel Dinas Uji", "kunci"))
    sent = _attach(head, case).json()
    assert Signature.objects.get().sha256 == sent["sha256"]
    done = act(head, case, "setujui", {"data": {"external_number": "1/2026", **sent}})
    assert done.status_code == 200, done.content


def test_where_officers_sign_by_hand_a_program_issues_nothing_unsigned(case: ServiceRequest, settings: Any) -> None:
    act(seated("verifikator"), case, "lengkap")
    head = seated("kepala")
    settings.ESIGN = {**settings.ESIGN, "url": "https://esign.example"}
    sent = _attach(head, case).json()
    refused = act(head, case, "setujui", {"data": {"external_number": "1/2026", **sent}})
    assert "belum ditandatangani" in problem(refused, 422, "invalid")["detail"]


def test_a_return_marks_what_to_mend(case: ServiceRequest) -> None:
    program = seated("verifikator")
    problem(act(program, case, "kembalikan", {"data": {"items": []}}), 422, "invalid")
    items = [{"field": "kk", "note": "Foto ulang.", "reason": "buram"}]
    assert act(program, case, "kembalikan", {"data": {"items": items}}).status_code == 200
    assert world.fresh(case).phase == "waiting_applicant"


@pytest.mark.parametrize(
    "data",
    [
        {"items": "x"},
        {"items": [1, None, {"field": {"a": 1}, "note": ["x"]}]},
        {"items": [{"field": "kk", "note": "x", "reason": "bukan-alasan"}]},
        {"output": [1], "sha256": {"a": 1}},
    ],
)
def test_hostile_data_is_refused_and_never_breaks(case: ServiceRequest, data: dict[str, Any]) -> None:
    assert act(seated("verifikator"), case, "kembalikan", {"data": data}).status_code == 422
    for action in ("catatan", "pesan", "limpahkan", "prioritaskan", "jawab", "ambil", "lepas", "urungkan"):
        answer = act(seated("verifikator"), case, action, {"data": {**data, "text": "", "to": [1], "flag": {}}})
        assert answer.status_code in {200, 403, 409, 422}, (action, answer.content)


def test_a_foreign_case_answers_exactly_as_an_unknown_one(case: ServiceRequest) -> None:
    outsiders = [
        seated("verifikator", at=world.agency("dinkes", "DKS")),
        seated(at=world.agency("dinkes", "DKS"), is_agency_admin=True),
    ]
    for program in outsiders:
        for path in ("", f"files/{case.attachments.get().pk}/"):
            bodies = [program.get(f"desk/requests/{pk}/{path}").json() for pk in (case.pk, UNKNOWN)]
            assert {**bodies[0], "request_id": ""} == {**bodies[1], "request_id": ""}
            assert bodies[0]["status"] == 404
        for action in ("lengkap", "ambil", "catatan"):
            answers = [program.post(f"desk/requests/{pk}/actions/{action}/", {}) for pk in (case.pk, UNKNOWN)]
            assert [each.status_code for each in answers] == [404, 404]
    assert world.fresh(case).seq == case.seq


def test_only_officers_with_their_second_factor_get_in(case: ServiceRequest) -> None:
    citizen = Program.of(world.citizen())
    for path in ("desk/requests/", "desk/parts/", f"desk/requests/{case.pk}/"):
        problem(Program().get(path), 401, "not_authenticated")
        problem(citizen.get(path), 403, "not_allowed")
    from django.test import Client

    officer = make_officer()
    without = Program(str(sign_in(Client(), officer, second_factor=False).session.session_key))
    problem(without.get("desk/requests/"), 403, "second_factor_required")


def test_a_token_of_staff_that_lay_idle_is_worth_nothing(case: ServiceRequest, moment: Any) -> None:
    program = seated("verifikator")
    assert program.get("desk/requests/").status_code == 200
    moment.shift(29 * 60)
    assert program.get("desk/requests/").status_code == 200
    moment.shift(31 * 60)
    problem(program.get("desk/requests/"), 401, "not_authenticated")


def test_a_bulk_acts_on_each_case_for_itself(case: ServiceRequest) -> None:
    second = filed(case.version, world.citizen())
    foreign = UNKNOWN
    program, key = seated("verifikator"), new_key()
    items = [{"id": str(case.pk), "seq": case.seq}, {"id": foreign}, {"id": str(second.pk), "seq": 99}]
    body = {"action": "lengkap", "items": items}
    answer = program.post("desk/bulk/", body, key).json()
    assert (answer["done"], answer["refused"]) == (1, 2)
    assert [each["done"] for each in answer["results"]] == [True, False, False]
    assert [each["problem"] and each["problem"]["code"] for each in answer["results"]] == [
        None,
        "not_found",
        "wrong_state",
    ]
    again = program.post("desk/bulk/", body, key).json()
    assert [each["done"] for each in again["results"]] == [True, False, False]
    assert RequestEvent.objects.filter(request=case, kind="complete").count() == 1


def test_no_member_of_the_model_can_be_set_by_the_way(case: ServiceRequest, settings: Any) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "write": (10_000, 60), "bulk": (10_000, 60)}
    program, before = seated("verifikator"), ServiceRequest.objects.values().get(pk=case.pk)
    for name in (each.name for each in ServiceRequest._meta.concrete_fields if each.name != "seq"):
        problem(act(program, case, "catatan", {name: "x", "data": {"text": "Halo"}}), 422, "invalid")
        sent = {"action": "catatan", "items": [{"id": str(case.pk)}], "data": {"text": "Halo"}, name: "x"}
        problem(program.post("desk/bulk/", sent), 422, "invalid")
    assert ServiceRequest.objects.values().get(pk=case.pk) == before


@pytest.mark.parametrize(
    "items",
    [None, [], "x", [1], [{}], [{"id": "x"}], [{"id": UNKNOWN}, {"id": UNKNOWN}], [{"id": UNKNOWN, "seq": -1}],
     [{"id": str(uuid4())} for _ in range(501)]],
)  # fmt: skip
def test_a_bulk_of_no_cases_or_too_many_is_refused(items: Any) -> None:
    problem(seated("verifikator").post("desk/bulk/", {"action": "ambil", "items": items}), 422, "invalid")


def _file(content: bytes) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("izin.pdf", content, "application/pdf")
