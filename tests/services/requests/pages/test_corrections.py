"""What an officer marked is mended in one visit: only those fields, each with its remark, nothing else touched."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation import clock
from services.catalogue.models import ServiceVersion
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import Attachment, Phase, ServiceRequest
from tests.services.requests import world
from tests.services.requests.documents import ANSWERS, PLAIN
from tests.services.requests.pages import rooms

pytestmark = pytest.mark.django_db
NOTE = "Samakan dengan KTP.\nHuruf besar boleh."


@pytest.fixture
def version() -> ServiceVersion:
    paper = {"id": "kk", "type": "file", "label": "Kartu keluarga", "max": 1}
    pages = [*PLAIN["form"]["pages"], {"id": "berkas", "title": "Berkas", "fields": [paper]}]
    return world.publish({**PLAIN, "form": {"pages": pages}})


@pytest.fixture
def client(warga: Actor) -> Client:
    return rooms.browser(warga)


def returned(client: Client, version: ServiceVersion, *fields: str) -> ServiceRequest:
    draft = rooms.begin(client, "izin-uji")
    client.post(rooms.page_url(draft, "data"), {"nama": "Siti Uji", "nik": ANSWERS["nik"], "punya": "ya"})
    client.post(rooms.page_url(draft, "berkas"), {"kk": rooms.photo("kk.jpg")})
    assert rooms.send(client, draft).status_code == 302
    items = [{"field": name, "note": NOTE} for name in fields]
    world.press(world.fresh(draft), "kembalikan", world.officer("verifikator"), items=items, remark="")
    return world.fresh(draft)


def fix_url(request: ServiceRequest) -> str:
    return reverse("requests:fix", args=[request.pk])


def test_the_request_page_says_what_to_mend(client: Client, version: ServiceVersion) -> None:
    request = returned(client, version, "nama", "kk")
    text = rooms.text_of(client.get(reverse("requests:detail", args=[request.pk])))
    assert "Betulkan 2 bagian ini" in text
    assert "1. Nama Jawaban Anda: Siti Uji Samakan dengan KTP." in text
    assert "2. Kartu keluarga Jawaban Anda: kk.jpg" in text
    assert "Perlu perbaikan" in text


def test_only_the_marked_fields_are_asked_with_the_remark_beside(client: Client, version: ServiceVersion) -> None:
    request = returned(client, version, "nama")
    page = client.get(fix_url(request))
    shown = rooms.form_of(page)
    assert shown["nama"] == ["Siti Uji"]
    assert "nik" not in shown
    assert "Catatan petugas: Samakan dengan KTP." in rooms.text_of(page)


def test_a_mended_answer_goes_back_to_the_officer(client: Client, version: ServiceVersion) -> None:
    request = returned(client, version, "nama")
    body = {name: values[0] for name, values in rooms.form_of(client.get(fix_url(request))).items()}
    sent = client.post(fix_url(request), {**body, "nama": "Siti Aminah", "nik": "1", "jumlah": "7"})
    assert sent["Location"] == reverse("requests:detail", args=[request.pk])
    after = world.fresh(request)
    assert after.phase == Phase.IN_PROCESS
    assert engine.plain_answers(after) == {**engine.plain_answers(request), "nama": "Siti Aminah"}
    assert client.get(fix_url(request)).status_code == 302


def test_pressing_twice_sends_once(client: Client, version: ServiceVersion) -> None:
    request = returned(client, version, "nama")
    body = {name: values[0] for name, values in rooms.form_of(client.get(fix_url(request))).items()}
    body["nama"] = "Siti Aminah"
    client.post(fix_url(request), body)
    again = client.post(fix_url(request), body, follow=True)
    assert "sudah terkirim atau tidak diminta lagi" in rooms.text_of(again)
    assert world.fresh(request).events.filter(kind="resubmit").count() == 1


def test_sending_back_unchanged_is_asked_about_once_and_then_done(client: Client, version: ServiceVersion) -> None:
    request = returned(client, version, "nama", "kk")
    body = {name: values[0] for name, values in rooms.form_of(client.get(fix_url(request))).items()}
    asked = client.post(fix_url(request), body)
    assert asked.status_code == 422
    assert "Belum ada yang berubah" in rooms.text_of(asked)
    assert world.fresh(request).phase == Phase.WAITING_APPLICANT
    again = {name: values[0] for name, values in rooms.form_of(asked).items()}
    assert client.post(fix_url(request), again).status_code == 302
    assert world.fresh(request).phase == Phase.IN_PROCESS


def test_a_new_photo_alone_is_a_change(client: Client, version: ServiceVersion) -> None:
    request = returned(client, version, "nama", "kk")
    body: dict[str, Any] = {name: values[0] for name, values in rooms.form_of(client.get(fix_url(request))).items()}
    assert client.post(fix_url(request), {**body, "kk": rooms.photo("baru.jpg")}).status_code == 302


def test_what_was_mended_on_an_earlier_visit_is_sent_at_the_first_press(
    client: Client, version: ServiceVersion
) -> None:
    request = returned(client, version, "nama")
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        client.post(fix_url(request), {"nama": "Siti Aminah", "keluar": "1"})
    with time_machine.travel(clock.now() + timedelta(hours=5)):
        body = {name: values[0] for name, values in rooms.form_of(client.get(fix_url(request))).items()}
        assert client.post(fix_url(request), body).status_code == 302


def test_the_receipt_of_a_request_to_mend_leads_to_mending(client: Client, version: ServiceVersion) -> None:
    request = returned(client, version, "nama")
    receipt = client.get(reverse("requests:receipt", args=[request.pk]))
    text = rooms.text_of(receipt)
    assert "Keadaan sekarang" in text
    assert "Betulkan sekarang" in text
    assert "Paling lambat" not in text
    assert "Perkiraan selesai" not in text
    assert f'href="{fix_url(request)}"' in receipt.content.decode()


def test_a_wrong_mend_is_explained_and_kept(client: Client, version: ServiceVersion) -> None:
    request = returned(client, version, "nama")
    refused = client.post(fix_url(request), {"nama": "5iti"})
    assert refused.status_code == 422
    assert rooms.summary_of(refused) == ["Isi nama dengan huruf, seperti di KTP. Angka tidak dipakai."]
    assert rooms.form_of(client.get(fix_url(request)))["nama"] == ["5iti"]


def test_leaving_keeps_the_mend_for_later(client: Client, version: ServiceVersion) -> None:
    request = returned(client, version, "nama")
    client.post(fix_url(request), {"nama": "Siti Aminah", "keluar": "1"})
    assert rooms.form_of(client.get(fix_url(request)))["nama"] == ["Siti Aminah"]
    assert world.fresh(request).phase == Phase.WAITING_APPLICANT


def test_a_new_photo_takes_the_place_of_the_old_one_which_stays_as_evidence(
    client: Client, version: ServiceVersion
) -> None:
    request = returned(client, version, "kk")
    old = Attachment.objects.get()
    assert "Ganti berkas" in rooms.text_of(client.get(fix_url(request)))
    assert client.post(fix_url(request), {"kk": rooms.photo("baru.jpg")}).status_code == 302
    new = Attachment.objects.get(display_name="baru.jpg")
    assert engine.plain_answers(world.fresh(request))["kk"] == [str(new.pk)]
    old.refresh_from_db()
    assert old.replaced_by == new


def test_a_field_that_was_not_marked_cannot_be_written(client: Client, version: ServiceVersion) -> None:
    request = returned(client, version, "nama")
    blocked = client.post(rooms.page_url(request, "data"), {"nama": "Lain", "nik": "3604054104900009"})
    assert blocked["Location"] == reverse("requests:detail", args=[request.pk])
    assert engine.plain_answers(world.fresh(request)) == engine.plain_answers(request)


def test_a_page_older_than_the_request_says_so_and_keeps_the_text(
    client: Client, version: ServiceVersion, warga: Actor
) -> None:
    request = returned(client, version, "nama")
    body: dict[str, Any] = {name: values[0] for name, values in rooms.form_of(client.get(fix_url(request))).items()}
    world.press(request, "pesan", warga, text="Sebentar ya.")
    stale = client.post(fix_url(request), {**body, "nama": "Siti Baru"}, follow=True)
    assert "Isian Anda tidak hilang" in rooms.text_of(stale)
    assert rooms.form_of(client.get(fix_url(request)))["nama"] == ["Siti Baru"]


def test_a_mend_that_brings_up_a_new_question_asks_it_here(client: Client, version: ServiceVersion) -> None:
    request = returned(client, version, "punya")
    body = {name: values[0] for name, values in rooms.form_of(client.get(fix_url(request))).items()}
    shown = client.post(fix_url(request), {**body, "punya": "tidak"})
    assert "Ada pertanyaan tambahan" in rooms.text_of(shown)
    assert rooms.summary_of(shown) == []
    body = {name: values[0] for name, values in rooms.form_of(shown).items()}
    assert body["punya"] == "tidak"
    sent = client.post(fix_url(request), {**body, "alasan_tanpa": "Hilang."})
    assert sent["Location"] == reverse("requests:detail", args=[request.pk])
    assert engine.plain_answers(world.fresh(request))["alasan_tanpa"] == "Hilang."


def test_no_date_is_promised_while_the_applicant_is_asked(client: Client, version: ServiceVersion) -> None:
    returned(client, version, "nama")
    listed = rooms.text_of(client.get(reverse("requests:list")))
    assert "Perlu perbaikan" in listed
    assert "Paling lambat" not in listed


def test_typing_a_mend_survives_a_lost_session(client: Client, version: ServiceVersion, warga: Actor) -> None:
    request = returned(client, version, "nama")
    client.logout()
    client.post(fix_url(request), {"nama": "Siti Terputus"})
    assert warga.user is not None
    client.force_login(warga.user)
    back = client.get(fix_url(request), follow=True)
    assert rooms.form_of(back)["nama"] == ["Siti Terputus"]


def test_an_officer_who_moved_on_meanwhile_is_named(client: Client, version: ServiceVersion, warga: Actor) -> None:
    request = returned(client, version, "nama")
    world.press(request, "batalkan", warga)
    late = client.post(fix_url(request), {"nama": "Siti"}, follow=True)
    assert "tidak diminta lagi" in rooms.text_of(late)
