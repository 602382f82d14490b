"""A report of violence is filed on the real document: no account, no name, leavable fast, followed up by a code."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from foundation.flood import Flood
from services.requests import engine
from services.requests.models import Phase, ServiceRequest
from services.requests.views import sending
from tests.services.requests import world
from tests.services.requests.pages import rooms

pytestmark = pytest.mark.django_db
SLUG = "pengaduan-kekerasan"


@pytest.fixture(autouse=True)
def service() -> Any:
    rooms.places()
    return rooms.real(rooms.PPA)


@pytest.fixture
def client() -> Client:
    return Client()


def fill(client: Client, **extra: str) -> ServiceRequest:
    draft = rooms.begin(client, SLUG, **extra)
    pages = {
        "keadaan": {"bahaya": "tidak", "lokasi.desa": "36.04.05.2001"},
        "korban": {"korban_jk": "Perempuan", "bentuk": ["Fisik", "Psikis"], "cerita": "Baris satu.\nBaris dua."},
        "pelapor": {},
    }
    for page, data in pages.items():
        response = client.post(rooms.page_url(draft, page), data)
        assert response.status_code == 302, rooms.summary_of(response)
    return draft


def test_nobody_signs_in_and_the_code_is_shown_once(client: Client) -> None:
    draft = fill(client)
    sent = rooms.send(client, draft)
    receipt = rooms.text_of(client.get(sent["Location"]))
    filed = ServiceRequest.objects.get(pk=draft.pk)
    code = re.search(r"\b[2-9A-Z]{5}-[2-9A-Z]{5}\b", receipt)
    assert code
    assert filed.number in receipt
    assert (filed.applicant, filed.filed_by, filed.confidential) == (None, None, True)
    again = rooms.text_of(client.get(sent["Location"]))
    assert code[0] not in again
    assert "hanya tampil sekali" in again
    followed = client.post(reverse("track"), {"nomor": filed.number, "bukti": code[0].lower()})
    assert "Laporan dibaca" in rooms.text_of(followed)


def test_a_lost_answer_shows_the_code_to_the_same_press_again(client: Client) -> None:
    draft = fill(client)
    url = reverse("requests:check", args=[draft.pk])
    body = {**{n: v[0] for n, v in rooms.form_of(client.get(url)).items()}, "benar": "ya"}
    client.post(url, body)
    first = rooms.text_of(client.get(reverse("requests:receipt", args=[draft.pk])))
    client.post(url, body)
    second = rooms.text_of(client.get(reverse("requests:receipt", args=[draft.pk])))
    assert first == second
    assert ServiceRequest.objects.count() == 1


def test_every_page_can_be_left_fast_and_tells_the_tab_nothing(client: Client) -> None:
    draft = rooms.begin(client, SLUG)
    urls = [
        reverse("file", args=[SLUG]),
        *(rooms.page_url(draft, page) for page in ("keadaan", "korban", "pelapor")),
        reverse("requests:check", args=[draft.pk]),
        reverse("requests:withdraw", args=[draft.pk]),
    ]
    for url in urls:
        response = client.get(url)
        html = response.content.decode()
        assert "data-quick-exit" in html, url
        assert "ekerasan" not in re.search(r"<title>(.*?)</title>", html)[1], url  # type: ignore[index]
        assert response["Cache-Control"].endswith("no-store") or "no-store" in response["Cache-Control"]


def test_a_danger_shows_the_emergency_numbers_in_place(client: Client) -> None:
    draft = rooms.begin(client, SLUG)
    html = client.get(rooms.page_url(draft, "keadaan")).content.decode()
    inside = html[html.index('class="cond-group"') :]
    assert "Telepon 110" in inside


def test_another_browser_finds_nothing(client: Client) -> None:
    draft = fill(client)
    stranger = Client()
    for name in ("detail", "check", "receipt", "fix", "withdraw"):
        url = reverse(f"requests:{name}", args=[draft.pk])
        assert stranger.get(url)["Location"].startswith(reverse("account_login")), name
    signed_in = rooms.browser(world.citizen())
    assert signed_in.get(reverse("requests:detail", args=[draft.pk])).status_code == 404


def test_a_stolen_cookie_of_an_ended_session_opens_nothing(client: Client) -> None:
    draft = fill(client)
    cookie = client.cookies["sessionid"].value
    rooms.send(client, draft)
    left = client.post(reverse("requests:forget", args=[draft.pk]))
    assert left["Location"] == reverse("home")
    thief = Client()
    thief.cookies["sessionid"] = cookie
    assert thief.get(reverse("requests:detail", args=[draft.pk])).status_code == 302
    assert client.get(reverse("requests:detail", args=[draft.pk])).status_code == 302


def test_a_signed_in_person_reports_without_a_name_unless_they_choose_so() -> None:
    person = world.citizen("Siti Terang")
    client = rooms.browser(person)
    assert "Tanpa nama" in rooms.text_of(client.get(reverse("file", args=[SLUG])))
    nameless = fill(client, siapa="anonim")
    assert ServiceRequest.objects.get(pk=nameless.pk).applicant is None
    assert rooms.send(client, nameless).status_code == 302
    named = rooms.begin(client, SLUG, siapa="akun", kunci="a" * 32)
    assert ServiceRequest.objects.get(pk=named.pk).applicant == person.party


def test_the_list_of_requests_does_not_name_a_confidential_service() -> None:
    client = rooms.browser(world.citizen())
    rooms.begin(client, SLUG, siapa="akun")
    listed = rooms.text_of(client.get(reverse("requests:list")))
    assert "Laporan rahasia" in listed
    assert "ekerasan" not in listed


def test_a_story_keeps_its_lines(client: Client) -> None:
    draft = fill(client)
    stored = ServiceRequest.objects.get(pk=draft.pk)
    assert engine.plain_answers(stored)["cerita"] == "Baris satu.\nBaris dua."
    assert "Baris satu" not in str(stored.answers), "the story lies sealed"
    assert rooms.form_of(client.get(rooms.page_url(draft, "korban")))["cerita"] == ["Baris satu.\nBaris dua."]


def test_leaving_a_draft_keeps_it_in_this_browser(client: Client) -> None:
    draft = rooms.begin(client, SLUG)
    left = client.post(rooms.page_url(draft, "keadaan"), {"bahaya": "ya", "keluar": "1"})
    assert left["Location"] == reverse("service", args=[SLUG])
    assert "Lanjutkan draf" in rooms.text_of(client.get(reverse("file", args=[SLUG])))
    back = client.post(reverse("file", args=[SLUG]), {"mulai": "lanjut"})
    assert back["Location"] == rooms.page_url(draft, "keadaan")


def test_the_request_page_of_a_report_keeps_its_secrets_short(client: Client) -> None:
    draft = fill(client)
    rooms.send(client, draft)
    page = client.get(reverse("requests:detail", args=[draft.pk]))
    text = rooms.text_of(page)
    assert "Hapus jejak dari peramban ini" in text
    assert "Laporan Anda" in text
    assert "tidak dapat mengabari Anda" in text
    assert "ekerasan" not in text.replace("perlindungan perempuan dan anak", "")
    assert "data-quick-exit" in page.content.decode()
    assert "Baris satu" not in text, "whoever sits here next does not read the story"
    assert "Paling lambat Senin, 23 November 2026, 10.32 WIB" in text
    assert ServiceRequest.objects.get(pk=draft.pk).phase == Phase.IN_PROCESS


def test_who_sends_without_end_waits_and_loses_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "NAMELESS", Flood("uji", of_session=1))
    first = fill(client)
    assert rooms.send(client, first).status_code == 302
    second = fill(client, kunci="1" * 32)
    held = rooms.send(client, second)
    assert (held.status_code, held["Retry-After"]) == (429, "600")
    assert "Jawaban Anda tersimpan" in rooms.text_of(held)
    second.refresh_from_db()
    assert second.phase == Phase.DRAFT
    assert engine.plain_answers(second)["bentuk"] == ["Fisik", "Psikis"]
    # The same press on what was sent already is no second report.
    assert rooms.send(client, first, kunci="0" * 32).status_code == 302


def test_an_account_is_not_held_back_with_the_nameless(monkeypatch: pytest.MonkeyPatch, warga: Any) -> None:
    monkeypatch.setattr(sending, "NAMELESS", Flood("uji", of_session=0, of_address=0))
    client = rooms.browser(warga)
    draft = fill(client, siapa="akun")
    assert rooms.send(client, draft).status_code == 302
