"""What is known of help is shown, what is not says who fills it in; the nearest office is two presses away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agencies import actions, helpdesk
from agencies.models import Agency, Announcement, HelpContact, Staff, WorkCalendar
from foundation import clock
from services.catalogue import queries
from spbe_portal import help_pages, keeping, questions
from tests.signing_in import make_officer, sign_in
from tests.spbe_portal.markup import sound

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)  # ten o'clock in Serang


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def page(path: str = "/bantuan/") -> str:
    html = Client().get(path).content.decode()
    sound(html)
    return html


def test_what_nobody_filled_in_says_who_must(services: None) -> None:
    html = page()
    assert html.count("Belum diisi oleh Diskominfosatik") == 3
    assert "wa.me" not in html
    assert "tel:" not in html


def test_a_contact_typed_in_the_panel_is_on_every_page_at_once(client: Client, services: None) -> None:
    user = make_officer("pusat@contoh.test")
    sign_in(client, actions.appoint(Staff(user=user, agency_id="diskominfosatik", is_platform_admin=True)).user)
    for kind, value in (
        ("telepon", "(0254) 000-111"),
        ("whatsapp", "0812 0000 1111"),
        ("surel", "bantuan@contoh.go.id"),
    ):
        answer = client.post(reverse("admin:agencies_helpcontact_add"), {"kind": kind, "value": value})
        assert answer.status_code == 302
    helpdesk.forget()  # on_commit does not run inside the transaction of a test
    html = page()
    assert 'href="tel:0254000111"' in html
    assert 'href="https://wa.me/6281200001111"' in html
    assert 'href="mailto:bantuan@contoh.go.id"' in html
    assert "(0254) 000-111" in page("/aksesibilitas/")


def test_an_emergency_number_is_shown_only_when_the_office_wrote_one(services: None) -> None:
    assert "Keadaan darurat" not in page()
    HelpContact.objects.create(kind="darurat", value="000")
    helpdesk.forget()
    assert "Keadaan darurat" in page()


@pytest.mark.parametrize(("hour", "state"), [(3, "Buka sekarang"), (12, "Sedang tutup")])
def test_open_now_is_said_only_of_hours_somebody_verified(services: None, hour: int, state: str) -> None:
    assert "Buka sekarang" not in page()
    WorkCalendar.objects.update_or_create(
        agency_id="diskominfosatik", defaults={"opens": "08:00", "closes": "16:00", "verified": True}
    )
    cache.delete(help_pages.KEY)  # kept for a minute of the cache's own clock, which no test moves
    with time_machine.travel(MONDAY.replace(hour=hour) + dt.timedelta(days=1), tick=False):
        assert state in page()


def test_the_nearest_office_is_chosen_from_a_list_without_a_script(services: None) -> None:
    Agency.objects.filter(pk="kec-ciruas").update(address="Jalan Contoh 1")
    assert "Jalan Contoh 1" not in page()
    html = page("/bantuan/?kantor=kec-ciruas")
    assert "Jalan Contoh 1" in html
    assert 'value="kec-ciruas" data-at="' in html
    assert html.count("<option") == 30
    assert "Belum diisi oleh Kec. Ciruas" in html


@pytest.mark.parametrize("asked", ["tidak-ada", "disdukcapil", "\x00", "'", "x" * 3000])
def test_an_office_that_is_none_of_them_shows_the_list(services: None, asked: str) -> None:
    assert "Pilih kecamatan" in Client().get("/bantuan/", {"kantor": asked, "tanya": asked}).content.decode()


def test_the_place_of_the_phone_may_be_asked_for_on_this_page_alone(services: None) -> None:
    assert "geolocation=(self)" in Client().get("/bantuan/")["Permissions-Policy"]
    assert "geolocation=()" in Client().get("/privasi/")["Permissions-Policy"]


def test_help_costs_no_query_warm(services: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    page()
    with django_assert_num_queries(0):
        page("/bantuan/?kantor=kec-ciruas&tanya=sinyal")


def test_questions_are_searched_and_every_answer_leads_to_a_page() -> None:
    assert [each.key for each in questions.asked("kata SANDI")] == ["sandi"]
    assert questions.asked("") == list(questions.QUESTIONS)
    assert "Tidak ada pertanyaan dengan kata itu" in page("/bantuan/?tanya=zzqx")
    client = Client()
    for each in questions.QUESTIONS:
        assert not each.link or client.get(reverse(each.link)).status_code in {200, 302}


def test_no_answer_has_a_long_sentence() -> None:
    for each in questions.QUESTIONS:
        for sentence in f"{each.asks} {each.answer}".replace("?", ".").split(". "):
            assert len(sentence.split()) <= 20, sentence


def test_the_privacy_page_says_how_long_every_service_keeps_what(services: None) -> None:
    listed = queries.services_listed(clock.now())
    found = keeping.gather(listed)
    for kept, (key, _title) in zip(found.phases, keeping.PHASES, strict=True):
        named = [title for rule in kept.rules for title in rule.services]
        asked = [each for each in listed if getattr(each.document.retention, key) is not None]
        assert len(named) == len(asked)
    html = page("/privasi/")
    assert "30 hari, lalu dihapus" in html
    assert html.count("paling lama 3 × 24 jam") == 6


def test_a_breach_is_told_once_it_is_published_and_names_no_draft() -> None:
    words = {"kind": "kebocoran", "body": "Apa yang terjadi", "starts_at": clock.now()}
    Announcement.objects.create(title="Belum terbit", **words)
    assert "Tidak ada yang diumumkan." in page("/privasi/")
    Announcement.objects.create(title="Sudah terbit", is_published=True, **words)
    html = page("/privasi/")
    assert "Sudah terbit" in html
    assert "Belum terbit" not in html
    assert "Sudah terbit" not in page("/status/")


def test_the_officer_for_personal_data_is_shown_once_filled_in() -> None:
    HelpContact.objects.create(kind="pdp", value="pdp@contoh.go.id")
    helpdesk.forget()
    assert "pdp@contoh.go.id" in page("/privasi/")


def test_days_are_promised_only_where_the_law_says_them() -> None:
    assert {right.article for right in help_pages.RIGHTS if "3 × 24" in str(right.within)} == {
        "30",
        "32",
        "40",
        "41",
        "46",
    }
