"""Programs read on which days something is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from agencies.activities import schedule
from agencies.models import Agency
from tests import kept
from tests.agencies.activities.making import MONDAY, NOW, make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference() -> Iterator[None]:
    kept.reference()
    with time_machine.travel(NOW, tick=False):
        yield


def read(client: Client, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/activities/{query}")
    assert answer.status_code == 200
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_a_day_says_what_where_and_when(client: Client) -> None:
    made = make(region_id="36.04.05", for_whom="Warga", capacity=10)
    (item,) = read(client)
    assert item == {
        "id": str(made.pk),
        "date": "2026-11-23",
        "starts_at": "2026-11-23T02:00:00Z",
        "ends_at": "2026-11-23T05:00:00Z",
        "all_day": False,
        "cancelled": False,
        "reason": "",
        "places_left": 10,
        "title": "Perekaman contoh",
        "description": "",
        "place": "Aula contoh",
        "for_whom": "Warga",
        "contact": "",
        "agency": "disdukcapil",
        "kecamatan": "36.04.05",
        "rule": "",
        "url": item["url"],
        "updated_at": item["updated_at"],
    }
    assert item["url"].endswith(f"/kegiatan/{made.pk}/?tanggal=2026-11-23")


def test_a_routine_stands_on_each_of_its_days(client: Client) -> None:
    make(rule="FREQ=WEEKLY;BYDAY=MO;COUNT=3")
    assert [each["date"] for each in read(client)] == ["2026-11-23", "2026-11-30", "2026-12-07"]


def test_the_past_is_left_out_until_it_is_asked_for(client: Client) -> None:
    make(first_day=MONDAY - dt.timedelta(days=7))
    assert read(client) == []
    assert len(read(client, "?from=2026-11-01")) == 1
    assert read(client, "?from=2026-11-01&to=2026-11-10") == []


def test_what_goes_on_across_the_end_of_a_year_is_found_on_both_sides(client: Client) -> None:
    make(first_day=dt.date(2026, 12, 30), last_day=dt.date(2027, 1, 2), opens=None, closes=None)
    assert len(read(client, "?from=2026-12-31&to=2026-12-31")) == 1
    assert len(read(client, "?from=2027-01-01&to=2027-01-01")) == 1
    (item,) = read(client)
    assert (item["all_day"], item["ends_at"]) == (True, "2027-01-02T17:00:00Z")


def test_a_program_asks_for_one_agency_or_one_kecamatan(client: Client) -> None:
    make(title="Satu", region_id="36.04.05")
    make(title="Dua", agency_id="dinkes")
    assert [each["title"] for each in read(client, "?agency=dinkes")] == ["Dua"]
    assert [each["title"] for each in read(client, "?kecamatan=36.04.05")] == ["Satu"]
    assert read(client, "?agency=tidak-ada") == []
    assert read(client, "?agency=%00") != []


def test_drafts_and_agencies_that_are_gone_are_not_shown(client: Client) -> None:
    draft = make(is_published=False)
    make(agency_id="dinkes")
    Agency.objects.filter(pk="dinkes").update(is_active=False)
    assert read(client) == []
    hidden, unknown = (
        client.get(f"/api/v1/activities/{pk}/") for pk in (draft.pk, "0" * 8 + "-0000-7000-8000-" + "0" * 12)
    )
    assert hidden.status_code == unknown.status_code == 404


def test_a_cancelled_day_says_so_and_why(client: Client) -> None:
    made = make(rule="FREQ=DAILY;COUNT=2")
    schedule.cancel(made.occurrences.order_by("day")[0], "Aula dipakai")
    first, second = read(client)
    assert (first["cancelled"], first["reason"]) == (True, "Aula dipakai")
    assert (second["cancelled"], second["reason"]) == (False, "")


def test_one_activity_gives_its_days_to_come(client: Client) -> None:
    made = make(first_day=MONDAY - dt.timedelta(days=7), rule="FREQ=WEEKLY;COUNT=3")
    found = client.get(f"/api/v1/activities/{made.pk}/").json()
    assert found["date"] == "2026-11-23"
    assert [each["date"] for each in found["days"]] == ["2026-11-23", "2026-11-30"]


def test_pages_follow_each_other_and_lose_nothing(client: Client) -> None:
    make(rule="FREQ=DAILY;COUNT=5")
    seen, cursor = [], ""
    while True:
        page = client.get("/api/v1/activities/", {"limit": 2, "cursor": cursor}).json()
        seen += [each["date"] for each in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert seen == [f"2026-11-{day}" for day in range(23, 28)]


def test_a_caller_who_has_it_all_gets_nothing_new(client: Client) -> None:
    made = make()
    first = client.get("/api/v1/activities/")
    again = client.get("/api/v1/activities/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "max-age=300" in again["Cache-Control"]
    made.title = "Judul lain"
    schedule.save(made)
    changed = client.get("/api/v1/activities/", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize("query", ["?from=besok", "?from=2026-13-01", "?to=20261123", "?from=2026-12-02&to=2026-12-01"])
def test_a_day_that_is_none_is_refused_with_a_sentence(client: Client, query: str) -> None:
    answer = client.get(f"/api/v1/activities/{query}")
    assert answer.status_code == 400
    assert "tanggal" in answer.json()["detail"]


def test_a_list_costs_one_query_and_one_activity_three(
    client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    made = make(rule="FREQ=DAILY;COUNT=30")
    make(agency_id="dinkes", rule="FREQ=DAILY;COUNT=30")
    with django_assert_num_queries(1):
        client.get("/api/v1/activities/")
    with django_assert_num_queries(3):
        client.get(f"/api/v1/activities/{made.pk}/")
