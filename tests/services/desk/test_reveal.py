"""A number in full is shown once, to an officer who says why, and the applicant reads the reason."""

from __future__ import annotations

import pytest
import time_machine

from citizens.models import AccessLog
from services.desk.actions import confidential_reference
from services.requests.models import EventPayload
from tests.services.desk import world as desk
from tests.services.requests import documents, world

pytestmark = pytest.mark.django_db
FULL = "3604 0541 0490 0001"


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(desk.NOW, tick=False):
        yield


@pytest.fixture
def case(client):
    officer = world.officer("verifikator")
    desk.seat(client, officer)
    return world.submitted(world.publish(), world.citizen())


def test_the_question_shows_the_number_masked_and_logs_nothing(client, case):
    said = desk.words(client.get(desk.url(case, "lihat-penuh") + "?isian=nik"))
    assert "3604 •••• •••• ••01" in said
    assert FULL not in said
    assert not AccessLog.objects.exists()


def test_with_a_reason_the_number_is_shown_on_this_one_page(client, case):
    given = {"isian": "nik", "alasan": "Mencocokkan dengan SIAK"}
    response = client.post(desk.url(case, "lihat-penuh"), given)
    assert FULL in desk.words(response)
    assert "no-store" in response.headers["Cache-Control"]
    row = AccessLog.objects.get()
    assert (row.what, row.reason, row.party) == ("nik", "Mencocokkan dengan SIAK", case.applicant)
    assert FULL not in desk.words(client.get(desk.url(case)))


@pytest.mark.parametrize("reason", ["", "   ", "cek", "\x00\x00\x00\x00\x00\x00"])
def test_without_a_reason_nothing_is_shown_or_logged(client, case, reason):
    response = client.post(desk.url(case, "lihat-penuh"), {"isian": "nik", "alasan": reason})
    assert response.status_code == 422
    assert "Tulis alasannya" in desk.words(response)
    assert FULL not in desk.words(response)
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("field", ["", "nama", "tidak_ada", "kk"])
def test_only_masked_numbers_can_be_asked_for(client, case, field):
    assert client.get(desk.url(case, "lihat-penuh") + f"?isian={field}").status_code == 404
    given = {"isian": field, "alasan": "Ingin tahu saja"}
    assert client.post(desk.url(case, "lihat-penuh"), given).status_code == 404


def test_of_a_confidential_case_the_reason_stays_inside_the_unit(client):
    home = world.agency("dkbp3a", "PPA")
    version = world.publish(documents.anonymous())
    case = world.submitted(version, world.citizen())
    desk.seat(client, world.officer("verifikator", at=home, service=version.service))
    client.post(desk.url(case, "lihat-penuh"), {"isian": "nik", "alasan": "Menghubungi keluarga"})
    row = AccessLog.objects.get()
    assert (row.party, row.reason, row.object_id) == (None, "", confidential_reference(case.pk))
    note = EventPayload.objects.get(event__request=case, event__action="catatan")
    assert note.data["text"] == "Nik dilihat penuh: Menghubungi keluarga"
