"""Everybody finds every office, and who heads it, in one look; what nobody typed in is said, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Official, Unit, WorkCalendar
from tests import kept

pytestmark = pytest.mark.django_db
NOON = "2026-11-25T05:00:00Z"  # Wednesday, 12.00 in Serang


@pytest.fixture(autouse=True)
def _world() -> Any:
    kept.reference()
    with time_machine.travel(NOON, tick=False):
        yield


def text(client: Client, path: str) -> str:
    """Return the words of the page's own part, tags and runs of blanks taken out."""
    answer = client.get(path)
    assert answer.status_code == 200
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def head_of(slug: str, name: str, **fields: Any) -> Official:
    """Write a head in place of the empty seat."""
    Official.objects.filter(agency=slug, is_head=True, name="").delete()
    return Official.objects.create(agency_id=slug, position="Kepala Dinas", is_head=True, name=name, **fields)


@pytest.mark.parametrize("path", ["/opd/", "/pejabat/"])
def test_all_fifty_eight_agencies_are_on_the_page(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    slugs = set(re.findall(r'href="/opd/([a-z0-9-]+)/"', html))
    assert slugs == set(Agency.objects.values_list("slug", flat=True))
    assert len(slugs) == 58


def test_who_heads_every_agency_costs_at_most_three_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number, agency in enumerate(Agency.objects.all()):
        head_of(agency.pk, f"Nama Contoh {number}", since=dt.date(2025, 1, 1))
    with django_assert_max_num_queries(3):
        page = text(client, "/pejabat/")
    assert page.count("Nama Contoh") == 58
    assert page.count("Belum diisi oleh") == 2  # bupati and wakil bupati, whom nobody named in this world


def test_the_list_of_agencies_costs_at_most_four_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(4):
        client.get("/opd/")


def test_an_office_nobody_is_named_for_says_whose_task_that_is(client: Client) -> None:
    page = text(client, "/pejabat/?q=dinkes")
    assert "Kepala Dinas · Dinas Kesehatan Belum diisi oleh admin Dinkes" in page


def test_a_question_in_plain_words_finds_the_head(client: Client) -> None:
    head_of("dinkes", "Nama Contoh", since=dt.date(2025, 1, 2))
    page = text(client, "/pejabat/?q=Siapa+kepala+dinas+kesehatan%3F")
    assert "Nama Contoh sejak 2 Januari 2025" in page
    assert "Pertanian" not in page  # whose tasks name health too


def test_a_desa_is_found_with_its_head(client: Client) -> None:
    desa = Unit.objects.get(agency="kec-kramatwatu", name="Desa Pejaten")
    assert "Belum diisi oleh admin Kec. Kramatwatu" in text(client, "/pejabat/?q=kepala+desa+pejaten")
    Official.objects.create(agency=desa.agency, unit=desa, position="Kepala Desa", name="Kades Contoh")
    assert "Kades Contoh" in text(client, "/pejabat/?q=kepala+desa+pejaten")
    assert "Desa Pejaten" in text(client, "/opd/?q=pejaten")
    assert "Dinas Sosial" not in text(client, "/opd/?q=pejaten")


def test_an_agency_is_found_by_what_it_does(client: Client) -> None:
    page = text(client, "/opd/?q=pajak")
    assert "Badan Pendapatan Daerah" in page
    assert "Dinas Sosial" not in page


@pytest.mark.parametrize("path", ["/opd/", "/pejabat/"])
def test_a_word_nobody_knows_still_leads_to_every_agency(client: Client, path: str) -> None:
    page = text(client, f"{path}?q=zzqx")
    assert "Belum ketemu untuk “zzqx”" in page
    assert "Dinas Sosial" in page


@pytest.mark.parametrize("query", ["%00", "%", "_", "%27%22%3Cscript%3E", "a" * 5000, "%F0%9F%98%80", "siapa", "desa"])
@pytest.mark.parametrize("path", ["/opd/", "/pejabat/"])
def test_whatever_is_asked_gets_a_page(client: Client, path: str, query: str) -> None:
    answer = client.get(f"{path}?q={query}")
    assert answer.status_code == 200
    assert b"<script>" not in answer.content.partition(b"<main")[2]


def test_a_signature_of_percent_matches_no_unit(client: Client) -> None:
    assert "Desa dan unit kerja" not in text(client, "/opd/?q=%25%25%25")


def test_a_search_costs_at_most_six_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        text(client, "/opd/?q=kramatwatu")


def test_an_agency_out_of_work_is_not_listed(client: Client) -> None:
    Agency.objects.filter(pk="dishub").update(is_active=False)
    assert "/opd/dishub/" not in client.get("/opd/").content.decode()
    assert "/opd/dishub/" not in client.get("/pejabat/").content.decode()


def test_open_now_is_only_said_of_hours_that_somebody_verified(client: Client) -> None:
    assert "Buka sekarang" not in text(client, "/opd/")
    WorkCalendar.objects.create(agency_id="dlh", verified=True)
    assert text(client, "/opd/").count("Buka sekarang") == 1
    with time_machine.travel("2026-11-25T10:00:00Z", tick=False):
        assert "Buka sekarang" not in text(client, "/opd/")


def test_a_head_is_named_only_while_in_office(client: Client) -> None:
    head_of("dinkes", "Lama Contoh", since=dt.date(2020, 1, 1), until=dt.date(2026, 11, 24))
    head_of("dinkes", "Baru Contoh", since=dt.date(2026, 11, 25))
    assert "Baru Contoh" in text(client, "/pejabat/?q=dinkes")
    assert "Lama Contoh" not in text(client, "/pejabat/?q=dinkes")
    with time_machine.travel("2026-11-24T05:00:00Z", tick=False):
        assert "Lama Contoh sejak 1 Januari 2020 sampai 24 November 2026" in text(client, "/pejabat/?q=dinkes")
        assert "Baru Contoh" not in text(client, "/pejabat/?q=dinkes")


def test_acting_officials_carry_their_status_and_a_plh_stands_beside(client: Client) -> None:
    head_of("dinkes", "Pelaksana Contoh", acting="plt", since=dt.date(2026, 1, 1))
    head_of("dinkes", "Harian Contoh", acting="plh", since=dt.date(2026, 11, 24), until=dt.date(2026, 11, 26))
    page = text(client, "/pejabat/?q=dinkes")
    assert "Plt. Pelaksana Contoh" in page
    assert "Sementara diwakili Plh. Harian Contoh, sejak 24 November 2026 sampai 26 November 2026" in page
