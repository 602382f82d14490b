"""Starting is idempotent: an open draft is offered, a closed service says why, an unknown one is not there."""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from citizens.models import Party, User
from foundation import clock
from services.catalogue.models import Service, ServiceVersion
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.requests import world
from tests.services.requests.documents import PLAIN
from tests.services.requests.pages import rooms

pytestmark = pytest.mark.django_db
URL = "/layanan/izin-uji/ajukan/"


@pytest.fixture
def version() -> ServiceVersion:
    return world.publish()


@pytest.fixture
def client(warga: Actor) -> Client:
    return rooms.browser(warga)


def test_a_stranger_signs_in_first_and_comes_back(version: ServiceVersion) -> None:
    answer = Client().get(URL)
    assert answer["Location"] == f"{reverse('account_login')}?next={URL}"


def test_opening_the_page_starts_nothing(client: Client, version: ServiceVersion) -> None:
    assert client.get(URL).status_code == 200
    assert not ServiceRequest.objects.exists()


def test_photos_are_spoken_of_only_where_a_paper_is_asked_for(client: Client, version: ServiceVersion) -> None:
    assert "difoto dengan HP" not in client.get(URL).content.decode()
    with_paper = copy.deepcopy(PLAIN)
    with_paper["form"]["pages"][0]["fields"].append({"id": "surat", "type": "file", "label": "Surat pengantar"})
    world.publish(with_paper)
    assert "difoto dengan HP" in client.get(URL).content.decode()


def test_the_same_press_twice_opens_one_draft(client: Client, version: ServiceVersion) -> None:
    first = client.post(URL, {"kunci": "b" * 32})
    second = client.post(URL, {"kunci": "b" * 32, "mulai": "baru"})
    assert first["Location"] == second["Location"]
    assert ServiceRequest.objects.count() == 1


def test_an_open_draft_is_offered_before_a_second_one_is_made(client: Client, version: ServiceVersion) -> None:
    draft = rooms.begin(client, "izin-uji")
    client.post(rooms.page_url(draft, "data"), {"nama": "Siti"})
    offered = client.post(URL, {"kunci": "c" * 32})
    assert "Lanjutkan draf" in rooms.text_of(offered)
    assert ServiceRequest.objects.count() == 1
    assert client.post(URL, {"kunci": "d" * 32, "mulai": "baru"}).status_code == 302
    assert ServiceRequest.objects.count() == 2


def test_a_draft_nobody_answered_in_is_used_again(client: Client, version: ServiceVersion) -> None:
    first = rooms.begin(client, "izin-uji")
    again = client.post(URL, {"kunci": "c" * 32, "mulai": "baru"})
    assert again["Location"] == rooms.page_url(first, "data")
    assert ServiceRequest.objects.count() == 1


def test_with_many_open_drafts_the_visitor_is_led_to_them_and_loses_none(
    client: Client, warga: Actor, version: ServiceVersion
) -> None:
    for _place in range(10):
        world.draft(version, warga)
    refused = client.post(URL, {"kunci": "c" * 32, "mulai": "baru"})
    assert refused.status_code == 409
    text = rooms.text_of(refused)
    assert "Ada 10 draf yang belum dikirim. Kirim atau hapus salah satunya, lalu mulai lagi." in text
    assert "Buka permohonan saya" in text
    assert "Lanjutkan draf" in text
    assert f'href="{reverse("requests:list")}"' in refused.content.decode()
    assert ServiceRequest.objects.count() == 10


def test_an_account_without_a_name_is_led_to_its_profile(client: Client, warga: Actor, version: ServiceVersion) -> None:
    User.objects.update(party=None)
    refused = client.post(URL, {"kunci": "c" * 32})
    assert refused.status_code == 409
    assert "Lengkapi nama di profil Anda dahulu." in rooms.text_of(refused)
    assert reverse("citizens:profile") in refused.content.decode()


def test_going_on_leads_to_the_first_page_that_needs_something(client: Client, version: ServiceVersion) -> None:
    draft = rooms.begin(client, "izin-uji")
    page = {"nama": "Siti", "nik": "3604054104900001", "punya": "ya"}
    client.post(rooms.page_url(draft, "data"), page)
    resumed = client.post(URL, {"mulai": "lanjut"})
    assert resumed["Location"] == reverse("requests:check", args=[draft.pk])


def test_an_unknown_service_is_not_there(client: Client) -> None:
    assert client.get("/layanan/tidak-ada/ajukan/").status_code == 404
    assert client.post("/layanan/tidak-ada/ajukan/").status_code == 404


