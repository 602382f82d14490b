"""A report on one page is sent once, however often its phone tries, and nothing typed is lost when it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from foundation.flood import Flood, TooMany
from services.catalogue.models import Service
from services.opd.diskominfosatik.signal import report
from services.opd.diskominfosatik.signal.models import SignalSite, SiteReport
from services.requests.models import Phase, ServiceRequest
from tests.services.desk.world import words
from tests.services.opd.signal import world as signal

NOW = "2026-11-23T03:00:00Z"
ADDRESS = "/sinyal/lapor/"
AT_SEA = {"titik.lat": "-5.90", "titik.lng": "106.35"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        signal.places()
        signal.published()
        yield


def typed(**more: str) -> dict[str, Any]:
    """Return what somebody in Cikedung types."""
    village = signal.village_of(signal.CIKEDUNG)["desa"]
    given = {
        "kunci": str(uuid4()),
        "kampung.kampung": "Kp. Pasir",
        "kampung.rt": "1",
        "kampung.rw": "2",
        "kampung.desa": village,
        "status": "tidak-ada",
        "operator": ["telkomsel", "indosat"],
        "kk_terdampak": "40",
    }
    return given | more


def by_phone(client: Client, data: dict[str, Any], **more: Any) -> Any:
    return client.post(ADDRESS, data, headers={"accept": "application/json"}, **more)


def test_without_a_script_one_page_is_enough(client: Client) -> None:
    assert "Kirim laporan" in words(client.get(ADDRESS))
    page = words(client.post(ADDRESS, typed()))
    request = ServiceRequest.objects.get()
    assert (request.phase, request.applicant) == (Phase.IN_PROCESS, None)
    assert str(request.number) in page
    assert "Catat kode tindak lanjut" in page
    signal.work()
    assert SiteReport.objects.get().site == SignalSite.objects.get()


def test_a_lost_answer_is_given_again_and_makes_no_second_report() -> None:
    mine = typed()
    # Another browser each time: the phone lost its cookies with the connection.
    first, second = by_phone(Client(), mine).json(), by_phone(Client(), mine).json()
    assert first == second
    assert first["number"] == ServiceRequest.objects.get().number
    assert first["code"]
    assert first["at"] == "10.00 WIB"


def test_number_and_code_lead_to_the_report(client: Client) -> None:
    sent = by_phone(client, typed()).json()
    assert "Diverifikasi di desa" in words(client.post("/lacak/", {"nomor": sent["number"], "bukti": sent["code"]}))


def test_two_phones_make_two_reports() -> None:
    assert by_phone(Client(), typed()).json()["number"] != by_phone(Client(), typed()).json()["number"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (AT_SEA, "di luar Kabupaten Serang atau di laut"),
        ({"titik.lat": "-6.9", "titik.lng": "107.6"}, "wilayah layanan"),
        ({"kampung.kampung": "slot gacor 88"}, "Hapus alamat situs atau iklan"),
        ({"kampung.desa": ""}, "desa"),
        ({"status": ""}, "Pilih keadaan sinyal"),
        ({"kk_terdampak": "banyak"}, "angka"),
    ],
    ids=["at sea", "in Bandung", "gambling", "no desa", "no trouble", "no number"],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client: Client, more: dict[str, str], said: str) -> None:
    mine = typed() | more
    answer = client.post(ADDRESS, mine)
    assert answer.status_code == 422
    assert said in words(answer)
    assert mine["kampung.kampung"] in answer.content.decode()
    assert mine["kunci"] in answer.content.decode()
    assert not ServiceRequest.objects.exclude(phase=Phase.DRAFT).exists()
    assert any(said in sentence for _at, sentence in by_phone(client, mine).json()["errors"])
    good = typed(kunci=mine["kunci"])
    assert by_phone(client, good).json()["number"]


def test_nonsense_leaves_no_draft(client: Client) -> None:
    assert client.post(ADDRESS, {"kunci": "x' OR 1=1", "kampung": "\x00", "titik.lat": "NaN"}).status_code == 422
    assert not ServiceRequest.objects.exists()


def test_of_ten_thousand_reports_in_an_hour_an_address_gets_two_hundred_through() -> None:
    def through(key: str, address: str) -> bool:
        try:
            report.FLOOD.count(key, "", address)
        except TooMany:
            return False
        return True

    assert sum(through(f"k{n}", "10.0.0.1") for n in range(10_000)) == report.FLOOD.of_address
    assert through("lain", "10.0.0.2")
    assert through("k1", "10.0.0.1"), "a phone that tries again is no second report"


def test_who_reports_too_much_keeps_what_was_typed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "FLOOD", Flood("sinyal", of_address=1))
    assert client.post(ADDRESS, typed()).status_code == 200
    mine = typed(**{"kampung.kampung": "Kp. Kedua"})
    answer = client.post(ADDRESS, mine)
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert "Isian Anda tidak hilang" in words(answer)
    assert "Kp. Kedua" in answer.content.decode()
    assert by_phone(client, mine).status_code == 429


def test_a_cache_that_is_away_stops_no_report(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_given: Any, **_named: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(cache, "add", away)
    assert client.post(ADDRESS, typed()).status_code == 200


def test_the_page_is_light_and_may_ask_where_it_is(client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(6):
        answer = client.get(ADDRESS)
    assert "geolocation=(self)" in answer["Permissions-Policy"]
    assert "geolocation=()" in client.get("/sinyal/")["Permissions-Policy"]
    assert len(answer.content) < 60_000


def test_while_the_report_is_not_published_its_address_leads_to_the_map(client: Client) -> None:
    Service.objects.update(live=None)
    for answer in (client.get(ADDRESS), client.post(ADDRESS, typed())):
        assert (answer.status_code, answer["Location"]) == (302, "/sinyal/")
