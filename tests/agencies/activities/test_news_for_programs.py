"""Programs and feed readers get the notices whose time it is, and nothing that acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.test import Client

from agencies.models import Agency, News
from tests import kept
from tests.agencies.activities.making import NOW

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
ATOM: Final = {"a": "http://www.w3.org/2005/Atom"}
API, FEED = "/api/v1/news/", "/berita/atom.xml"


@pytest.fixture(autouse=True)
def _reference() -> Iterator[None]:
    kept.reference()
    with time_machine.travel(NOW, tick=False):
        yield


def tell(title: str = "Judul contoh", **words: Any) -> News:
    given = {"agency_id": "dinkes", "body": "Isi\n\ncontoh", "shown_from": NOW - HOUR, "is_published": True}
    return News.objects.create(title=title, **(given | words))


def entries(client: Client) -> list[ET.Element]:
    return ET.fromstring(client.get(FEED).content).findall("a:entry", ATOM)


def test_a_notice_says_who_tells_what_and_since_when(client: Client) -> None:
    made = tell()
    (item,) = client.get(API).json()["items"]
    assert item == {
        "id": str(made.pk),
        "title": "Judul contoh",
        "body": "Isi\n\ncontoh",
        "agency": "dinkes",
        "shown_from": "2026-11-23T00:00:00Z",
        "shown_until": None,
        "url": item["url"],
        "updated_at": "2026-11-23T01:00:00Z",
    }
    assert item["url"].endswith(f"/berita/{made.pk}/")
    assert client.get(f"{API}{made.pk}/").json() == item


def test_what_is_not_shown_to_people_is_not_told_to_programs(client: Client) -> None:
    tell("Sekarang")
    hidden = [tell("Nanti", shown_from=NOW + HOUR), tell("Dahulu", shown_until=NOW), tell("Konsep", is_published=False)]
    hidden.append(tell("Bubar", agency_id="dishub"))
    Agency.objects.filter(pk="dishub").update(is_active=False)
    assert [each["title"] for each in client.get(API).json()["items"]] == ["Sekarang"]
    assert [each.findtext("a:title", "", ATOM) for each in entries(client)] == ["Sekarang"]
    assert {client.get(f"{API}{each.pk}/").status_code for each in hidden} == {404}


def test_pages_of_notices_follow_each_other_and_lose_nothing(client: Client) -> None:
    for number in range(5):
        tell(f"Judul {number}", shown_from=NOW - HOUR * (number + 1))
    tell("Lain", agency_id="dishub")
    seen, cursor = [], ""
    while True:
        page = client.get(API, {"agency": "dinkes", "limit": 2, "cursor": cursor}).json()
        seen += [each["title"] for each in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert seen == [f"Judul {number}" for number in range(5)]
    assert client.get(API, {"agency": "\x00x"}).json()["items"] == []


@pytest.mark.parametrize("path", [API, FEED])
def test_whoever_has_it_all_gets_nothing_until_something_changes(client: Client, path: str) -> None:
    made = tell()
    first = client.get(path)
    with time_machine.travel(NOW + dt.timedelta(minutes=20), tick=False):
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert "max-age=300" in again["Cache-Control"]
        made.title = "Judul lain"
        made.save()
        assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_empty_feed_stays_the_same_bytes(client: Client) -> None:
    first = client.get(FEED)
    with time_machine.travel(NOW + HOUR, tick=False):
        assert client.get(FEED).content == first.content
    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_markup_and_hidden_characters_in_a_notice_stay_text_in_a_reader(client: Client) -> None:
    tell("Judul <b>tebal</b>\x1b", body="<script>alert(1)</script> & ]]>\x0b\x1b\ufffe")
    (entry,) = entries(client)
    assert entry.findtext("a:title", "", ATOM) == "Judul <b>tebal</b>"
    summary = entry.find("a:summary", ATOM)
    assert summary is not None
    assert summary.attrib == {"type": "text"}
    assert summary.text == "<script>alert(1)</script> & ]]>"
    assert entry.find("a:content", ATOM) is None
    assert entry.findtext("a:author/a:name", "", ATOM) == Agency.objects.get(pk="dinkes").name


def test_lists_and_feed_cost_one_query(client: Client, django_assert_num_queries: Callable[[int], Any]) -> None:
    made = [tell(f"Judul {number}") for number in range(12)]
    for path in (API, FEED, f"{API}{made[0].pk}/"):
        with django_assert_num_queries(1):
            client.get(path)


def test_the_page_of_notices_leads_readers_to_the_feed(client: Client) -> None:
    page = client.get("/berita/").content.decode()
    assert f'<link rel="alternate" type="application/atom+xml" href="{FEED}"' in page
