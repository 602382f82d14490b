"""The start page shows real services and real figures, honestly, and quickly."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from foundation import clock
from services.catalogue import documents, queries
from services.catalogue.models import Service, ServiceFigures
from spbe_portal import home
from tests.spbe_portal.markup import Markup, sound

pytestmark = pytest.mark.django_db


def page() -> tuple[str, Markup]:
    html = Client().get("/").content.decode()
    return html, sound(html)


def figures(decided: int, on_time: int, overdue: int) -> None:
    ServiceFigures.objects.create(
        service=Service.objects.order_by("slug")[0],
        first_day=dt.date(2026, 10, 1),
        last_day=dt.date(2026, 10, 31),
        decided=decided,
        on_time=on_time,
        overdue_open=overdue,
        computed_at=clock.now(),
    )


def test_without_services_the_page_says_so() -> None:
    html, _markup = page()
    assert "Belum ada layanan yang dibuka" in html
    assert "Belum ada data." in html


def test_every_registered_service_is_one_tap_away(services: None) -> None:
    _html, markup = page()
    links = {link["href"] for link in markup.find("a")}
    shown, _measured = queries.popular(clock.now(), home.ROWS)
    assert len(shown) == home.ROWS
    assert {f"/layanan/{each.slug}/" for each in shown} <= links
    assert f"/layanan/?q={shown[0].document.synonyms[0].replace(' ', '%20')}" in links


def test_until_something_was_measured_every_event_of_a_life_names_one_in_turn(services: None) -> None:
    shown, measured = queries.popular(clock.now(), home.ROWS)
    firsts = [first.slug for _event, (first, *_others) in queries.life_events(queries.services_open(clock.now()))]
    assert not measured
    assert [each.slug for each in shown] == list(dict.fromkeys(firsts))[: home.ROWS]


def test_every_event_of_a_life_that_has_services_is_on_the_start_page(services: None) -> None:
    _html, markup = page()
    links = {link["href"] for link in markup.find("a")}
    events = queries.life_events(queries.services_open(clock.now()))
    assert len(events) > 8
    assert {f"/peristiwa/{event.slug}/" for event, _services in events} <= links


def test_a_row_says_time_and_price(services: None) -> None:
    html, _markup = page()
    assert "1 hari kerja" in html
    assert "Gratis" in html


def test_every_word_and_event_offered_leads_to_a_page(services: None) -> None:
    _html, markup = page()
    client = Client()
    offered = {link["href"] for link in markup.find("a") if link["href"].startswith(("/layanan/?q=", "/peristiwa/"))}
    assert len(offered) >= 4
    for target in offered:
        assert client.get(target).status_code == 200, target


def test_a_closed_or_withdrawn_service_is_not_on_the_start_page(services: None) -> None:
    Service.objects.filter(slug="akta-kelahiran").update(withdrawn_at=clock.now())
    Service.objects.filter(slug="surat-keterangan-tidak-mampu").update(opens_at=clock.now() + dt.timedelta(days=9))
    _html, markup = page()
    links = {link["href"] for link in markup.find("a")}
    assert not links & {"/layanan/akta-kelahiran/", "/layanan/surat-keterangan-tidak-mampu/"}


def test_search_comes_before_everything_else(services: None) -> None:
    html, markup = page()
    assert markup.find("form", role="search")
    assert html.index('role="search"') < html.index('aria-labelledby="lacak"') < html.index('aria-labelledby="populer"')


def test_tracking_never_puts_the_number_into_an_address() -> None:
    _html, markup = page()
    (form,) = markup.find("form", action="/lacak/")
    assert form["method"] == "post"


def test_late_is_shown_beside_on_time_at_the_same_size(services: None) -> None:
    figures(decided=90, on_time=81, overdue=10)
    html, markup = page()
    assert "81,0 %" in html
    assert "81 dari 100 permohonan" in html
    assert len(markup.find("dd", **{"class": "big"})) == 2


def test_below_ten_cases_nothing_is_told(services: None) -> None:
    figures(decided=3, on_time=3, overdue=0)
    html, _markup = page()
    assert "100,0 %" not in html
    assert "3 dari 3 permohonan" not in html


def test_only_the_newest_period_counts(services: None) -> None:
    figures(decided=90, on_time=81, overdue=10)
    ServiceFigures.objects.create(
        service=Service.objects.order_by("slug")[0],
        first_day=dt.date(2026, 9, 1),
        last_day=dt.date(2026, 9, 30),
        decided=50,
        on_time=1,
        computed_at=clock.now(),
    )
    html, _markup = page()
    assert "81 dari 100" in html


def test_rows_are_called_frequent_only_when_that_was_measured(services: None) -> None:
    assert "Sering diurus" not in page()[0]
    cache.clear()
    figures(decided=12, on_time=12, overdue=0)
    assert "Sering diurus" in page()[0]


def test_seven_queries_cold_and_none_warm(
    services: None, django_assert_max_num_queries: Callable[..., Any], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Client().get("/")  # the documents are kept by the process, for they never change
    cache.clear()
    with django_assert_max_num_queries(7):
        Client().get("/")
    with django_assert_num_queries(0):
        Client().get("/")


def test_the_number_of_queries_does_not_grow_in_a_fresh_process(
    services: None, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    documents.forget()
    cache.clear()
    with django_assert_max_num_queries(8):
        Client().get("/")


def test_each_language_is_kept_apart(services: None) -> None:
    from django.utils import translation

    home.load()
    with translation.override("en"):
        home.load()
    assert cache.get(f"{home.KEY}:id") is not None
    assert cache.get(f"{home.KEY}:en") is not None


def test_a_demo_visitor_needs_no_picture_from_elsewhere(services: None) -> None:
    _html, markup = page()
    for tag, name in (("img", "src"), ("script", "src"), ("link", "href")):
        fetched = [values for values in markup.find(tag) if values.get("rel") != "canonical"]
        assert all(values[name].startswith("/") for values in fetched)


def test_the_motif_is_drawn_here() -> None:
    folder = Path(__file__).resolve().parents[2] / "static" / "svg"
    assert {path.name for path in folder.iterdir()} >= {"tanda.svg", "tumpal.svg", "motif-gelap.svg", "kosong.svg"}
