"""Notices come and go at their time, and one line stands above every page while there is an emergency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from agencies import actions
from agencies.activities import emergency
from agencies.models import Agency, EmergencyNotice, News, Staff
from tests import kept
from tests.agencies.activities.making import NOW
from tests.signing_in import make_officer, sign_in

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _reference() -> Iterator[None]:
    kept.reference()
    with time_machine.travel(NOW, tick=False):
        yield


def tell(title: str = "Judul contoh", **words: Any) -> News:
    given = {"agency_id": "dinkes", "body": "Isi\n\ncontoh", "shown_from": NOW - HOUR, "is_published": True}
    return News.objects.create(title=title, **(given | words))


def alarm(**words: Any) -> EmergencyNotice:
    emergency.forget()
    given = {"text": "Banjir. Ikuti arahan petugas.", "shown_from": NOW - HOUR, "shown_until": NOW + HOUR}
    return EmergencyNotice.objects.create(**(given | words))


def html(path: str) -> str:
    return Client().get(path).content.decode()


def test_a_notice_is_shown_at_its_time_alone() -> None:
    tell("Sekarang")
    tell("Nanti", shown_from=NOW + HOUR)
    tell("Dahulu", shown_until=NOW)
    tell("Rancangan", is_published=False)
    tell("OPD bubar", agency_id="dishub")
    Agency.objects.filter(pk="dishub").update(is_active=False)
    listed = html("/berita/")
    shown = {title for title in ("Sekarang", "Nanti", "Dahulu", "Rancangan", "OPD bubar") if title in listed}
    assert shown == {"Sekarang"}
    for item in News.objects.exclude(title="Sekarang"):
        assert Client().get(f"/berita/{item.pk}/").status_code == 404


def test_a_notice_is_plain_text_in_paragraphs() -> None:
    item = tell(body="Satu <b>tebal</b>\n\nDua https://dinkes.serangkab.go.id/")
    page = html(f"/berita/{item.pk}/")
    assert "<p>Satu &lt;b&gt;tebal&lt;/b&gt;</p>" in page
    assert '<a href="https://dinkes.serangkab.go.id/" rel="nofollow">' in page


def test_the_list_of_one_agency_holds_only_its_own() -> None:
    tell("Milik Dinkes")
    tell("Milik Dishub", agency_id="dishub")
    page = html("/berita/?opd=dishub")
    assert ("Milik Dishub" in page, "Milik Dinkes" in page) == (True, False)
    assert "Belum ada berita" in html("/berita/?opd=%00x")


def test_pages_of_notices_cost_one_query(django_assert_num_queries: Callable[[int], Any]) -> None:
    for number in range(25):
        item = tell(f"Judul {number}")
    with django_assert_num_queries(1):
        first = Client().get("/berita/")
    assert len(first.context["items"]) == 20
    assert len(Client().get("/berita/" + first.context["next_url"]).context["items"]) == 5
    with django_assert_num_queries(1):
        Client().get(f"/berita/{item.pk}/")


def test_the_start_page_names_the_newest_notices_and_hides_the_part_when_there_are_none() -> None:
    assert "Berita dan pengumuman" not in html("/")
    cache.clear()
    for number in range(5):
        tell(f"Judul {number}", shown_from=NOW - HOUR * (number + 1))
    page = html("/")
    assert [f"Judul {number}" in page for number in range(5)] == [True, True, True, False, False]


@pytest.mark.parametrize("path", ["/", "/kegiatan/", "/bantuan/", "/akun/masuk/"])
def test_the_line_stands_above_every_page(path: str) -> None:
    alarm()
    page = html(path)
    assert "Banjir. Ikuti arahan petugas." in page
    assert page.index('class="alarm"') < page.index("<main")


def test_officers_see_the_line_too() -> None:
    staff = actions.appoint(Staff(user=make_officer(), agency_id="dinkes"))
    alarm()
    assert "Banjir." in sign_in(Client(), staff.user).get("/panel/antrean/").content.decode()


@pytest.mark.parametrize("words", [{"shown_from": NOW + HOUR, "shown_until": NOW + 2 * HOUR}, {"shown_until": NOW}])
def test_the_line_comes_and_goes_at_its_time(words: dict[str, Any]) -> None:
    alarm(**words)
    assert 'class="alarm"' not in html("/bantuan/")


def test_the_line_leads_to_a_notice_only_while_that_is_shown() -> None:
    row = alarm(news=tell())
    assert f'href="/berita/{row.news_id}/"' in html("/bantuan/")
    News.objects.update(is_published=False)
    emergency.forget()
    page = html("/bantuan/")
    assert "Banjir." in page
    assert "/berita/" + str(row.news_id) not in page
    News.objects.update(is_published=True, shown_until=NOW)
    emergency.forget()
    assert "/berita/" + str(row.news_id) not in html("/bantuan/")


def test_the_line_is_asked_for_once_for_many_pages(django_assert_num_queries: Callable[[int], Any]) -> None:
    alarm()
    html("/luring/")  # what else every page asks for, once
    cache.delete(emergency.KEY)
    with django_assert_num_queries(1):
        for _visit in range(3):
            html("/luring/")


def test_what_the_panel_saves_and_deletes_shows_on_the_next_page(
    client: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    user = make_officer("pusat@contoh.test")
    sign_in(client, actions.appoint(Staff(user=user, agency_id="diskominfosatik", is_platform_admin=True)).user)
    row = alarm()
    assert "Banjir." in html("/bantuan/")
    given = {"text": "Air surut.", "shown_from_0": "2026-11-23", "shown_from_1": "07:00"}
    given |= {"shown_until_0": "2026-11-24", "shown_until_1": "07:00"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:agencies_emergencynotice_change", args=[row.pk]), given)
    assert "Air surut." in html("/bantuan/")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:agencies_emergencynotice_delete", args=[row.pk]), {"post": "yes"})
    assert 'class="alarm"' not in html("/bantuan/")


def test_a_database_or_cache_that_is_away_costs_the_line_and_not_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    alarm()

    def away(*_words: Any, **_more: Any) -> Any:
        raise ConnectionError("away")

    for name in ("get", "set", "delete"):
        monkeypatch.setattr(cache, name, away, raising=False)
    assert emergency.current().text == "Banjir. Ikuti arahan petugas."
    emergency.forget()

    def broken() -> Any:
        raise DatabaseError("away")

    monkeypatch.setattr(emergency, "_ask", broken)
    assert emergency.current() is emergency.NOTHING
