"""Everybody reads what was published, as it was published, and how late it is today."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from services.opd.diskominfosatik.roadmap import demo, reference
from services.opd.diskominfosatik.roadmap.models import (
    Budget,
    Initiative,
    Obligation,
    Publication,
    Regulation,
    Study,
    StudyDocument,
    StudyResult,
)
from tests.services.opd.roadmap import world
from tests.services.requests.world import agency
from tests.spbe_portal.markup import sound

pytestmark = pytest.mark.django_db


def page() -> str:
    html = Client().get("/peta-jalan/").content.decode()
    sound(html)
    return html


def publish() -> None:
    assert world.platform().post("/panel/peta-jalan/terbitkan/").status_code == 302


def test_before_the_first_publication_the_page_says_so() -> None:
    world.initiative(is_public=True)
    html = page()
    assert "Belum diisi oleh Diskominfosatik" in html
    assert "Rencana PJ-1" not in html


@time_machine.travel(world.NOON, tick=False)
def test_only_what_may_be_public_is_published_and_names_nothing_else() -> None:
    shown, kept = world.initiative("PJ-1", is_public=True), world.initiative("PJ-2", summary="rahasia")
    world.waits(shown, kept)
    Budget.objects.create(initiative=shown, year=2026, planned=1_000_000, realised=250_000)
    Budget.objects.create(initiative=kept, year=2026, planned=7_000_000)
    publish()
    html = page()
    assert "Rencana PJ-1" in html
    assert "PJ-2" not in html
    assert "PJ-2" not in str(Publication.objects.get().data)
    assert "Rp1.000.000" in html
    assert "7.000.000" not in html
    assert "25,0 %" in html


def test_lateness_grows_while_the_publication_stays() -> None:
    with time_machine.travel(world.NOON, tick=False):
        world.initiative("PJ-1", is_public=True, due_on=dt.date(2026, 11, 28))
        publish()
        assert "Terlambat 1 hari" in page()
        Initiative.objects.update(title="Nama baru")
        assert "Nama baru" not in page()
    with time_machine.travel(world.NOON + dt.timedelta(days=9), tick=False):
        assert "Terlambat 10 hari" in page()


def test_studies_show_their_documents_and_what_followed() -> None:
    study = Study.objects.create(title="Kajian arsitektur", agency=agency(), year=2026, is_public=True)
    StudyDocument.objects.create(study=study, title="Laporan akhir", link="https://serangkab.go.id/kajian.pdf")
    StudyResult.objects.create(study=study, text="Menjadi satu akun.", on=dt.date(2026, 5, 1))
    Study.objects.create(title="Kajian draf", agency=agency(), year=2026)
    publish()
    html = page()
    for words in ("Kajian arsitektur", "Laporan akhir", "https://serangkab.go.id/kajian.pdf", "Menjadi satu akun."):
        assert words in html
    assert "Kajian draf" not in html


def test_obligations_are_shown_as_counts_and_say_what_is_not_checked() -> None:
    world.fulfilment("dinkes", standing="terpenuhi", evidence="SK")
    world.fulfilment("dlh")
    Obligation.objects.update(is_public=True)
    publish()
    html = page()
    assert "Belum 1 · Sebagian 0 · Terpenuhi 1 · Tidak berlaku 0" in html
    assert "perlu diperiksa Bagian Hukum" in html
    assert "SK" not in str(Publication.objects.get().data["duties"])


def test_the_page_costs_one_question(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    world.initiative(is_public=True)
    publish()
    Client().get("/peta-jalan/")
    with django_assert_max_num_queries(3):  # the publication; the frame may ask for its notice and telephone
        page()


@time_machine.travel(world.NOON, tick=False)
def test_the_table_is_for_spreadsheets() -> None:
    world.initiative(is_public=True, title="+Jaringan")
    publish()
    text = Client().get("/peta-jalan/?unduh=1").content.decode("utf-8-sig")
    row = next(iter(csv.DictReader(io.StringIO(text))))
    assert (row["kode"], row["inisiatif"], row["hari_terlambat"], row["demo"]) == ("PJ-1", "'+Jaringan", "0", "")


def test_laws_are_loaded_once_and_what_the_office_wrote_stays() -> None:
    assert reference.load() == 7
    law = Regulation.objects.get(key="perda-spbe")
    assert law.number == ""  # nobody found it; the office fills it in
    assert not law.is_checked
    Regulation.objects.filter(pk=law.pk).update(number="1 Tahun 2023")
    assert reference.load() == 0
    law.refresh_from_db()
    assert law.number == "1 Tahun 2023"


def test_the_demo_says_demo_everywhere_and_is_made_once() -> None:
    for slug in ("diskominfosatik", "dinkes", "dpmptsp"):
        agency(slug, slug[:5].upper())
    assert demo.load() == 5
    assert demo.load() == 0
    html = page()
    assert "Data DEMO." in html
    assert all("DEMO" in row.title and "DEMO" in row.code for row in Initiative.objects.all())
