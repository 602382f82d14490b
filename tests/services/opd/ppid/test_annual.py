"""What the law has announced each year stands on a page, counted from the requests themselves."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from services.opd.diskominfosatik.ppid import annual
from tests import kept
from tests.services.desk.world import words
from tests.services.performance.world import MONDAY, cell
from tests.spbe_portal.markup import sound

pytestmark = pytest.mark.django_db
OFFICE = "diskominfosatik"
YEAR = "/ppid/laporan/2026/"


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """Load agencies and services on a Monday."""
    with time_machine.travel(MONDAY, tick=False):
        kept.reference()
        kept.services()
        yield


def a_year() -> None:
    """Write down five requests of a year: three granted, one refused, one open; and one objection."""
    for figure, number in (("received", 5), ("approved", 3), ("rejected", 1), ("on_time", 3)):
        cell(figure, number, annual.REQUEST, OFFICE)
    cell("reason", 1, annual.REQUEST, OFFICE, value="tolak")
    for days, number in (("4", 1), ("6", 2), ("12", 1)):
        cell("days", number, annual.REQUEST, OFFICE, value=days)
    cell("received", 1, annual.OBJECTION, OFFICE)


def test_the_report_tells_what_the_law_asks_for_even_below_ten() -> None:
    a_year()
    told = {(part, line.label): line.value for part, line in annual.report(2026).lines}
    asked = "Permintaan informasi"
    assert told[asked, "Diterima"] == "5"
    assert told[asked, "Dikabulkan, seluruhnya atau sebagian"] == "3"
    assert told[asked, "Ditolak"] == "1"
    assert told[asked, "Diputuskan tepat waktu"] == "3 dari 4"
    assert told[asked, "Waktu: separuh selesai dalam"] == "6 hari kerja"
    assert told[asked, "Waktu: sembilan dari sepuluh selesai dalam"] == "12 hari kerja"
    assert told["Keberatan", "Diterima"] == "1"
    assert told["Keberatan", "Waktu: separuh selesai dalam"] == "belum ada yang diputuskan"


def test_a_reason_is_told_in_the_words_of_the_service() -> None:
    a_year()
    [(_part, line)] = [each for each in annual.report(2026).lines if each[0] == "Alasan penolakan"]
    assert line.label != "tolak"
    assert line.label.lower().startswith("tolak")
    assert line.value == "1"


def test_what_other_services_count_is_in_no_report() -> None:
    cell("received", 40, "akta-kelahiran", "disdukcapil")
    assert annual.report(2026).asked[0].value == "0"


def test_the_page_says_that_its_year_is_still_running(client: Client) -> None:
    a_year()
    page = client.get(YEAR)
    sound(page.content.decode())
    assert "Tahun ini masih berjalan. Angka sampai 23 November 2026." in words(page)
    with time_machine.travel(dt.datetime(2027, 3, 1, tzinfo=dt.UTC), tick=False):
        assert "masih berjalan" not in words(client.get(YEAR))
        assert YEAR in client.get("/ppid/").content.decode()


def test_a_year_without_anything_counted_has_no_report(client: Client) -> None:
    assert client.get(YEAR).status_code == 404
    assert "Belum ada yang dapat dilaporkan" in words(client.get("/ppid/"))
    a_year()
    assert client.get("/ppid/laporan/2025/").status_code == 404
    assert client.get("/ppid/laporan/2027/").status_code == 404


def test_the_report_is_a_table_for_spreadsheets_too(client: Client) -> None:
    a_year()
    answer = client.get(f"{YEAR}?unduh=1")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Bagian", "Hal", "Angka"]
    assert ["Permintaan informasi", "Diterima", "5"] in rows


def test_the_report_asks_the_database_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    a_year()
    client.get(YEAR)
    with django_assert_max_num_queries(8):
        client.get(YEAR)
