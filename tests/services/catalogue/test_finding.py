"""The page on which people find a service: filters, words to try, other offices, and no dead end."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from foundation import clock
from services.catalogue import elsewhere, queries
from services.catalogue.models import Service, ServiceFigures
from services.catalogue.presenters import finding
from tests.services.catalogue.test_pages import get, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]
DAYS = {"first_day": dt.date(2026, 10, 1), "last_day": dt.date(2026, 10, 31)}
NOW = dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)


def results(page: str) -> str:
    return page.split('id="hidup"')[0]


def test_the_short_address_leads_to_the_page_of_services_with_its_words(client: Client) -> None:
    assert client.get("/cari/?q=akte+lahir")["Location"] == "/layanan/?q=akte+lahir"
    assert client.get("/cari/")["Location"] == "/layanan/"


def test_an_office_narrows_the_list_to_its_services(client: Client) -> None:
    page = results(get(client, "/layanan/?opd=bapenda"))
    shown = {slug for slug in Service.objects.values_list("slug", flat=True) if f'href="/layanan/{slug}/"' in page}
    assert shown == set(Service.objects.filter(agency="bapenda").values_list("slug", flat=True))
    assert '<option value="bapenda" selected>' in page
    assert "<details open>" in page


def test_kecamatan_is_an_office_to_choose_whatever_the_answer_will_be(client: Client) -> None:
    page = results(get(client, "/layanan/?opd=kecamatan"))
    assert "/layanan/dispensasi-nikah/" in page
    assert "/layanan/akta-kelahiran/" not in page


def test_a_shelf_and_own_words_narrow_together(client: Client) -> None:
    page = results(get(client, "/layanan/?q=surat&kelompok=kependudukan"))
    assert "/layanan/pindah-keluar/" in page
    assert "/layanan/surat-keterangan-tidak-mampu/" not in page


def test_what_the_filter_hides_is_counted_and_one_tap_away(client: Client) -> None:
    page = results(get(client, "/layanan/?q=akta+lahir&opd=bapenda"))
    assert "Tidak ada di saringan ini" in page
    assert "tetapi di kantor atau kelompok lain" in page
    assert 'href="/layanan/?q=akta%20lahir"' in page


@pytest.mark.parametrize("address", ["opd=tidak-ada", "kelompok=%00", "opd=" + "a" * 500, "opd=<b>"])
def test_a_filter_nobody_offers_finds_nothing_and_breaks_nothing(client: Client, address: str) -> None:
    assert "Hapus saringan" in get(client, f"/layanan/?{address}")


def test_every_word_to_try_finds_something_first(client: Client) -> None:
    page = get(client, "/layanan/")
    listed = queries.services_listed(clock.now())
    assert len(elsewhere.SOUGHT) >= 6
    for word in elsewhere.SOUGHT:
        assert f">{word}</a>" in page
        assert queries.matching(word, listed)[0], word


def test_nothing_found_leads_to_help_and_to_complaints(client: Client) -> None:
    page = get(client, "/layanan/?q=kuasipotikal").split("<footer")[0]
    assert reverse("help") in page
    assert 'href="/aduan/"' in page
    assert "/peristiwa/kelahiran/" in page


@pytest.mark.parametrize(
    ("query", "office"),
    [
        ("bikin sim c", "Satpas"),
        ("perpanjang paspor", "Imigrasi"),
        ("pajak motor", "Samsat"),
        ("skck", "kepolisian"),
        ("sertifikat tanah", "Pertanahan"),
    ],
)
def test_what_another_office_does_is_said_with_its_name(client: Client, query: str, office: str) -> None:
    page = text(get(client, f"/layanan/?q={query}"))
    assert "Ini bukan urusan kantor kabupaten" in page
    assert office in page


def test_asking_for_another_office_shows_no_list_of_hits_but_what_is_named_whole(client: Client) -> None:
    page = get(client, "/layanan/?q=perpanjang paspor")
    assert "layanan untuk “" not in page
    assert "layanan untuk “" in get(client, "/layanan/?q=balik nama sertifikat tanah")


@pytest.mark.parametrize("query", ["ktp hilang", "akta lahir", "surat miskin", "pbb", "surat", "izin usaha", ""])
def test_what_the_kabupaten_does_sends_nobody_away(client: Client, query: str) -> None:
    assert "Ini bukan urusan kantor kabupaten" not in get(client, f"/layanan/?q={query}")


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("ngadu", "pengaduan-layanan"),
        ("ppid", "permohonan-informasi-publik"),
        ("susah sinyal", "laporan-blank-spot"),
        ("usul jembatan", "aspirasi-warga"),
    ],
)
def test_complaints_public_information_and_signal_are_found_like_services(
    client: Client, query: str, slug: str
) -> None:
    assert reverse("service", args=[slug]) in results(get(client, f"/layanan/?q={query}"))


def test_titles_are_offered_while_typing(client: Client) -> None:
    answer = client.get("/cari/saran.json?q=akte+lah")
    assert answer.json()["titles"][0] == "Akta kelahiran"
    assert client.get("/cari/saran.json?q=a").json() == {"titles": []}
    assert client.get("/cari/saran.json").json() == {"titles": []}
    assert len(client.get("/cari/saran.json?q=surat").json()["titles"]) <= finding.SUGGESTED


def test_a_suggestion_asks_for_one_query_when_warm(client: Client, django_assert_num_queries: object) -> None:
    client.get("/cari/saran.json?q=akta")
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get("/cari/saran.json?q=kartu")


def test_a_service_asked_for_fewer_than_ten_times_is_not_called_popular() -> None:
    ServiceFigures(service_id="tera-uttp", decided=9, on_time=9, computed_at=NOW, **DAYS).save()
    found, measured = queries.popular(clock.now())
    assert not measured
    assert found[0].slug != "tera-uttp"
    ServiceFigures.objects.update(decided=10, on_time=10)
    found, measured = queries.popular(clock.now())
    assert measured
    assert found[0].slug == "tera-uttp"


@pytest.mark.parametrize("event", ["kelahiran", "kematian", "menikah", "pindah", "sekolah", "memulai-usaha", "sakit"])
def test_an_event_leads_through_the_services_of_several_offices_in_one_order(client: Client, event: str) -> None:
    services = {found.slug: each for found, each in queries.life_events(queries.services_listed(clock.now()))}[event]
    turns = [each.document.life_steps[event].order for each in services]
    assert turns == sorted(set(turns))
    page = get(client, f"/peristiwa/{event}/")
    at = [page.index(f'href="/layanan/{each.slug}/"') for each in services]
    assert at == sorted(at)
    for each in services:
        needs = each.document.life_steps[event].needs
        assert needs is not None
        assert escape(needs.id) in page


def test_a_service_without_a_turn_comes_last(client: Client) -> None:
    listed = queries.services_listed(clock.now())
    [other] = [each for each in listed if each.slug == "tera-uttp"]
    document = other.document.model_copy(update={"life_events": ("kelahiran",), "life_steps": {}})
    moved = queries.Listed(other.service, document, other.availability)
    events = {event.slug: services for event, services in queries.life_events([moved, *listed])}
    assert events["kelahiran"][-1].slug == "tera-uttp"
