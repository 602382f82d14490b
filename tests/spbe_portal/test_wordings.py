"""Diskominfosatik writes the words of messages in the panel, sees them on invented values, and puts them back."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry

from citizens.notifications.models import MessageTemplate, TemplateState
from tests.services.requests import world
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/panel/pesan/requests.selesai/inbox/id/"


@pytest.fixture
def keeper(client):
    return sign_in(client, world.officer(is_platform_admin=True).user)


def press(client, doing, judul="{number} beres", isi="Ambil {service} di {portal}."):
    return client.post(PAGE, {"lakukan": doing, "judul": judul, "isi": isi}, follow=True)


def test_the_list_names_every_event_by_what_it_says(keeper, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        page = keeper.get("/panel/pesan/").content.decode()
    assert "Permohonan SRG-CTH-2026-000000-0 selesai" in page
    assert PAGE in page


def test_the_form_begins_with_the_shipped_words_and_their_variables(keeper):
    page = keeper.get(PAGE).content.decode()
    assert 'value="Permohonan {number} selesai"' in page
    assert "Kalimat bawaan berlaku" in page
    assert "Permohonan SRG-CTH-2026-000000-0 selesai" in page


def test_a_draft_is_previewed_and_published_and_put_back(keeper):
    saved = press(keeper, "simpan").content.decode()
    assert "SRG-CTH-2026-000000-0 beres" in saved
    assert MessageTemplate.objects.get().state == TemplateState.DRAFT
    press(keeper, "terbitkan")
    assert MessageTemplate.objects.get().state == TemplateState.PUBLISHED
    assert "Versi 1" in keeper.get("/panel/pesan/").content.decode()
    back = press(keeper, "bawaan").content.decode()
    assert "Kalimat bawaan berlaku lagi." in back
    assert MessageTemplate.objects.get().state == TemplateState.RETIRED
    assert LogEntry.objects.count() == 2
    assert "memang sedang berlaku" in press(keeper, "bawaan").content.decode()


def test_a_wrong_text_is_refused_and_stays_in_the_form(keeper):
    answer = press(keeper, "terbitkan", judul="Halo {nama}", isi="Tetap ada")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Variabel {nama} tidak ada" in page
    assert "Tetap ada" in page
    assert "Halo {nama}" in page
    assert not MessageTemplate.objects.exists()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/panel/pesan/requests.tidak_ada/inbox/id/", 404),
        ("/panel/pesan/requests.selesai/merpati/id/", 404),
        ("/panel/pesan/requests.selesai/sms/id/", 404),
        ("/panel/pesan/requests.selesai/inbox/su/", 404),
    ],
)
def test_what_there_is_not_is_not_found(keeper, address, status):
    assert keeper.get(address).status_code == status


def test_nobody_else_reads_or_writes_them(client):
    sign_in(client, world.officer("kepala", is_agency_admin=True).user)
    assert client.get("/panel/pesan/").status_code == client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"lakukan": "terbitkan"}).status_code == 403
    assert client.get("/panel/").status_code == 302
