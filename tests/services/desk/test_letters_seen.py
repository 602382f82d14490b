"""An officer reads the letter that a decision would send, before deciding; looking decides and keeps nothing."""

from __future__ import annotations

import pytest
import time_machine

from services.outputs.presenters import papers
from services.outputs.rendering import letters
from services.outputs.rendering.compiler import RenderFailed
from services.requests import engine
from services.requests.models import CorrectionItem, Phase
from tests.services.desk import world as desk
from tests.services.outputs.rendering import world as made
from tests.services.requests import world
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
LOOK = {"surat.lihat": "1"}
WHY = "Lokasi di luar wilayah #panic()."


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(desk.NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def filed():
    return made.ready()


@pytest.fixture
def case(filed):
    return filed[0]


@pytest.fixture
def head(client, case):
    found = world.officer("kepala")
    desk.seat(client, found)
    return found


def seen(client, case, action, **sent):
    answer = client.post(desk.url(case, action), {"kunci": "5" * 32, "urutan": case.seq, **sent, **LOOK})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in answer["Cache-Control"]
    return made.text_of(answer.content)


def test_the_page_of_a_refusal_offers_its_letter_and_that_of_an_approval_does_not(client, case, head):
    html = client.get(desk.url(case, "tolak")).content.decode()
    assert 'name="surat.lihat"' in html
    assert 'formtarget="_blank"' in html
    assert "melihat belum memutus apa pun" in html
    assert 'name="surat.lihat"' not in client.get(desk.url(case, "setujui")).content.decode()


def test_a_refusal_is_read_with_its_reason_its_law_and_the_way_to_object(client, case, head):
    said = seen(client, case, "tolak", alasan=WHY)
    for part in ("PRATINJAU", "Surat penolakan", WHY, "mengajukan keberatan", head.staff.title, case.number):
        assert part in said
    assert world.fresh(case).phase == Phase.IN_PROCESS
    assert len(papers(case)) == 1


def test_a_request_to_mend_is_read_with_every_remark(client, case, head):
    sent = {"bagian": ["nama"], "catatan.nama": "Seperti di KTP.", "remark": "Mohon segera."}
    said = seen(client, case, "kembalikan", **sent)
    for part in ("PRATINJAU", "Surat permintaan perbaikan", "Nama", "Seperti di KTP.", "Mohon segera."):
        assert part in said
    assert not CorrectionItem.objects.exists()
    assert world.fresh(case).phase == Phase.IN_PROCESS


def test_what_was_seen_is_what_the_applicant_receives(client, filed, case, head, now):
    before = seen(client, case, "tolak", alasan=WHY)
    world.press(case, "tolak", head, alasan=WHY)
    now.shift(11)
    engine.settle(case.pk)
    (_receipt, letter) = papers(world.fresh(case))
    client.logout()
    after = made.text_of(sign_in(client, filed[1].user).get(letter.url).content)
    cut = slice(before.index("Alasan."), before.index("Dasar hukum") if "Dasar hukum" in before else None)
    assert before[cut].split(head.staff.title)[0] in after


def test_a_substitute_reads_the_office_that_would_sign(client, case):
    absent, present = world.officer("kepala"), world.officer()
    world.away(absent, present)
    desk.seat(client, present)
    said = seen(client, case, "tolak", alasan=WHY)
    assert f"Plh. {absent.staff.title}" in said
    assert present.staff.title in said


def test_who_may_not_decide_sees_no_letter(client, case):
    desk.seat(client, world.officer("verifikator"))
    answer = client.post(desk.url(case, "tolak"), {"kunci": "5" * 32, "alasan": WHY, **LOOK})
    assert answer.status_code == 403
    assert WHY.split("#")[0] in desk.words(answer)


def test_a_letter_that_cannot_be_typeset_is_said_and_nothing_typed_is_lost(client, case, head, monkeypatch):
    def broken(*_args):
        raise RenderFailed("kurung tidak ditutup")

    monkeypatch.setattr(letters, "preview", broken)
    answer = client.post(desk.url(case, "tolak"), {"kunci": "5" * 32, "alasan": WHY, **LOOK})
    assert answer.status_code == 422
    assert "Surat ini belum dapat dicetak." in desk.words(answer)
    assert "Lokasi di luar wilayah" in answer.content.decode()
