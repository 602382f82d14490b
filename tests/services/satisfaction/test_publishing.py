"""Fewer than ten answers stand nowhere, nor can they be subtracted; the pages tell how many answered and where."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.models import AgencySatisfaction
from foundation.periods import year_of
from foundation.suppression import is_safe
from services.catalogue.models import ServiceSatisfaction
from services.satisfaction import publishing
from services.satisfaction.book import COUNTY, Book
from services.satisfaction.instrument import skm
from services.satisfaction.models import PublishedIndex
from tests.services.requests import world
from tests.services.satisfaction import world as survey

pytestmark = pytest.mark.django_db
OFFICES = (("dlh", "DLH"), ("dinkes", "DKS"), ("dishub", "DHB"))


@pytest.fixture
def offices(now: Any) -> None:
    for place, (slug, code) in enumerate(OFFICES):
        world.agency(slug, code)
        world.publish(survey.surveyed(code=f"TST-1{place}", slug=f"izin-{slug}", agency=slug))


def get(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize("path", ["", "layanan/", "layanan/TST-10/", "opd/dlh/", "tindak-lanjut/"])
def test_without_answers_every_page_stands_and_says_so(offices: None, path: str) -> None:
    survey.published()
    assert "Belum ada" in get(f"/kinerja/kepuasan/{path}")


@pytest.mark.parametrize("path", ["layanan/XX-99/", "opd/tidak-ada/"])
def test_what_does_not_exist_is_404(offices: None, path: str) -> None:
    assert Client().get(f"/kinerja/kepuasan/{path}").status_code == 404


def test_a_perfect_score_is_one_hundred_on_every_page(offices: None) -> None:
    survey.answers(12, 4, "izin-dlh", "dlh")
    survey.published()
    for path in ("/kinerja/kepuasan/", "/kinerja/kepuasan/opd/dlh/", "/kinerja/kepuasan/layanan/TST-10/", "/kinerja/"):
        assert "100,00" in get(path), path
    for path in ("/kinerja/dlh/", "/kinerja/layanan/TST-10/", "/opd/dlh/", "/layanan/izin-dlh/"):
        assert "100,00" in get(path), path
    assert AgencySatisfaction.objects.get().count == ServiceSatisfaction.objects.get().count == 12


def test_nine_answers_show_no_index_anywhere(offices: None) -> None:
    survey.answers(9, 4, "izin-dlh", "dlh")
    survey.published()
    assert not PublishedIndex.objects.filter(index__isnull=False).exists()
    assert not AgencySatisfaction.objects.exists()
    html = get("/kinerja/kepuasan/")
    assert "Indeks belum dapat ditampilkan." in html
    assert "100,00" not in html


def test_a_small_office_takes_another_one_with_it(offices: None) -> None:
    survey.answers(40, 3, "izin-dlh", "dlh")
    survey.answers(12, 4, "izin-dinkes", "dinkes")
    survey.answers(3, 1, "izin-dishub", "dishub")
    survey.published()
    shown = dict(PublishedIndex.objects.filter(kind="agency", period="2026").values_list("agency", "count"))
    assert shown == {"dlh": 40, "dinkes": None, "dishub": None}
    assert PublishedIndex.objects.get(kind="county", period="2026").count == 55


def test_the_channels_are_told_apart(offices: None) -> None:
    office = world.agency("dlh", "DLH")
    survey.answers(20, 4, "izin-dlh", "dlh")
    survey.answers(15, 3, "izin-dlh", "dlh", at=survey.point(office))
    survey.published()
    html = get("/kinerja/kepuasan/opd/dlh/")
    assert "Setelah permohonan di portal: 20. Di loket: 15." in html
    assert "89,29" in html  # (20 * 100 + 15 * 75) / 35


def test_the_weakest_element_is_marked(offices: None) -> None:
    survey.answers(20, 4, "izin-dlh", "dlh", waktu=2)
    survey.published()
    html = get("/kinerja/kepuasan/opd/dlh/")
    assert 'Waktu Penyelesaian<br><span class="small">Terendah</span>' in html


def test_quarters_make_a_chart_and_an_unknown_period_is_the_present_year(offices: None, now: Any) -> None:
    now.move_to("2026-08-03T03:00:00Z")
    survey.answers(30, 2, "izin-dlh", "dlh")
    now.move_to(survey.MONDAY)
    survey.answers(30, 4, "izin-dlh", "dlh")
    survey.published()
    html = get("/kinerja/kepuasan/?periode=9999")
    assert "Indeks kepuasan per triwulan: 2026-T3 50,00, 2026-T4 100,00." in html
    assert "75,00" in html
    assert "50,00" in get("/kinerja/kepuasan/?periode=2026-T3")


def test_the_table_has_no_hidden_number(offices: None) -> None:
    survey.answers(40, 3, "izin-dlh", "dlh")
    survey.answers(12, 4, "izin-dinkes", "dinkes")
    survey.answers(3, 1, "izin-dishub", "dishub")
    survey.published()
    text = get("/kinerja/kepuasan/data.csv").lstrip("\ufeff")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["jenis"] == "agency" and row["periode"] == "2026"]
    assert sorted(row["responden"] for row in rows) == ["", "", "40"]
    assert [row["nrr_waktu"] for row in rows if row["responden"]] == ["3.00"]


def test_the_year_that_is_over_gets_its_last_word(offices: None, now: Any) -> None:
    survey.answers(30, 2, "izin-dlh", "dlh")
    survey.published()
    survey.answers(30, 4, "izin-dlh", "dlh")
    now.move_to("2027-01-02T03:00:00Z")
    publishing.publish_due()
    assert PublishedIndex.objects.get(kind="county", period="2026").count == 60
    assert PublishedIndex.objects.get(kind="county", period="2027").count == 0


def test_the_page_costs_few_queries_and_few_bytes(offices: None, django_assert_max_num_queries: Any) -> None:
    for slug, _code in OFFICES:
        survey.answers(20, 3, f"izin-{slug}", slug)
    survey.published()
    client = Client()
    client.get("/kinerja/kepuasan/")
    with django_assert_max_num_queries(8):
        answer = client.get("/kinerja/kepuasan/")
    assert len(answer.content) < 30_000


def group(agency: str, service: str, channel: str, number: int, marks: int) -> dict[str, Any]:
    sums = {f"sum_{code}": 3 * number for code in skm().codes}
    whose = {"agency": agency, "service": service, "channel": channel}
    return whose | {"scored": number, "marked": marks, "mark_total": 4 * marks} | sums


groups = st.builds(
    group,
    st.sampled_from(["dlh", "dinkes", "dishub"]),
    st.sampled_from(["", "satu", "dua"]),
    st.sampled_from(["portal", "loket"]),
    st.integers(0, 25),
    st.integers(0, 12),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(groups, max_size=8), min_size=4, max_size=4))
def test_whatever_people_answer_no_table_gives_few_of_them_away(quarters: list[list[dict[str, Any]]]) -> None:
    year = year_of(dt.date(2026, 12, 31))
    with time_machine.travel("2026-12-31T03:00:00Z", tick=False):
        book = Book(year, lambda quarter: quarters[(quarter.first.month - 1) // 3])
        hidden = publishing.hidden_keys(book)
        shown = list(publishing.rows(book, hidden))
    assert all(is_safe(table, hidden) for table in publishing._tables(book))
    assert all(not 0 < (row.count or 0) < 10 and not 0 < (row.marks or 0) < 10 for row in shown)
    assert all((row.index is None) == (row.count in {None, 0}) for row in shown)
    county = book.of(year, COUNTY).counts["count"]
    assert county == sum(book.of(year, each).counts["count"] for each in book.entities() if each.kind == "agency")
