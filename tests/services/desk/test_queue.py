"""The queue: who waits, in which order, found how, at what cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.models import Region
from foundation import clock
from services.desk import queries
from services.desk.views.queue import board
from services.requests.models import ServiceRequest
from services.requests.policies import holdings
from tests.services.desk import world as desk
from tests.services.requests import world

pytestmark = pytest.mark.django_db
QUEUE = "/panel/antrean/"


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(desk.NOW, tick=False):
        yield


@pytest.fixture
def version():
    return world.publish()


@pytest.fixture
def officer(client):
    made = world.officer("verifikator")
    desk.seat(client, made)
    return made


def numbers(response) -> list[str]:
    return [row.number for row in response.context["rows"]]


def tabs(response) -> dict[str, int | None]:
    return {str(tab["title"]): tab["count"] for tab in response.context["tabs"]}


def due(request: ServiceRequest, **ahead: int) -> ServiceRequest:
    """Set a deadline directly: what is tested is the order, not the clock."""
    ServiceRequest.objects.filter(pk=request.pk).update(due_at=clock.now() + timedelta(**ahead))
    return request


def test_each_tab_counts_what_it_holds_and_ended_ones_are_not_counted(client, version, officer):
    citizen = world.citizen()
    free, mine, asked, gone = [world.submitted(version, citizen) for _number in range(4)]
    world.press(mine, "ambil", officer)
    world.press(asked, "kembalikan", officer, items=[{"field": "nama", "note": "Seperti di KTP."}])
    world.press(gone, "batalkan", citizen)
    due(free, hours=3)
    response = client.get(QUEUE)
    assert tabs(response) == {
        "Belum diambil": 1, "Saya tangani": 1, "Menunggu warga": 1, "Mendekati tenggat": 1,
        "Selesai": None, "Semua": None,
    }  # fmt: skip
    assert numbers(response) == [free.number]
    assert numbers(client.get(QUEUE, {"tab": "saya"})) == [mine.number]
    assert numbers(client.get(QUEUE, {"tab": "warga"})) == [asked.number]
    assert numbers(client.get(QUEUE, {"tab": "tenggat"})) == [free.number]
    assert numbers(client.get(QUEUE, {"tab": "selesai"})) == [gone.number]
    assert len(numbers(client.get(QUEUE, {"tab": "semua"}))) == 4


def test_the_nearest_deadline_stands_first_then_age_then_what_has_none(client, version, officer):
    citizen = world.citizen()
    old, late, soon, young = [world.submitted(version, citizen) for _number in range(4)]
    due(soon, days=2)
    due(late, days=-2)
    assert numbers(client.get(QUEUE)) == [late.number, soon.number, old.number, young.number]


def test_a_row_says_service_applicant_place_stage_and_time(client, version, officer):
    district = Region.objects.create(code="36.04.09", kind="district", name="Ciruas", folded="ciruas")
    village = Region.objects.create(code="36.04.09.2001", kind="village", name="Ranjeng", folded="x", parent=district)
    citizen = world.citizen("Siti Aminah")
    citizen.party.village = village
    citizen.party.save()
    request = due(world.submitted(version, citizen), days=1)
    said = desk.words(client.get(QUEUE))
    for words in (request.number, "Izin uji", "Siti Aminah", "Desa Ranjeng, Kec. Ciruas", "Verifikasi", "Sisa 24 jam"):
        assert words in said


@pytest.mark.parametrize("words", ["siti", "AMINAH", "siti aminah", "3604054104900001", "3604 0541 0490 0001"])
def test_a_case_is_found_by_words_of_a_name_and_by_nik(client, version, officer, words):
    found = world.submitted(version, world.citizen("Siti Aminah"))
    world.submitted(version, world.citizen("Budi"), {"nama": "Budi", "nik": "3604054104900002", "punya": True})
    assert numbers(client.get(QUEUE, {"tab": "semua", "cari": words})) == [found.number]


def test_a_case_is_found_by_its_number_written_anyhow(client, version, officer):
    request = world.submitted(version, world.citizen())
    world.submitted(version, world.citizen())
    for text in (request.number, request.number.lower(), request.number.replace("-", " ")):
        assert numbers(client.get(QUEUE, {"tab": "semua", "cari": text})) == [request.number]


def test_nothing_found_says_so_and_leads_back(client, version, officer):
    world.submitted(version, world.citizen())
    said = desk.words(client.get(QUEUE, {"cari": "tidakada"}))
    assert "Tidak ada yang cocok" in said
    assert "Hapus saringan" in said


@pytest.mark.parametrize(
    "query",
    [
        {"tab": "x", "layanan": "x'--", "wilayah": "99", "cari": "\x00" * 9, "setelah": "palsu"},
        {"setelah": "x" * 9000},
        {"cari": "a" * 5000},
    ],
)
def test_what_an_address_makes_up_narrows_nothing_and_breaks_nothing(client, version, officer, query):
    world.submitted(version, world.citizen())
    assert client.get(QUEUE, query).status_code == 200


def test_the_service_filter_only_narrows(client, version, officer):
    request = world.submitted(version, world.citizen())
    assert numbers(client.get(QUEUE, {"layanan": "izin-uji"})) == [request.number]


def test_the_area_filter_takes_the_place_of_the_request_else_where_the_applicant_lives(client, version, officer):
    here, there = [
        Region.objects.create(code=code, kind="district", name=name, folded=name)
        for code, name in (("36.04.09", "ciruas"), ("36.04.10", "kragilan"))
    ]
    inside, living, outside = [world.submitted(version, world.citizen()) for _number in range(3)]
    ServiceRequest.objects.filter(pk=inside.pk).update(region=here)
    ServiceRequest.objects.filter(pk=outside.pk).update(region=there)
    living.applicant.village = here
    living.applicant.save()
    outside.applicant.village = here
    outside.applicant.save()
    assert numbers(client.get(QUEUE, {"wilayah": "36.04.09"})) == [inside.number, living.number]


def test_pages_follow_one_another_without_losing_a_case(client, version, officer, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    citizen = world.citizen()
    made = [world.submitted(version, citizen).number for _number in range(5)]
    seen, response = [], client.get(QUEUE)
    for _page in range(3):
        seen += numbers(response)
        following = response.context["next_url"]
        response = client.get(following) if following else response
    assert seen == made
    assert numbers(client.get(response.context["previous_url"])) == made[2:4]


def test_taking_a_case_from_the_queue_leads_to_it(client, version, officer):
    request = world.submitted(version, world.citizen())
    row = client.get(QUEUE).context["rows"][0]
    response = client.post(row.claim_url, {"kunci": "0" * 32, "urutan": row.seq}, follow=True)
    assert response.redirect_chain[-1][0].startswith(desk.url(request))
    assert "sekarang Anda tangani" in desk.words(response)
    assert world.fresh(request).assignee == officer.staff


def test_a_case_a_colleague_took_first_says_who(client, version, officer):
    request = world.submitted(version, world.citizen())
    row = client.get(QUEUE).context["rows"][0]
    colleague = world.officer("verifikator")
    world.press(request, "ambil", colleague)
    response = client.post(row.claim_url, {"kunci": "0" * 32, "urutan": row.seq})
    assert response.status_code in {403, 409}
    assert world.fresh(request).assignee == colleague.staff


def test_an_empty_queue_says_what_will_be_here(client, version, officer):
    assert "Semua sudah diambil" in desk.words(client.get(QUEUE))


def test_an_officer_without_a_function_has_an_empty_queue_even_as_admin_of_the_agency(client, version):
    world.submitted(version, world.citizen())
    desk.seat(client, world.officer(is_agency_admin=True))
    assert numbers(client.get(QUEUE, {"tab": "semua"})) == []


def cost(officer, tab: str, **filters: str) -> int:
    with CaptureQueriesContext(connection) as queries_run:
        board(officer, officer.staff, holdings(officer.staff), queries.BY_KEY[tab], queries.Filters(**filters), "")
    return len(queries_run)


@pytest.mark.parametrize("tab", [tab.key for tab in queries.TABS])
def test_the_queue_costs_the_same_for_one_case_and_for_many(version, tab):
    officer = world.officer("verifikator")
    world.submitted(version, world.citizen())
    cost(officer, "belum")  # the calendar is remembered
    one = cost(officer, tab, words="siti")
    for _number in range(12):
        world.submitted(version, world.citizen())
    assert one == cost(officer, tab, words="siti") <= 6


def test_the_whole_page_has_a_budget(client, version, officer, django_assert_max_num_queries):
    for _number in range(10):
        world.submitted(version, world.citizen())
    client.get(QUEUE)
    with django_assert_max_num_queries(14):
        client.get(QUEUE)
