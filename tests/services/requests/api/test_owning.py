"""What is not mine is as unknown as what was never there, whatever is tried on it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import time_machine

from services.requests.models import ServiceRequest
from tests.services.requests import world
from tests.services.requests.api_client import Program, new_key, problem
from tests.services.requests.documents import ANSWERS, anonymous

pytestmark = pytest.mark.django_db
UNKNOWN = "00000000-0000-7000-8000-00000000abcd"
ADDRESSES: list[tuple[str, str, Any]] = [
    ("get", "", None),
    ("delete", "", None),
    ("get", "form/", None),
    ("get", "answers/", None),
    ("put", "answers/", {"answers": {}}),
    ("put", "answers/data/", {"answers": {}}),
    ("get", "files/", None),
    ("get", f"files/{UNKNOWN}/", None),
    ("delete", f"files/{UNKNOWN}/", None),
    ("post", "submit/", {"declared": True}),
    ("post", "resubmit/", {}),
    ("post", "withdraw/", {}),
    ("post", "objection/", {}),
    ("post", "actions/buka/", {}),
    ("get", "events/", None),
    ("get", "messages/", None),
    ("post", "messages/", {"text": "Halo"}),
]


def without_help_code(answer: Any) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(answer.content)
    return {**body, "request_id": ""}


@pytest.mark.parametrize("stage", ["draft", "submitted"])
def test_a_foreign_request_answers_exactly_as_an_unknown_one(stage: str) -> None:
    version, owner = world.publish(), world.citizen("Pemilik Rahasia")
    request = world.draft(version, owner) if stage == "draft" else world.submitted(version, owner)
    before = ServiceRequest.objects.values().get(pk=request.pk)
    for stranger in (Program.of(world.citizen()), Program.of(world.officer("verifikator", "kepala"))):
        for method, path, body in ADDRESSES:
            answers = [
                stranger.ask(method, f"requests/{pk}/{path}", body, key=new_key()) for pk in (request.pk, UNKNOWN)
            ]
            assert [each.status_code for each in answers] == [404, 404], path
            assert without_help_code(answers[0]) == without_help_code(answers[1]), path
    assert ServiceRequest.objects.values().get(pk=request.pk) == before


def test_nobody_gets_401_and_a_cookie_counts_for_nothing() -> None:
    version, owner = world.publish(), world.citizen()
    request = world.submitted(version, owner)
    nobody = Program()
    assert owner.user is not None
    nobody.client.force_login(owner.user)
    for method, path, body in ADDRESSES:
        answer = nobody.ask(method, f"requests/{request.pk}/{path}", body, key=new_key())
        problem(answer, 401, "not_authenticated")
        assert answer["WWW-Authenticate"] == "X-Session-Token"


@pytest.mark.parametrize("token", ["x", "a" * 32, "\x00" * 32, "A" * 32, "a" * 5000])
def test_a_token_that_is_none_is_refused(token: str) -> None:
    problem(Program(token).get("requests/"), 401, "not_authenticated")


def test_an_account_that_was_closed_is_out_at_once() -> None:
    person = world.citizen()
    program = Program.of(person)
    assert program.get("requests/").status_code == 200
    assert person.user is not None
    person.user.is_active = False
    person.user.save()
    problem(program.get("requests/"), 401, "not_authenticated")


def test_my_list_holds_mine_alone_whatever_is_asked() -> None:
    version, owner, other = world.publish(), world.citizen(), world.citizen()
    world.submitted(version, other)
    mine = world.submitted(version, owner)
    program = Program.of(owner)
    for query in ("", "?phase=in_process", "?limit=200", f"?applicant={other.party.pk if other.party else 0}"):
        assert [each["id"] for each in program.get(f"requests/{query}").json()["items"]] == [str(mine.pk)]


def test_a_confidential_report_does_not_say_in_the_list_what_it_is_about() -> None:
    person = world.citizen()
    version = world.publish(anonymous())
    world.submitted(version, person)
    item = Program.of(person).get("requests/").json()["items"][0]
    assert (item["title"], item["service"], item["agency"]) == ("Laporan rahasia", "", "")


def test_a_decision_is_not_shown_before_it_counts() -> None:
    with time_machine.travel("2026-11-24T03:00:00Z", tick=False) as now:
        person, version = world.citizen(), world.publish()
        request = world.submitted(version, person, ANSWERS)
        world.press(request, "lengkap", world.officer("verifikator"))
        world.press(request, "setujui", world.officer("kepala"))
        program = Program.of(person)
        assert program.get(f"requests/{request.pk}/").json()["phase"] == "in_process"
        assert program.get("requests/?phase=approved").json()["items"] == []
        now.shift(60)
        from services.requests.engine import settle

        settle(request.pk)
        assert program.get(f"requests/{request.pk}/").json()["phase"] == "approved"
        assert len(program.get("requests/?phase=approved").json()["items"]) == 1