@pytest.mark.parametrize("closed", ["withdrawn", "not yet", "over"])
def test_a_service_that_is_closed_says_so_and_keeps_drafts(
    client: Client, version: ServiceVersion, closed: str
) -> None:
    draft = rooms.begin(client, "izin-uji")
    now = clock.now()
    changes: dict[str, dict[str, Any]] = {
        "withdrawn": {"withdrawn_at": now},
        "not yet": {"opens_at": now + timedelta(days=1)},
        "over": {"closes_at": now - timedelta(days=1)},
    }
    Service.objects.filter(pk=version.service_id).update(**changes[closed])
    page = rooms.text_of(client.get(URL))
    assert "Layanan ini sedang tidak menerima permohonan" in page
    answers = {"nama": "Siti", "nik": "3604054104900001", "punya": "ya"}
    assert client.post(rooms.page_url(draft, "data"), answers).status_code == 302, "typing goes on"
    refused = rooms.send(client, draft)
    assert refused.status_code == 422
    assert len(rooms.text_of(refused)) > 0
    assert ServiceRequest.objects.get(pk=draft.pk).phase == "draft"


def test_a_missing_phone_is_asked_for_before_the_first_question(client: Client, warga: Actor) -> None:
    world.publish({**PLAIN, "access": {"level": "phone"}})
    Party.objects.update(phone="")
    refused = client.post(URL, {"kunci": "e" * 32})
    assert refused.status_code == 409
    assert "Lengkapi nomor HP di profil Anda dahulu" in rooms.text_of(refused)
    assert reverse("citizens:profile") in refused.content.decode()
    assert not ServiceRequest.objects.exists()


def test_who_is_not_eligible_is_told_why_and_goes_no_further(client: Client) -> None:
    rule = {"unless": {"op": "eq", "args": [{"f": "di_serang"}, True]}, "message": "Hanya untuk Kabupaten Serang."}
    ask = {"id": "di_serang", "type": "boolean", "required": True, "label": "Apakah lokasinya di Serang?"}
    world.publish({**PLAIN, "eligibility": {"ask": [ask], "rules": [rule]}})
    draft = rooms.begin(client, "izin-uji")
    url = rooms.page_url(draft, "eligibility")
    assert "Langkah 1 dari 4" in rooms.text_of(client.get(url))
    refused = client.post(url, {"di_serang": "tidak"})
    assert rooms.summary_of(refused) == ["Hanya untuk Kabupaten Serang."]
    assert client.post(url, {"di_serang": "ya"})["Location"] == rooms.page_url(draft, "data")


def test_what_the_profile_knows_is_not_asked_again(client: Client, warga: Actor) -> None:
    rooms.places()
    rooms.real(rooms.SKTM)
    party = warga.party
    assert party is not None
    party.nik, party.village_id = "3604054104900001", "36.04.05.2002"
    party.save()
    draft = rooms.begin(client, "surat-keterangan-tidak-mampu")
    page = client.get(rooms.page_url(draft, "warga"))
    shown = rooms.form_of(page)
    assert shown["nama_dituju"] == ["Contoh Warga"]
    assert shown["nik_dituju"] == ["3604 0541 0490 0001"]
    assert shown["lokasi.desa"] == ["36.04.05.2002"]
    assert "Kecamatan Ciruas" in page.content.decode()


def test_what_was_asked_already_is_pointed_out_and_may_be_asked_again(
    client: Client, warga: Actor, version: ServiceVersion
) -> None:
    sent = world.submitted(version, warga)
    page = client.get(URL)
    assert f"Permohonan No. {sent.number}" in rooms.text_of(page)
    assert reverse("requests:detail", args=[sent.pk]) in page.content.decode()
    assert "Tetap ajukan" in rooms.text_of(page)
    assert client.post(URL, {"kunci": "e" * 32}).status_code == 302
    assert ServiceRequest.objects.count() == 2


def test_nothing_is_pointed_out_of_others_of_drafts_and_of_what_is_finished(
    client: Client, warga: Actor, version: ServiceVersion
) -> None:
    world.submitted(version, world.citizen("Orang Lain"))
    world.draft(version, warga)
    done = world.submitted(version, warga)
    ServiceRequest.objects.filter(pk=done.pk).update(
        phase="approved", state="selesai", decided_at=clock.now(), effective_at=clock.now()
    )
    assert "sudah mengajukan" not in rooms.text_of(client.get(URL))


def test_reports_and_confidential_services_point_nothing_out(client: Client, warga: Actor) -> None:
    for change in ({"kind": "report"}, {"access": {"level": "account", "confidential": True}}):
        version = world.publish({**copy.deepcopy(PLAIN), **change})
        world.submitted(version, warga)
        assert "sudah mengajukan" not in rooms.text_of(client.get(URL))
