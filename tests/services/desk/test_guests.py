"""A guest at the desk sees its question and the answers shared for it, in no address anything more."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation import clock
from services.requests.models import Message
from tests.services.desk import world as desk
from tests.services.requests import world
from tests.services.requests.forking import Room, room

pytestmark = pytest.mark.django_db
ANSWERS = {**world.ANSWERS, "nama": "Siti Rahasia", "jumlah": 7}
MARKS = ("Siti Rahasia", "3604054104900001", "Catatan dalam", "Pesan pribadi", "Pemohon Bertanda")


@pytest.fixture(autouse=True)
def now() -> Any:
    with time_machine.travel(desk.NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def made() -> Room:
    found = room(answers=ANSWERS)
    found.warga.party.name = "Pemohon Bertanda"
    found.warga.party.save()
    found.press("catatan", found.verifikator, text="Catatan dalam")
    found.press("pesan", found.warga, text="Pesan pribadi")
    return found


def test_a_guest_sees_its_part_and_the_answers_shared_for_it(client: Client, made: Room) -> None:
    made.press("teruskan", made.verifikator)
    said = desk.words(desk.seat(client, made.dlh).get(desk.url(made.request)))
    assert not [mark for mark in MARKS if mark in said]
    assert "Jumlah" in said
    assert "hanya jawaban yang dibagikan" in said
    assert "Setuju" in said


def test_a_guest_answers_its_part_in_the_panel_and_then_finds_nothing(client: Client, made: Room) -> None:
    made.press("teruskan", made.verifikator)
    desk.seat(client, made.dlh)
    form = client.get(desk.url(made.request, "setuju")).content.decode()
    assert not [mark for mark in MARKS if mark in form]
    sent = {
        "kunci": desk.hidden(form, "kunci"),
        "urutan": desk.hidden(form, "urutan"),
        "catatan_teknis": "Tidak ada keberatan.",
    }
    answer = client.post(desk.url(made.request, "setuju"), sent)
    assert answer.status_code == 302
    for address in ((), ("setuju",), ("jawab",), ("identitas",)):
        assert client.get(desk.url(made.request, *address)).status_code == 404, address


@pytest.mark.parametrize("field", ["nik", "nama"])
def test_a_guest_cannot_have_a_number_shown_that_was_not_shared(client: Client, made: Room, field: str) -> None:
    made.press("teruskan", made.verifikator)
    desk.seat(client, made.dlh)
    answer = client.get(reverse("desk:reveal", args=[made.request.pk]), {"isian": field})
    assert answer.status_code == 404


def test_an_expert_reads_the_question_and_answers_it_in_the_panel(client: Client, made: Room) -> None:
    made.press("tanya", made.verifikator, pertanyaan="Apakah lokasinya sempadan sungai?")
    desk.seat(client, made.dlh)
    said = desk.words(client.get(desk.url(made.request)))
    assert "Apakah lokasinya sempadan sungai?" in said
    assert "Beri pendapat" in said
    form = client.get(desk.url(made.request, "jawab"))
    assert "Sikap Anda" in desk.words(form)
    sent = {
        "kunci": desk.hidden(form.content.decode(), "kunci"),
        "urutan": desk.hidden(form.content.decode(), "urutan"),
        "advice": "tidak_setuju",
        "text": "Termasuk sempadan.",
    }
    assert client.post(desk.url(made.request, "jawab"), sent).status_code == 302
    assert client.get(desk.url(made.request)).status_code == 404
    at_home = desk.words(desk.seat(Client(), made.verifikator).get(desk.url(made.request)))
    assert "Termasuk sempadan." in at_home
    assert "tidak setuju" in at_home


def test_an_empty_answer_gets_a_sentence_and_keeps_the_stance(client: Client, made: Room) -> None:
    made.press("tanya", made.verifikator, pertanyaan="Apakah lokasinya sempadan sungai?")
    desk.seat(client, made.dlh)
    answer = client.post(desk.url(made.request, "jawab"), {"advice": "netral", "text": " "})
    assert answer.status_code == 422
    assert "Tulis pendapat Anda dahulu." in desk.words(answer)
    assert 'value="netral" selected' in answer.content.decode()


def test_the_office_that_asked_sees_who_still_owes_an_answer_and_until_when(client: Client, made: Room) -> None:
    made.press("teruskan", made.verifikator)
    made.part(made.kepala)
    said = desk.words(desk.seat(client, made.verifikator).get(desk.url(made.request)))
    assert "Yang dimintai bagian" in said
    assert "Sisa 2 hari kerja Kamis, 26 November 2026" in said
    assert "menunggu" in said
    assert "Sudah kami periksa." in said


def test_a_guest_finds_its_part_in_its_own_queue(client: Client, made: Room) -> None:
    made.press("teruskan", made.verifikator)
    said = desk.words(desk.seat(client, made.dlh).get("/panel/antrean/", {"tab": "diminta"}))
    assert made.now.number in said
    assert not [mark for mark in MARKS if mark in said]
    assert Message.objects.filter(at__lte=clock.now()).exists()
