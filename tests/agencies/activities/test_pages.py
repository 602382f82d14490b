"""Everybody finds what is held today, this week and this month, and reads what was called off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from agencies.activities import schedule
from agencies.models import Agency, News
from tests import kept
from tests.agencies.activities.making import MONDAY, NOW, make
from tests.spbe_portal.markup import Markup, sound

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference() -> Iterator[None]:
    kept.reference()
    with time_machine.travel(NOW, tick=False):
        yield


def page(path: str = "/kegiatan/") -> tuple[str, Markup]:
    response = Client().get(path)
    assert response.status_code == 200
    html = response.content.decode()
    return html, sound(html)


def test_today_comes_first_and_says_so() -> None:
    make(title="Besok", first_day=MONDAY + dt.timedelta(days=1))
    make(title="Sekarang")
    html, _markup = page()
    assert "Hari ini · Senin, 23 November 2026" in html
    assert html.index("Sekarang") < html.index("Besok · Selasa, 24 November 2026") < html.rindex(">Besok</a>")
    assert "09.00–12.00 WIB" in html


def test_what_began_before_and_goes_on_stands_under_today() -> None:
    make(first_day=MONDAY - dt.timedelta(days=2), last_day=MONDAY + dt.timedelta(days=2), opens=None, closes=None)
    html, _markup = page()
    assert html.index("Hari ini ·") < html.index("Perekaman contoh")
    assert "Sabtu, 21 November 2026 sampai Rabu, 25 November 2026" in html
    assert "Sepanjang hari" in html


def test_an_empty_calendar_says_what_will_be_here_and_who_fills_it() -> None:
    html, _markup = page()
    assert "Belum ada kegiatan yang diumumkan" in html
    assert "Yang mengisi: tiap perangkat daerah dan kecamatan." in html


def test_an_empty_week_leads_to_the_next_activity() -> None:
    made = make(first_day=MONDAY + dt.timedelta(days=30))
    html, markup = page()
    assert "Kegiatan terdekat sesudahnya: Rabu, 23 Desember 2026." in html
    assert markup.find("a", href=f"/kegiatan/{made.pk}/?tanggal=2026-12-23")


def test_a_month_counts_what_is_held_on_each_day_across_the_end_of_the_year() -> None:
    make(first_day=dt.date(2026, 12, 30), last_day=dt.date(2027, 1, 2))
    make(first_day=dt.date(2026, 12, 31))
    _html, december = page("/kegiatan/?bulan=2026-12")
    _html, january = page("/kegiatan/?bulan=2027-01")
    marked = [
        {link["href"] for link in each.find("a") if link["href"].startswith("?dari=")} for each in (december, january)
    ]
    assert {"?dari=2026-12-30", "?dari=2026-12-31"} <= marked[0]
    assert {"?dari=2027-01-01", "?dari=2027-01-02"} <= marked[1]
    cells = Client().get("/kegiatan/?bulan=2026-12").context["weeks"]
    counts = {cell.day.day: cell.count for week in cells for cell in week if cell.day}
    assert (counts[29], counts[30], counts[31]) == (0, 1, 2)
    assert all(len(week) == 7 for week in cells)


def test_a_filter_stays_while_one_turns_the_pages() -> None:
    make(title="Satu", region_id="36.04.05")
    make(title="Dua", agency_id="dinkes")
    html, markup = page("/kegiatan/?opd=dinkes")
    assert "Dua" in html
    assert "Satu" not in html
    assert markup.find("a", href="?opd=dinkes&amp;dari=2026-11-30") or "?opd=dinkes&amp;dari=2026-11-30" in html
    assert markup.find("a", href="/kegiatan/opd/dinkes.ics")
    html, markup = page("/kegiatan/?kecamatan=36.04.05")
    assert ("Satu" in html, "Dua" in html) == (True, False)
    assert markup.find("a", href="/kegiatan/kecamatan/36.04.05.ics")


@pytest.mark.parametrize(
    "query",
    ["dari=besok", "dari=2026-02-30", "dari=0001-01-01", "dari=9999-12-31", "bulan=2026-13", "bulan=99999", "dari=%00"],
)
def test_a_day_that_is_none_is_said_and_today_is_shown(query: str) -> None:
    make()
    html, _markup = page(f"/kegiatan/?{query}")
    assert "Tanggal itu tidak ada di kalender kami." in html
    assert "Hari ini ·" in html


@pytest.mark.parametrize("query", ["opd=tidak-ada", "kecamatan=99.99.99", "opd=%00", "kecamatan=36.04"])
def test_an_unknown_filter_is_said_and_filters_nothing(query: str) -> None:
    make(agency_id="dinkes")
    html, _markup = page(f"/kegiatan/?{query}")
    assert "tidak kami temukan. Ini semua kegiatan." in html
    assert "Perekaman contoh" in html


def test_an_agency_that_holds_nothing_now_is_known_all_the_same() -> None:
    html, _markup = page("/kegiatan/?opd=dinkes")
    assert "tidak kami temukan" not in html
    assert "Belum ada kegiatan yang diumumkan" in html


def test_a_full_week_is_cut_into_pages_and_loses_nothing() -> None:
    for number in range(9):
        make(title=f"Kegiatan {number}", rule="FREQ=DAILY;COUNT=7")
    seen, path = 0, "/kegiatan/"
    for _page in range(3):
        response = Client().get(path)
        seen += sum(len(group.rows) for group in response.context["groups"])
        following = response.context["links"]["next_url"]
        if not following:
            break
        path = "/kegiatan/" + following
    assert seen == 63
    assert not following


@pytest.mark.parametrize("path", ["/kegiatan/", "/kegiatan/?bulan=2026-11", "/berita/"])
def test_a_full_page_stays_light(path: str) -> None:
    for number in range(20):
        make(title=f"{number} {'Kegiatan yang namanya panjang sekali ' * 2}", rule="FREQ=DAILY;COUNT=7")
        News.objects.create(agency_id="dinkes", title="Judul panjang " * 8, body="x", shown_from=NOW, is_published=True)
    assert len(Client().get(path).content) <= 50_000


@pytest.mark.parametrize(
    ("path", "queries"), [("/kegiatan/", 3), ("/kegiatan/?bulan=2026-11", 4), ("/kegiatan/?dari=2026-01-01", 4)]
)
def test_a_list_costs_few_queries_however_full(
    django_assert_num_queries: Callable[[int], Any], path: str, queries: int
) -> None:
    for agency in ("dinkes", "disdukcapil", "dpmptsp"):
        make(agency_id=agency, region_id="36.04.05", rule="FREQ=DAILY;COUNT=30")
    with django_assert_num_queries(queries):
        Client().get(path)


def test_the_page_of_an_activity_says_when_where_for_whom_and_how_often() -> None:
    made = make(
        rule="FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270225",
        region_id="36.04.05",
        for_whom="Warga 17 tahun ke atas",
        description="Bawa KK.\n\nLihat https://serangkab.go.id/perekaman",
    )
    html, markup = page(f"/kegiatan/{made.pk}/")
    assert "Senin, 23 November 2026<br>09.00–12.00 WIB" in html
    assert "Setiap minggu: Senin, Kamis; sampai 25 Februari 2027" in html
    assert "Kecamatan Kramatwatu" in html
    assert "Warga 17 tahun ke atas" in html
    assert markup.find("a", href="https://serangkab.go.id/perekaman", rel="nofollow")
    assert markup.find("a", href=f"/kegiatan/{made.pk}/?tanggal=2026-11-26")


def test_a_cancelled_day_says_so_on_top_in_the_list_and_in_what_is_sent_on() -> None:
    made = make(rule="FREQ=DAILY;COUNT=2")
    schedule.cancel(made.occurrences.get(day="2026-11-23"), "Aula dipakai TPS")
    html, markup = page(f"/kegiatan/{made.pk}/?tanggal=2026-11-23")
    assert "Kegiatan ini dibatalkan" in html
    assert "Aula dipakai TPS" in html
    assert "DIBATALKAN: Perekaman contoh" in shared(markup)
    assert "Dibatalkan</span>" in page()[0]
    assert "Kegiatan ini dibatalkan" not in page(f"/kegiatan/{made.pk}/?tanggal=2026-11-24")[0]
    assert "Kegiatan ini dibatalkan" not in page(f"/kegiatan/{made.pk}/")[0]  # the next day that is held


def shared(markup: Markup) -> str:
    (link,) = (link for link in markup.find("a") if link["href"].startswith("https://wa.me/"))
    return parse_qs(urlsplit(link["href"]).query)["text"][0]


def test_what_is_sent_on_says_all_and_leads_to_the_page_of_that_day() -> None:
    made = make()
    lines = shared(page(f"/kegiatan/{made.pk}/")[1]).split("\n")
    assert lines[:3] == ["Perekaman contoh", "Senin, 23 November 2026, 09.00–12.00 WIB", "Aula contoh"]
    assert lines[3] == Agency.objects.get(pk="disdukcapil").name
    assert lines[4].endswith(f"/kegiatan/{made.pk}/?tanggal=2026-11-23")


def test_what_was_stored_as_markup_is_shown_as_text() -> None:
    made = make(title="<script>alert(1)</script>", description="<img src=x>", place="<b>Aula</b>")
    for path in (f"/kegiatan/{made.pk}/", "/kegiatan/"):
        html, _markup = page(path)
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "<b>Aula" not in html


@pytest.mark.parametrize("day", ["2026-11-24", "kemarin", "0001-01-01"])
def test_a_day_on_which_it_is_not_held_has_no_page(day: str) -> None:
    made = make()
    assert Client().get(f"/kegiatan/{made.pk}/?tanggal={day}").status_code == 404


def test_a_draft_looks_like_what_was_never_there() -> None:
    draft = make(is_published=False)
    unknown = "00000000-0000-7000-8000-000000000000"
    hidden, missing = (Client().get(f"/kegiatan/{pk}/") for pk in (draft.pk, unknown))
    assert hidden.status_code == missing.status_code == 404
    assert said(hidden) == said(missing)


def said(response: Any) -> str:
    """Return a page without the help code, which is another one each time."""
    return response.content.decode().replace(response.headers["X-Request-ID"], "")


def test_an_activity_costs_three_queries(django_assert_num_queries: Callable[[int], Any]) -> None:
    made = make(rule="FREQ=DAILY;COUNT=30")
    with django_assert_num_queries(3):
        Client().get(f"/kegiatan/{made.pk}/")


def test_the_start_page_shows_this_weeks_activities_and_not_what_is_over() -> None:
    made = make()
    make(title="Minggu depan", first_day=MONDAY + dt.timedelta(days=7))
    html, markup = page("/")
    assert "Kegiatan minggu ini" in html
    assert markup.find("a", href=f"/kegiatan/{made.pk}/?tanggal=2026-11-23")
    assert "Minggu depan" not in html
    cache.clear()
    with time_machine.travel(NOW + dt.timedelta(hours=6), tick=False):
        assert "Kegiatan minggu ini" not in page("/")[0]
