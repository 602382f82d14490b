"""The public pages: find a service, decide before starting, and never meet a dead end."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from services.catalogue import documents
from services.catalogue.models import Service, ServiceFigures
from services.catalogue.presenters.finding import FIRST
from services.catalogue.registry import registry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]
NOW = dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)
SLUGS = [registered.document.slug for registered in registry]
FEW = ("akta-kelahiran", "surat-keterangan-tidak-mampu", "pengaduan-kekerasan")


def get(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return str(answer.content.decode())


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_list_shows_every_service_with_time_and_price(client: Client) -> None:
    page = get(client, "/layanan/?semua=1")
    for slug in SLUGS:
        assert reverse("service", args=[slug]) in page
    assert "Disdukcapil · target 1 hari kerja · Gratis" in text(page)
    assert "Kantor kecamatan Anda" in page
    assert "Tanpa akun" in page


def test_a_first_page_leads_to_the_rest_and_says_how_many_there_are(client: Client) -> None:
    page = get(client, "/layanan/")
    assert page.count('class="go"') == FIRST
    assert f"Tampilkan semua, {len(SLUGS)} layanan" in page
    assert "Tampilkan semua" not in get(client, "/layanan/?semua=1")


def test_the_list_asks_for_one_query_when_warm(client: Client, django_assert_num_queries: object) -> None:
    get(client, "/layanan/")
    with django_assert_num_queries(1):  # type: ignore[operator]
        get(client, "/layanan/")


def test_the_list_asks_for_two_queries_when_cold(client: Client, django_assert_num_queries: object) -> None:
    documents.forget()
    with django_assert_num_queries(2):  # type: ignore[operator]
        get(client, "/layanan/")


def test_a_search_asks_for_one_query_and_a_start_page_for_two(
    client: Client, django_assert_max_num_queries: object
) -> None:
    get(client, "/layanan/?q=akta")
    with django_assert_max_num_queries(1):  # type: ignore[operator]
        get(client, "/layanan/?q=akte+lahir")
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        get(client, "/layanan/akta-kelahiran/")


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("bikin akte anak", "akta-kelahiran"),
        ("akte lahir", "akta-kelahiran"),
        ("sktm", "surat-keterangan-tidak-mampu"),
        ("surat miskin", "surat-keterangan-tidak-mampu"),
        ("kdrt", "pengaduan-kekerasan"),
    ],
)
def test_people_find_a_service_in_their_own_words(client: Client, query: str, slug: str) -> None:
    page = get(client, f"/layanan/?q={query}")
    assert reverse("service", args=[slug]) in page.split('id="hidup"')[0]
    assert f'value="{query}"' in page


def test_a_search_that_finds_nothing_still_leads_somewhere(client: Client) -> None:
    page = get(client, "/layanan/?q=paspor")
    assert "Belum ketemu untuk “paspor”" in page
    assert reverse("help") in page
    assert all(reverse("service", args=[slug]) in page for slug in SLUGS)


def test_a_search_offers_the_nearest_services_first(client: Client) -> None:
    Service.objects.exclude(slug__in=FEW).update(withdrawn_at=NOW)
    page = get(client, "/layanan/?q=akta pendirian perusahaan")
    assert "Mungkin ini yang Anda cari" in page


@pytest.mark.lenient("braces")  # a visitor may search for braces
@pytest.mark.parametrize("query", ["<script>alert(1)</script>", "'; DROP TABLE x; --", "{{ 7*7 }}", "%00", "a" * 5000])
def test_hostile_words_are_shown_as_words(client: Client, query: str) -> None:
    page = str(client.get("/layanan/", {"q": query}).content.decode())
    assert "<script>alert" not in page
    assert escape(query[:200].strip()) in page


def test_the_list_says_so_when_no_service_is_open_yet(client: Client) -> None:
    Service.objects.update(withdrawn_at=NOW)
    assert "Belum ada layanan yang dibuka" in get(client, "/layanan/")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_start_page_shows_the_public_components_of_the_standard(client: Client, slug: str) -> None:
    page = text(get(client, f"/layanan/{slug}/"))
    for heading in (
        "Siapa yang boleh mengajukan",
        "Siapkan ini dulu",
        "Setelah Anda mengirim",
        "Hasil yang Anda terima",
        "Waktu dan biaya",
        "Dasar hukum",
        "Sampaikan aduan",
    ):
        assert heading in page
    assert "SP4N-LAPOR!" in page
    document = registry.get(slug).document
    assert document.standard.duration is not None
    assert ("belum ditetapkan" in page) is (document.standard.duration.status != "statutory")
    for law in document.standard.legal_basis:
        assert escape(law.id) in page
    for product in document.standard.product:
        assert escape(product.id) in page
    if document.standard.fee is not None and document.standard.fee.note:
        assert "Biaya: " in page  # a bare "Rp0." would say nothing of what it is the price


def test_a_time_that_nobody_decreed_says_so_where_it_is_promised_first(client: Client) -> None:
    assert "sejak berkas lengkap · belum ditetapkan" in text(get(client, "/layanan/akta-kelahiran/"))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_start_page_has_one_heading_and_leads_to_the_form(client: Client, slug: str) -> None:
    page = get(client, f"/layanan/{slug}/")
    assert page.count("<h1") == 1
    document = registry.get(slug).document
    links_out = document.handoff is not None and document.handoff.mode == "link"
    assert page.count(f'href="/layanan/{slug}/ajukan/"') == (0 if links_out else 2)


def test_a_service_that_only_links_leads_out_and_takes_no_request(client: Client) -> None:
    page = get(client, "/layanan/pendaftaran-rawat-jalan/")
    assert 'href="https://www.bpjs-kesehatan.go.id/"' in page
    assert "Layanan ini dilanjutkan di Mobile JKN." in text(page)
    assert client.get("/layanan/pendaftaran-rawat-jalan/ajukan/")["Location"] == "/layanan/pendaftaran-rawat-jalan/"


def test_papers_are_derived_from_the_form_with_their_conditions(client: Client) -> None:
    page = text(get(client, "/layanan/akta-kelahiran/"))
    assert "Bila “Apakah Anda punya surat keterangan kelahiran” dijawab Tidak." in page
    assert "Bila “Apakah orang tua anak ini diketahui” dijawab Tidak." in page
    assert "Pernyataan kebenaran data kelahiran (F-2.03)" in page


def test_a_service_of_a_national_system_says_where_the_result_is_issued(client: Client) -> None:
    page = text(get(client, "/layanan/akta-kelahiran/"))
    assert "Terbit di SIAK." in page
    assert "kami terbitkan" not in page.lower()


def test_a_confidential_service_offers_quick_exit_and_numbers_to_call(client: Client) -> None:
    page = get(client, "/layanan/pengaduan-kekerasan/")
    assert "data-quick-exit" in page
    for number in ("110", "112", "129"):
        assert f'href="tel:{number}"' in page
    assert "Mulai melapor" in page
    assert "Datang ke kantor desa" not in page.split("<footer")[0]


def test_an_open_service_offers_no_quick_exit(client: Client) -> None:
    assert "data-quick-exit" not in get(client, "/layanan/akta-kelahiran/")


@time_machine.travel(NOW, tick=False)
def test_a_closed_service_says_why_and_when_it_opens_and_offers_no_start(client: Client) -> None:
    Service.objects.filter(slug="akta-kelahiran").update(opens_at=NOW + dt.timedelta(days=1))
    page = text(get(client, "/layanan/akta-kelahiran/"))
    assert "Sedang tutup" in page
    assert "Layanan ini dibuka pada Senin, 23 November 2026, 10.00 WIB." in page
    assert "Mulai mengurus" not in page


@time_machine.travel(NOW, tick=False)
def test_a_service_past_its_closing_gives_the_opd_s_own_reason(client: Client) -> None:
    Service.objects.filter(slug="akta-kelahiran").update(
        closes_at=NOW - dt.timedelta(minutes=1), closed_message="Pindah ke gedung baru."
    )
    assert "Pindah ke gedung baru." in get(client, "/layanan/akta-kelahiran/")
    assert "Sedang tutup" in get(client, "/layanan/")


def test_a_withdrawn_service_keeps_its_page_and_says_so(client: Client) -> None:
    Service.objects.filter(slug="akta-kelahiran").update(withdrawn_at=NOW)
    assert "tidak lagi dibuka di portal" in get(client, "/layanan/akta-kelahiran/")
    assert "/layanan/akta-kelahiran/" not in get(client, "/layanan/")


@pytest.mark.parametrize("slug", ["tidak-ada", "AKTA", "akta--kelahiran"])
def test_an_unknown_service_is_404(client: Client, slug: str) -> None:
    get(client, f"/layanan/{slug}/", status=404)


def test_figures_are_shown_only_once_there_are_some(client: Client) -> None:
    assert "Kinerja layanan ini" not in get(client, "/layanan/akta-kelahiran/")
    days = {"first_day": dt.date(2026, 10, 1), "last_day": dt.date(2026, 10, 31), "computed_at": NOW}
    row = ServiceFigures(service_id="akta-kelahiran", decided=30, on_time=27, overdue_open=2, **days)
    row.save()
    page = text(get(client, "/layanan/akta-kelahiran/"))
    assert "84,3 %" in page  # 27 of 30 decided and 2 overdue, cut off
    assert "Lewat tenggat sekarang 2" in page


@pytest.mark.parametrize("counts", [{"decided": 3}, {"decided": 30, "is_public": False}])
def test_figures_about_few_people_are_not_shown(client: Client, counts: dict[str, Any]) -> None:
    days = {"first_day": dt.date(2026, 10, 1), "last_day": dt.date(2026, 10, 31), "computed_at": NOW}
    ServiceFigures(service_id="akta-kelahiran", on_time=2, **counts, **days).save()
    assert "Kinerja layanan ini" not in get(client, "/layanan/akta-kelahiran/")


def test_a_life_event_gathers_its_services(client: Client) -> None:
    page = get(client, reverse("catalogue:life_event", args=["kelahiran"]))
    assert "Anak lahir" in page
    assert reverse("service", args=["akta-kelahiran"]) in page


@pytest.mark.parametrize(("slug", "leavable"), [("kekerasan", True), ("kelahiran", False)])
def test_whoever_looks_for_protection_can_leave_at_one_press(client: Client, slug: str, leavable: bool) -> None:
    assert ("Keluar cepat" in get(client, f"/peristiwa/{slug}/")) is leavable


@pytest.mark.parametrize("slug", ["pindah", "tidak-ada"])
def test_a_life_event_without_services_has_no_page_and_no_link(client: Client, slug: str) -> None:
    Service.objects.exclude(slug__in=FEW).update(withdrawn_at=NOW)
    get(client, f"/peristiwa/{slug}/", status=404)
    assert f"/peristiwa/{slug}/" not in get(client, "/layanan/")


def test_every_life_event_linked_from_the_list_opens(client: Client) -> None:
    links = set(re.findall(r'href="(/peristiwa/[^"]+)"', get(client, "/layanan/")))
    assert len(links) >= 4
    for link in links:
        get(client, link)


@pytest.mark.parametrize("path", ["/layanan/", "/layanan/akta-kelahiran/", "/peristiwa/kelahiran/"])
def test_the_pages_are_read_only(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200


@pytest.mark.parametrize("path", ["/layanan/", *(f"/layanan/{slug}/" for slug in SLUGS)])
def test_a_page_is_at_most_20_kilobytes(client: Client, path: str) -> None:
    assert len(get(client, path).encode()) < 20_000


def test_an_english_visitor_reads_the_english_title(client: Client) -> None:
    from django.utils import translation

    from foundation import clock
    from services.catalogue import queries
    from services.catalogue.presenters.start import start_page

    listed = queries.service_page("akta-kelahiran", clock.now())
    assert listed is not None
    with translation.override("en"):
        assert start_page(listed).title == "Birth certificate"
    assert start_page(listed).title == "Akta kelahiran"
