"""Figures and places are open to everybody and to programs, rounded and without a reporter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from services.opd.diskominfosatik.signal import figures, geo, joining, workflow
from services.opd.diskominfosatik.signal.models import SignalSite
from tests.services.desk.world import words
from tests.services.opd.signal import world as signal

NOW = "2026-11-23T03:00:00Z"
API = "/api/v1/signal-sites/"
pytestmark = pytest.mark.django_db
Budget = Callable[..., Any]


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        signal.places()
        yield


def site_at(slug: str = "mancak", state: str = workflow.VERIFIED, **more: Any) -> SignalSite:
    district = geo.atlas().by_slug(slug)
    assert district is not None
    village = geo.atlas().of(district.code)[0]
    site = joining.make(signal.place(village, **more), joining.lock())
    SignalSite.objects.filter(pk=site.pk).update(state=state)
    figures.refresh(district.code)
    return site


def test_figures_stand_by_kecamatan_operator_and_age(client: Client, django_assert_max_num_queries: Budget) -> None:
    site_at(operators=("telkomsel", "xlsmart"))
    site_at("anyar", workflow.DONE)
    with time_machine.travel("2025-06-01T03:00:00Z", tick=False):
        site_at("anyar", operators=("indosat",))
    with django_assert_max_num_queries(2):
        page = client.get("/sinyal/angka/")
    by_name = {row.name: row for row in page.context["rows"]}
    assert len(by_name) == 29
    mancak, anyar = by_name["Mancak"], by_name["Anyar"]
    assert (mancak.open, mancak.operators, mancak.ages) == (1, (1, 0, 1), (1, 0, 0, 0))
    assert (anyar.open, anyar.done, anyar.operators, anyar.ages) == (1, 1, (0, 1, 0), (0, 0, 0, 1))
    assert (page.context["total"].open, page.context["total"].done) == (2, 1)
    assert "DEMO." not in words(page)
    assert client.get("/sinyal/").content.decode().count("/sinyal/angka/") == 1


def test_the_same_figures_come_as_a_sheet(client: Client) -> None:
    site_at()
    sheet = client.get("/sinyal/angka/?unduh=1")
    lines = sheet.content.decode("utf-8-sig").splitlines()
    assert sheet["Content-Type"].startswith("text/csv")
    assert len(lines) == 30
    assert "36.04.30,Mancak,1,0" in sheet.content.decode() or any(",Mancak,1,0," in line for line in lines)


def test_programs_read_places_in_pages_with_an_etag(client: Client, django_assert_max_num_queries: Budget) -> None:
    for number in range(3):
        site_at(lat=-6.05 - number / 100)
    site_at(state=workflow.REPORTED, lat=-6.2)
    with django_assert_max_num_queries(4):
        first = client.get(f"{API}?limit=2")
    rest = client.get(f"{API}?limit=2&cursor={first.json()['next']}").json()
    assert (len(first.json()["items"]), len(rest["items"]), rest["next"]) == (2, 1, "")
    assert client.get(f"{API}?limit=2", headers={"If-None-Match": first["ETag"]}).status_code == 304
    place = first.json()["items"][0]
    assert sorted(place) == sorted(
        ["code", "kecamatan", "desa", "latitude", "longitude", "coverage", "operators", "state", "reported", "demo"]
    )
    assert (place["latitude"], place["reported"]) == (round(place["latitude"], 3), "2026-11")


def test_programs_learn_no_point_where_few_live(client: Client) -> None:
    site_at(households=9)
    (place,) = client.get(API).json()["items"]
    assert (place["latitude"], place["longitude"]) == (None, None)


def test_programs_narrow_by_kecamatan_state_and_old_brand(client: Client) -> None:
    mine = site_at(operators=("xlsmart",))
    site_at("anyar", workflow.PROPOSED, operators=("telkomsel",))

    def codes(query: str) -> list[str]:
        return [item["code"] for item in client.get(f"{API}?{query}").json()["items"]]

    assert codes("operator=Smartfren") == codes("operator=XL") == codes(f"kecamatan={mine.district_id}") == [mine.code]
    assert codes("state=diverifikasi") == [mine.code]
    for query in ("operator=fiktif", "kecamatan=36.04.99", "state=dilaporkan", "limit=0"):
        assert client.get(f"{API}?{query}").status_code == 400


def test_programs_read_the_figures_of_29_kecamatan(client: Client) -> None:
    site_at(operators=("telkomsel",))
    items = client.get("/api/v1/signal-figures/").json()["items"]
    (mancak,) = [item for item in items if item["name"] == "Mancak"]
    assert len(items) == 29
    assert mancak["operators"] == {"telkomsel": 1, "indosat": 0, "xlsmart": 0}
    assert mancak["ages"] == [1, 0, 0, 0]
