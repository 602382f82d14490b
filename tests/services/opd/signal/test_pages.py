"""The public pages tell places and figures, never a person, and stay small whatever was reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from services.opd.diskominfosatik.signal import demo, figures, geo, joining, workflow
from services.opd.diskominfosatik.signal.models import SignalSite, SiteOperator, SiteStep
from tests.services.desk.world import seat, words
from tests.services.opd.signal import world as signal
from tests.services.requests import world

NOW = "2026-11-23T03:00:00Z"
pytestmark = pytest.mark.django_db
Budget = Callable[..., Any]


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        signal.places()
        yield


def site_at(village: geo.Village, state: str = workflow.VERIFIED, **more: Any) -> SignalSite:
    site = joining.make(signal.place(village, **more), joining.lock())
    SignalSite.objects.filter(pk=site.pk).update(state=state)
    figures.refresh(village.district)
    return site


def village(district: str = "Mancak") -> geo.Village:
    found = geo.atlas().by_slug(district.lower())
    assert found is not None
    return geo.atlas().of(found.code)[0]


def test_before_anything_was_reported_the_map_is_there_and_says_nothing_wrong(
    client: Client, django_assert_num_queries: Budget
) -> None:
    with django_assert_num_queries(2):
        response = client.get("/sinyal/")
    assert response.content.decode().count('<path class="cell') == 29
    assert "Perjalanan 0 titik" in words(response)
    assert "DEMO." not in words(response)


def test_the_button_leads_into_the_report_once_it_is_published(client: Client) -> None:
    address = "/sinyal/lapor/"
    assert address not in client.get("/sinyal/").content.decode()
    signal.published()
    assert address in client.get("/sinyal/").content.decode()
    assert client.get(address).status_code == 200


def test_only_what_somebody_checked_is_shown(client: Client) -> None:
    shown = site_at(village())
    hidden = [site_at(village(), state) for state in (workflow.REPORTED, workflow.DROPPED)]
    page = words(client.get("/sinyal/mancak/"))
    assert shown.code in page
    assert not any(site.code in page for site in hidden)
    assert "Perjalanan 1 titik" in words(client.get("/sinyal/"))


def test_the_reporter_and_what_they_wrote_are_on_no_page(client: Client) -> None:
    version, warga = signal.published(), world.citizen("Nama Pelapor Rahasia")
    request = signal.reported(version, signal.CIKEDUNG, warga)
    world.press(request, "benarkan", signal.officer())
    signal.work()
    page = client.get("/sinyal/mancak/").content.decode()
    assert "BS-2026-00001" in page
    for secret in ("Rahasia", request.number, str(request.pk), "105.9874", "6.0812"):
        assert str(secret) not in page


@pytest.mark.parametrize(
    ("more", "told"),
    [({"households": 40}, True), ({"households": None}, True), ({"households": 9}, False), ({"rough": True}, False)],
    ids=["many households", "nobody counted", "nine households", "nobody measured"],
)
def test_a_point_is_rounded_and_left_out_where_it_would_name_somebody(
    client: Client, more: dict[str, Any], told: bool
) -> None:
    here = village()
    site_at(here, **more)
    page = client.get("/sinyal/mancak/").content.decode()
    assert (f"{here.lat:.3f}, {here.lng:.3f}" in page) is told
    assert f"{here.lat}" not in page
    assert ("Hanya desanya" in page) is not told


def test_figures_are_told_by_operator_and_age(client: Client) -> None:
    site_at(village(), operators=("telkomsel", "indosat"))
    with time_machine.travel("2025-06-01T03:00:00Z", tick=False):
        site_at(village("Anyar"), operators=("telkomsel",))
    context = client.get("/sinyal/").context
    assert [number for _name, number in context["ages"]] == [1, 0, 0, 1]
    assert [row[1] for row in context["operators"]] == [2, 1, 0, 0]


def test_an_unknown_kecamatan_is_not_found(client: Client) -> None:
    assert client.get("/sinyal/bandung-barat/").status_code == 404


def test_the_list_has_pages_and_a_wrong_cursor_shows_the_first(
    client: Client, django_assert_num_queries: Budget
) -> None:
    for number in range(27):
        site_at(village(), lat=-6.05 - number / 100)
    with django_assert_num_queries(5):
        first = client.get("/sinyal/mancak/")
    assert len(first.context["rows"]) == 25
    rest = client.get("/sinyal/mancak/" + first.context["next_url"].partition("#")[0])
    assert len(rest.context["rows"]) == 2
    assert len(client.get("/sinyal/mancak/?setelah=bohong").context["rows"]) == 25


def test_ten_thousand_sites_cost_the_page_no_more_than_one(client: Client, django_assert_num_queries: Budget) -> None:
    here = sorted(geo.atlas().villages.values(), key=lambda each: each.code)
    sites = [
        SignalSite(
            id=uuid4(),
            code=f"BS-2026-{n:05d}",
            state=workflow.PROPOSED,
            village_id=here[n % 326].code,
            district_id=here[n % 326].district,
            lat=here[n % 326].lat,
            lng=here[n % 326].lng,
            coverage="lemah",
            reported_at="2026-01-05T03:00:00Z",
            state_since="2026-01-05T03:00:00Z",
        )
        for n in range(10_000)
    ]
    SignalSite.objects.bulk_create(sites, batch_size=500)
    SiteOperator.objects.bulk_create((SiteOperator(site=s, operator="telkomsel") for s in sites), batch_size=500)
    SiteStep.objects.bulk_create(
        (
            SiteStep(site=s, seq=2, at=s.reported_at, action="usulkan", to_state=s.state, targets=["bakti"])
            for s in sites
        ),
        batch_size=500,
    )
    for district in geo.atlas().districts:
        figures.refresh(district)
    with django_assert_num_queries(2):
        page = client.get("/sinyal/")
    assert "Perjalanan 10000 titik" in words(page).replace(".", "")
    assert len(page.content) < 50_000
    assert len(client.get("/sinyal/mancak/").content) < 50_000


def test_the_demo_says_so_on_every_page_and_in_every_number(client: Client) -> None:
    made = demo.load()
    assert (made, demo.load()) == (SignalSite.objects.count(), 0)
    assert all(code.startswith("DEMO-") for code in SignalSite.objects.values_list("code", flat=True))
    settings_demo = settings.DEMO
    assert isinstance(settings_demo, bool)
    for path in ("/sinyal/", "/sinyal/mancak/"):
        assert "Data DEMO." in words(client.get(path))


def test_the_office_works_a_site_in_the_panel(client: Client, django_assert_max_num_queries: Budget) -> None:
    site = site_at(village(), workflow.VERIFIED)
    seat(client, signal.officer())
    with django_assert_max_num_queries(12):
        assert site.code in words(client.get("/panel/sinyal/?tahap=diverifikasi"))
    address = f"/panel/sinyal/{site.pk}/"
    with django_assert_max_num_queries(14):
        page = words(client.get(address))
    assert "Catat hasil survei" in page
    refused = client.post(address, {"langkah": "survei", "urutan": site.seq, "catatan": ""})
    assert "Tulis catatannya dulu." in words(refused)
    done = client.post(address, {"langkah": "survei", "urutan": site.seq, "catatan": "Tidak ada sinyal."})
    assert done.status_code == 302
    assert "Tidak ada sinyal." in words(client.get(address))
    again = client.post(address, {"langkah": "survei", "urutan": site.seq, "catatan": "Ketikan saya"})
    assert "baru saja berubah" in words(again)


def test_no_other_office_sees_the_sites_in_the_panel(client: Client) -> None:
    site = site_at(village())
    seat(client, world.officer("verifikator", at=world.agency("bapenda", "BPD")))
    for path in ("/panel/sinyal/", f"/panel/sinyal/{site.pk}/"):
        assert client.get(path).status_code == 403
    answer = client.post(f"/panel/sinyal/{site.pk}/", {"langkah": "survei", "urutan": 1, "catatan": "x"})
    assert answer.status_code == 403
    assert SignalSite.objects.get().state == workflow.VERIFIED


def test_an_unknown_site_and_an_unknown_step_are_not_found(client: Client) -> None:
    site = site_at(village())
    seat(client, signal.officer())
    assert client.get("/panel/sinyal/00000000-0000-7000-8000-000000000000/").status_code == 404
    assert client.post(f"/panel/sinyal/{site.pk}/", {"langkah": "hapus", "urutan": 1}).status_code == 404
