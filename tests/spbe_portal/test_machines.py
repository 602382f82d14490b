"""What programs ask of every site is answered by their standards."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client, override_settings
from PIL import Image

from agencies.models import Activity, Agency, News
from citizens.models import User
from foundation import clock
from foundation.linked import linked
from services.catalogue.models import Service
from spbe_portal import sitemap
from tests.agencies.activities.making import NOW, make

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
HOSTILE = '</script><script>alert("1")</script><!-- & \u2028'


class Blocks(HTMLParser):
    """Read a page as a browser does: which data blocks, which scripts that run, which meta."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.data: list[Any] = []
        self.running = 0
        self.meta: dict[str, str] = {}
        self.canonical: list[str] = []
        self._inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag is."""
        values = {name: value or "" for name, value in attrs}
        if tag == "script":
            self._inside = values.get("type") == "application/ld+json"
            self.running += not self._inside and "src" not in values
        if tag == "meta":
            self.meta[values.get("property") or values.get("name", "")] = values.get("content", "")
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical.append(values["href"])

    def handle_data(self, data: str) -> None:
        """Read a data block."""
        if self._inside:
            self.data.append(json.loads(data))
            self._inside = False


def blocks(path: str) -> Blocks:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return Blocks(answer.content.decode())


def locations(path: str = "/sitemap.xml") -> list[str]:
    root = ElementTree.fromstring(Client().get(path).content)
    return [str(each.text) for each in root.findall(".//s:loc", NAMES)]


def test_every_page_of_the_sitemap_is_there_and_open_to_robots(services: None) -> None:
    found = locations()
    closed = [
        line.split()[1] for line in Client().get("/robots.txt").content.decode().splitlines() if "Disallow" in line
    ]
    client = Client()
    assert len(found) == len(set(found)) > 100
    for address in found:
        path = address.removeprefix(settings.PORTAL_URL)
        assert address.startswith(settings.PORTAL_URL)
        assert not path.startswith(tuple(closed))
        assert client.get(path).status_code == 200, path


def test_the_sitemap_names_what_everybody_may_read_and_nothing_else(services: None) -> None:
    with time_machine.travel(NOW, tick=False):
        shown, hidden = make(title="Terbit"), make(title="Belum", is_published=False)
        agency = Agency.objects.get(pk="disdukcapil")
        news = {"agency": agency, "body": "Isi", "shown_from": clock.now() - dt.timedelta(days=1)}
        item = News.objects.create(title="Kabar", is_published=True, **news)
        draft = News.objects.create(title="Draf", **news)
        Service.objects.filter(pk="akta-kelahiran").update(withdrawn_at=clock.now())
        text = Client().get("/sitemap.xml").content.decode()
    assert str(shown.pk) in text
    assert str(item.pk) in text
    for absent in (str(hidden.pk), str(draft.pk), "/layanan/akta-kelahiran/"):
        assert absent not in text


def test_lastmod_is_the_day_something_was_really_changed(services: None) -> None:
    with time_machine.travel(NOW, tick=False):
        made = make(title="Terbit")
        root = ElementTree.fromstring(Client().get("/sitemap.xml").content)
    by_place = {str(each.findtext("s:loc", "", NAMES)): each.findtext("s:lastmod", "", NAMES) for each in root}
    assert dt.datetime.fromisoformat(by_place[f"{settings.PORTAL_URL}/kegiatan/{made.pk}/"]) == NOW
    assert by_place[f"{settings.PORTAL_URL}/"] == ""


def test_a_long_sitemap_becomes_an_index_of_parts(services: None, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = locations()
    cache.clear()
    monkeypatch.setattr(sitemap, "MOST", 50)
    parts = locations()
    assert len(parts) == -(-len(whole) // 50)
    pages = [place for part in parts for place in locations(part.removeprefix(settings.PORTAL_URL))]
    assert pages == whole
    assert Client().get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    assert Client().get("/sitemap-0.xml").status_code == 404


def test_the_manifest_names_icons_of_the_size_they_have() -> None:
    answer = Client().get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    words = answer.json()
    assert {each["purpose"] for each in words["icons"]} == {"any", "maskable"}
    for each in words["icons"]:
        path = finders.find(each["src"].removeprefix("/static/"))
        assert path
        width, height = Image.open(path).size
        assert f"{width}x{height}" == each["sizes"]
    client = Client()
    for path in (words["start_url"], *(each["url"] for each in words["shortcuts"])):
        assert client.get(path).status_code == 200


def test_without_a_contact_there_is_no_security_txt_and_the_page_says_who_fills_it_in() -> None:
    assert Client().get("/.well-known/security.txt").status_code == 404
    assert "belum diisi oleh Diskominfosatik" in Client().get("/keamanan/").content.decode()


@override_settings(SECURITY_CONTACT=["mailto:keamanan@contoh.go.id", "https://contoh.go.id/lapor"])
def test_security_txt_is_as_rfc_9116_wants_it() -> None:
    with time_machine.travel(NOW, tick=False):
        answer = Client().get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = [line.split(": ", 1) for line in answer.content.decode().splitlines()]
    names = [name for name, _value in lines]
    values = dict(lines)
    assert names.count("Contact") == 2
    assert names.count("Expires") == 1
    ends = dt.datetime.fromisoformat(values["Expires"])
    assert dt.timedelta(days=30) < ends - NOW < dt.timedelta(days=365)
    assert values["Canonical"] == f"{settings.PORTAL_URL}/.well-known/security.txt"
    page = Client().get("/keamanan/").content.decode()
    assert 'href="mailto:keamanan@contoh.go.id"' in page
    assert 'href="/.well-known/security.txt"' in page


def test_a_service_is_a_government_service(services: None) -> None:
    (data,) = blocks("/layanan/akta-kelahiran/").data
    assert data["@type"] == "GovernmentService"
    assert data["url"] == f"{settings.PORTAL_URL}/layanan/akta-kelahiran/"
    assert data["provider"]["@id"] == f"{settings.PORTAL_URL}/opd/disdukcapil/"
    assert data["offers"]["price"] == "0"


def test_every_service_and_agency_says_only_what_is_filled_in(services: None) -> None:
    paths = [f"/layanan/{slug}/" for slug in Service.objects.values_list("pk", flat=True)]
    paths += [f"/opd/{slug}/" for slug in Agency.objects.values_list("pk", flat=True)[:12]]
    for path in paths:
        page = blocks(path)
        (data,) = page.data
        assert page.running == 0
        assert all(data.values()), path
        assert data["@context"] == "https://schema.org"


def test_an_activity_is_an_event_on_the_clock_of_serang(services: None) -> None:
    with time_machine.travel(NOW, tick=False):
        made = make(title="Posyandu")
        (data,) = blocks(f"/kegiatan/{made.pk}/").data
        made.is_cancelled, made.cancel_reason = True, "Hujan"
        made.save()
        (off,) = blocks(f"/kegiatan/{made.pk}/").data
    assert data["@type"] == "Event"
    assert data["startDate"].endswith("+07:00")
    assert dt.datetime.fromisoformat(data["startDate"]) == made.occurrences.get().starts_at
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert off["eventStatus"] == "https://schema.org/EventCancelled"


def test_no_title_breaks_out_of_the_data_or_of_the_head(services: None) -> None:
    with time_machine.travel(NOW, tick=False):
        made = make(title="Aman")
        Activity.objects.filter(pk=made.pk).update(title=HOSTILE, place=f'"{HOSTILE}')
        page = blocks(f"/kegiatan/{made.pk}/")
    (data,) = page.data
    assert data["name"] == HOSTILE
    assert page.running == 0
    assert page.meta["og:url"].endswith(f"/kegiatan/{made.pk}/")
    assert HOSTILE.split()[0] in page.meta["og:title"]


def test_linked_data_never_holds_a_sign_of_markup() -> None:
    text = linked("Thing", "https://contoh.go.id/?a=1&b=2", {"name": HOSTILE, "empty": "", "none": None})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {
        "@context": "https://schema.org",
        "@type": "Thing",
        "@id": "https://contoh.go.id/?a=1&b=2",
        "url": "https://contoh.go.id/?a=1&b=2",
        "name": HOSTILE,
    }


def test_a_shared_page_shows_title_sentence_and_picture(services: None) -> None:
    page = blocks("/layanan/akta-kelahiran/?dari=wa")
    assert page.canonical == [f"{settings.PORTAL_URL}/layanan/akta-kelahiran/"]
    assert page.meta["og:title"].startswith("Akta kelahiran")
    assert page.meta["og:description"] == page.meta["description"] != ""
    path = page.meta["og:image"].removeprefix(f"{settings.PORTAL_URL}/static/")
    assert finders.find(path)


def test_what_somebody_signed_in_sees_has_no_address_to_share() -> None:
    client = Client()
    client.force_login(User.objects.create_user(email="ani@contoh.id"))
    page = Blocks(client.get("/bantuan/").content.decode())
    assert page.canonical == []
    assert "og:url" not in page.meta


def test_a_visitors_page_comes_compressed_and_that_of_somebody_signed_in_does_not(settings: Any) -> None:
    wish = {"Accept-Encoding": "gzip"}
    answer = Client(headers=wish).get("/")
    assert answer["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer["Vary"]
    assert gzip.decompress(answer.content).startswith(b"<!doctype html>")
    client = Client(headers=wish)
    client.force_login(User.objects.create_user(email="ani@contoh.id"))
    assert "Content-Encoding" not in client.get("/")
    assert "Content-Encoding" not in Client().get("/")
    assert "Content-Encoding" not in Client(headers=wish).post("/lacak/", {"nomor": "x" * 300, "bukti": "1234"})
