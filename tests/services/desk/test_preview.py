"""Whoever decides sees the document first, uploads nothing, and issues what was seen."""

from __future__ import annotations

import pytest
import time_machine

from citizens.models import AccessLog
from foundation.outbox.models import Job
from services.outputs.models import Output, OutputStatus
from services.outputs.rendering import issuing
from services.requests import engine
from services.requests.models import Phase, ServiceRequest
from tests.services.desk import world as desk
from tests.services.outputs.rendering import world as made
from tests.services.requests import world

pytestmark = pytest.mark.django_db
KEY = "11111111-1111-4111-8111-111111111111"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(desk.NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def case():
    return world.submitted(world.publish(made.document()), world.citizen())


@pytest.fixture
def head(client, case):
    world.press(case, "lengkap", world.officer("verifikator"))
    found = world.officer("kepala")
    desk.seat(client, found)
    return found


def press(client, case, page, **data):
    sent = {"kunci": KEY, "urutan": world.fresh(case).seq, "isi": desk.hidden(page.content.decode(), "isi"), **data}
    return client.post(desk.url(case, "setujui"), sent)


def test_the_page_of_the_decision_offers_the_preview_and_asks_for_no_file(client, case, head):
    html = client.get(desk.url(case, "setujui")).content.decode()
    assert f'href="{desk.url(case, "pratinjau", "izin")}"' in html
    assert 'type="file"' not in html


def test_the_preview_is_marked_names_the_signer_and_bears_no_number_and_no_code(client, case, head):
    response = client.get(desk.url(case, "pratinjau", "izin"))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in response["Cache-Control"]
    said = made.text_of(response.content)
    for part in ("PRATINJAU", "nomor diberi saat terbit", "Siti Uji", head.staff.title):
        assert part in said
    assert "Periksa keaslian" not in said
    assert not Output.objects.exists()


def test_every_look_is_written_down_for_the_applicant(client, case, head):
    client.get(desk.url(case, "pratinjau", "izin"))
    assert AccessLog.objects.filter(what="output", reader=head.user).count() == 1


def test_one_press_decides_with_what_was_seen(client, case, head, now):
    page = client.get(desk.url(case, "setujui"))
    assert press(client, case, page).status_code == 302
    assert world.fresh(case).phase == Phase.APPROVED
    draft = Output.objects.get()
    assert (draft.status, draft.content_sha256) == (OutputStatus.DRAFT, desk.hidden(page.content.decode(), "isi"))
    now.shift(11)
    engine.settle(case.pk)
    assert "sedang dibuat" in desk.words(client.get(desk.url(case)))
    assert issuing.issue(draft.pk)
    said = desk.words(client.get(desk.url(case)))
    assert "nomor 503/1/XI/2026" in said


def test_what_changed_since_the_page_was_opened_is_shown_again_first(client, case, head):
    page = client.get(desk.url(case, "setujui"))
    changed = {**world.fresh(case).answers, "nama": "Nama Lain"}
    ServiceRequest.objects.filter(pk=case.pk).update(answers=changed)
    response = press(client, case, page)
    assert response.status_code == 422
    assert "Isi dokumen berubah sejak Anda melihatnya." in desk.words(response)
    assert 'href="#hasil"' in response.content.decode()
    assert world.fresh(case).phase == Phase.IN_PROCESS
    assert press(client, case, response).status_code == 302


def test_the_same_press_twice_decides_once(client, case, head):
    page = client.get(desk.url(case, "setujui"))
    seq = world.fresh(case).seq
    assert press(client, case, page).status_code == 302
    assert press(client, case, page, urutan=seq).status_code == 302
    assert Output.objects.count() == 1
    assert Job.objects.filter(kind="requests.settle").count() == 1


def test_a_guest_and_an_output_that_comes_from_elsewhere_have_no_preview(client, case, head):
    assert client.get(desk.url(case, "pratinjau", "lain")).status_code == 404
    other = world.submitted(world.publish(made.document(origin="uploaded")), world.citizen())
    assert client.get(desk.url(other, "pratinjau", "izin")).status_code == 404


def test_a_template_that_is_missing_is_said_and_decides_nothing(client, head, case):
    other = world.submitted(world.publish(made.document(template="tiada")), world.citizen())
    world.press(other, "lengkap", world.officer("verifikator"))
    response = client.get(desk.url(other, "pratinjau", "izin"))
    assert response.status_code == 409
    assert "Hubungi Diskominfosatik" in desk.words(response)
    page = client.get(desk.url(other, "setujui"))
    assert press(client, other, page).status_code == 422
    assert world.fresh(other).phase == Phase.IN_PROCESS
