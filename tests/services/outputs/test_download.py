"""Who gets a document: its applicant once issued, the case's officers always, nobody else ever."""

from __future__ import annotations

import pytest
import time_machine

from citizens.models import AccessLog
from services.outputs.presenters import address
from services.requests import engine
from services.requests.files import private_path
from tests.services.outputs import world as outputs
from tests.services.requests import world
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOON = "2026-11-24T05:00:00Z"


@pytest.fixture
def case():
    with time_machine.travel(NOON, tick=False) as now:
        request, citizen, head = outputs.ready_to_decide()
        draft = outputs.prepared(request, head)
        yield request, citizen, head, draft, now


def issue(case):
    request, _citizen, head, draft, now = case
    outputs.approve(request, head, draft)
    now.shift(11)
    engine.settle(request.pk)


def test_the_applicant_gets_the_file_as_it_was_attached(case, client):
    request, citizen, _head, draft, _now = case
    issue(case)
    response = sign_in(client, citizen.user).get(address(draft))
    assert b"".join(response.streaming_content) == private_path(draft.path).read_bytes()
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "no-store"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="Surat izin uji {request.number}.pdf"; '
        f"filename*=UTF-8''Surat%20izin%20uji%20{request.number}.pdf"
    )
    assert not AccessLog.objects.exists()


def test_before_it_is_issued_the_applicant_finds_nothing(case, client):
    _request, citizen, _head, draft, _now = case
    assert sign_in(client, citizen.user).get(address(draft)).status_code == 404


def test_while_a_decision_can_be_undone_the_applicant_finds_nothing(case, client):
    request, citizen, head, draft, _now = case
    outputs.approve(request, head, draft)
    assert sign_in(client, citizen.user).get(address(draft)).status_code == 404


def test_an_officer_of_the_case_reads_a_draft_and_it_is_logged_once(case, client):
    request, citizen, head, draft, _now = case
    assert sign_in(client, head.user).get(address(draft)).status_code == 200
    row = AccessLog.objects.get()
    assert (row.party, row.reader, row.what, row.object_id) == (citizen.party, head.user, "output", str(draft.pk))
    assert row.agency_code == request.agency_id


def test_another_citizen_and_another_agency_find_nothing(case, client):
    _request, _citizen, _head, draft, _now = case
    issue(case)
    foreign = world.officer("kepala", at=world.agency("bapenda", "BPD"))
    for stranger in (world.citizen("Orang Lain"), foreign):
        assert sign_in(client, stranger.user).get(address(draft)).status_code == 404
    assert not AccessLog.objects.exists()


def test_the_address_of_another_request_does_not_help(case, client):
    _request, citizen, _head, draft, _now = case
    issue(case)
    mine, *_ = outputs.ready_to_decide()
    response = sign_in(client, citizen.user).get(f"/permohonan/{mine.pk}/hasil/{draft.pk}/")
    assert response.status_code == 404


def test_a_file_that_is_gone_is_not_found_and_no_crash(case, client):
    _request, citizen, _head, draft, _now = case
    issue(case)
    private_path(draft.path).unlink()
    assert sign_in(client, citizen.user).get(address(draft)).status_code == 404
