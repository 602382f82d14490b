"""The start page says more before the start: photos, how long it took, where to complain, and a form on paper."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils.html import escape

from foundation import clock
from services.catalogue import queries
from services.catalogue.models import Service, ServiceFigures
from services.catalogue.presenters.paper import CELLS, ROWS, paper
from services.catalogue.registry import registry
from tests.services.catalogue.test_pages import get, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]
NOW = dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)
DAYS = {"first_day": dt.date(2026, 10, 1), "last_day": dt.date(2026, 10, 31), "computed_at": NOW}
SLUGS = [registered.document.slug for registered in registry]
ASKING = [each.document.slug for each in registry if each.document.form.pages]


def test_the_form_on_paper_asks_what_the_form_asks_and_says_when(client: Client) -> None:
    page = get(client, "/layanan/akta-kelahiran/formulir-kertas/")
    document = registry.get("akta-kelahiran").document
    for sheet in document.form.pages:
        assert escape(sheet.title.id) in page
        for field in sheet.fields:
            if field.type not in {"file", "computed", "group"}:
                assert escape(field.label.id) in page, field.id
    assert page.count("<i></i>") % CELLS["nik"] == 0
    assert "dijawab Tidak." in page
    assert "Tanda tangan" in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("slug", ASKING)
def test_every_service_that_asks_has_a_form_on_paper(slug: str) -> None:
    listed = queries.service_page(slug, clock.now())
    assert listed is not None
    found = paper(listed)
    assert found is not None
    for sheet in found.sheets:
        for question in sheet.questions:
            room = [question.cells, question.lines, question.parts, question.options, question.note]
            assert any(room) or question.label, question


def test_a_repeated_group_has_a_few_rows_and_says_where_the_rest_goes(client: Client) -> None:
    page = text(get(client, "/layanan/pindah-keluar/formulir-kertas/"))
    assert f"Orang {ROWS}: NIK" in page
    assert f"Orang {ROWS + 1}: NIK" not in page
    assert f"Bila lebih dari {ROWS}, tulis di lembar tambahan." in page


def test_a_service_that_only_links_or_is_closed_has_no_form_on_paper(client: Client) -> None:
    get(client, "/layanan/pendaftaran-rawat-jalan/formulir-kertas/", status=404)
    get(client, "/layanan/tidak-ada/formulir-kertas/", status=404)
    assert "formulir-kertas" not in get(client, "/layanan/pendaftaran-rawat-jalan/")
    assert "formulir-kertas" in get(client, "/layanan/akta-kelahiran/")
    Service.objects.filter(slug="akta-kelahiran").update(withdrawn_at=NOW)
    get(client, "/layanan/akta-kelahiran/formulir-kertas/", status=404)


def test_a_start_page_leads_to_complaints_about_this_service_by_name(client: Client) -> None:
    page = get(client, "/layanan/akta-kelahiran/")
    assert 'href="/aduan/?layanan=akta-kelahiran"' in page
    assert "Anda datang dari layanan “Akta kelahiran”." in text(get(client, "/aduan/?layanan=akta-kelahiran"))


def test_a_confidential_service_is_not_named_where_complaints_begin(client: Client) -> None:
    page = get(client, "/layanan/pengaduan-kekerasan/")
    assert "/aduan/?layanan" not in page
    assert 'href="/aduan/"' in page
    assert "Anda datang dari" not in get(client, "/aduan/?layanan=pengaduan-kekerasan")


@pytest.mark.parametrize("slug", ["", "tidak-ada", "<b>", "a" * 500, "%00"])
def test_a_complaint_about_an_unknown_service_begins_like_any_other(client: Client, slug: str) -> None:
    assert "Anda datang dari" not in get(client, f"/aduan/?layanan={slug}")


def test_photos_are_shown_good_and_bad_where_photos_are_asked_for(client: Client) -> None:
    page = get(client, "/layanan/akta-kelahiran/")
    for picture in ("baik", "terpotong", "buram", "silau"):
        assert f"svg/foto-{picture}.svg" in page
    assert "svg/foto-" not in get(client, "/layanan/pertanyaan-warga/")


def test_how_long_it_took_stands_beside_the_promise_with_how_many_and_when(client: Client) -> None:
    assert "Kenyataannya" not in get(client, "/layanan/akta-kelahiran/")
    row = ServiceFigures(service_id="akta-kelahiran", decided=30, on_time=27, median_working_days=2, **DAYS)
    row.save()
    said = (
        "Kenyataannya separuh dari 30 permohonan selesai dalam 2,0 hari kerja, 1 Oktober 2026 sampai 31 Oktober 2026."
    )
    assert said in text(get(client, "/layanan/akta-kelahiran/"))
    ServiceFigures.objects.update(decided=9, on_time=9)
    page = text(get(client, "/layanan/akta-kelahiran/"))
    assert "baru 9 permohonan diputus" in page
    assert "separuh dari 9" not in page


@pytest.mark.parametrize("slug", [each.document.slug for each in registry if each.document.eligibility.rules])
def test_who_may_not_go_on_reads_before_the_start_what_to_do_instead(client: Client, slug: str) -> None:
    page = get(client, f"/layanan/{slug}/")
    eligibility = registry.get(slug).document.eligibility
    for rule in eligibility.rules:
        assert escape(rule.message.id) in page
    for question in eligibility.ask:
        assert (escape(question.label.id) in page) or question.type == "note"
