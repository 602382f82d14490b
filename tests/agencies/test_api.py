"""Programs read agencies and places without an account."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client

from agencies.models import Agency, Official
from tests import kept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference() -> None:
    kept.reference()


def read(client: Client, path: str) -> Any:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200
    return answer.json()


def test_all_agencies_at_work_are_listed(client: Client) -> None:
    Agency.objects.filter(pk="dishub").update(is_active=False)
    slugs = {each["slug"] for each in read(client, "agencies/?limit=200")["items"]}
    assert "disdukcapil" in slugs
    assert "dishub" not in slugs
    assert client.get("/api/v1/agencies/dishub/").status_code == 404


def test_kecamatan_are_a_kind_of_their_own(client: Client) -> None:
    assert len(read(client, "agencies/?kind=kecamatan&limit=200")["items"]) == 29


def test_an_agency_names_who_holds_its_offices_now(client: Client) -> None:
    agency = Agency.objects.get(pk="disdukcapil")
    agency.officials.all().delete()
    Official.objects.create(agency=agency, position="Kepala Dinas", is_head=True)
    Official.objects.create(agency=agency, position="Kepala Dinas", name="Dahulu", until="2020-01-01")
    officials = read(client, "agencies/disdukcapil/")["officials"]
    assert officials == [
        {"position": "Kepala Dinas", "name": "", "is_head": True, "acting": "", "since": None, "photo": ""},
    ]


def test_places_are_found_level_by_level(client: Client) -> None:
    districts = read(client, "regions/?kind=district&limit=200")["items"]
    assert len(districts) == 29
    villages = read(client, f"regions/?parent={districts[0]['code']}")["items"]
    assert villages
    assert {each["parent"] for each in villages} == {districts[0]["code"]}
    assert read(client, f"regions/{villages[0]['code']}/") == villages[0]


@pytest.mark.parametrize("path", ["regions/99.99/", "regions/%00/", "agencies/tidak-ada/"])
def test_what_is_not_there_is_a_problem(client: Client, path: str) -> None:
    assert client.get(f"/api/v1/{path}").json()["code"] == "not_found"


@pytest.mark.parametrize(
    ("path", "queries"), [("agencies/", 1), ("agencies/disdukcapil/", 2), ("regions/", 1), ("regions/36.04/", 1)]
)
def test_facts_cost_few_queries(client: Client, django_assert_max_num_queries: Any, path: str, queries: int) -> None:
    with django_assert_max_num_queries(queries):
        client.get(f"/api/v1/{path}")


@pytest.mark.parametrize(
    ("since", "until", "is_named"),
    [("2026-11-25", None, True), ("2026-11-26", None, False), ("2025-01-01", "2026-11-25", True),
     ("2025-01-01", "2026-11-24", False)],
)  # fmt: skip
@time_machine.travel("2026-11-25T05:00:00Z", tick=False)
def test_an_official_is_named_from_the_first_day_to_the_last(
    client: Client, since: str, until: str | None, is_named: bool
) -> None:
    Official.objects.create(agency_id="dlh", position="Sekretaris", name="Contoh", since=since, until=until)
    named = {each["name"] for each in read(client, "agencies/dlh/")["officials"]}
    assert ("Contoh" in named) is is_named
