"""The office sees the whole roadmap, an OPD its own; each report is history."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services.opd.diskominfosatik.roadmap.models import Budget, Fulfilment, Initiative, Publication, Step
from tests.services.opd.roadmap import world
from tests.services.requests.world import officer
from tests.signing_in import sign_in
from tests.spbe_portal.markup import sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_noon")]
ROOM = "/panel/peta-jalan/"
SAID = {
    "status": "berjalan",
    "percent": "40",
    "expected-hari": "15",
    "expected-bulan": "1",
    "expected-tahun": "2027",
    "finished-hari": "",
    "finished-bulan": "",
    "finished-tahun": "",
    "note": "Menunggu pengadaan.",
}


@pytest.fixture
def _noon() -> Any:
    with time_machine.travel(world.NOON, tick=False):
        yield


def page(client: Client, path: str = ROOM, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    html = response.content.decode()
    sound(html)
    return html


def address(row: Initiative) -> str:
    return reverse("roadmap:initiative", args=[row.pk])


def test_an_empty_room_says_who_fills_it() -> None:
    assert "Belum diisi oleh Diskominfosatik" in page(world.keeper())
    assert "Belum diisi oleh Diskominfosatik" in page(world.keeper(), f"{ROOM}kajian/")
    assert "Belum diisi oleh Diskominfosatik" in page(world.keeper(), f"{ROOM}kewajiban/")


def test_an_opd_sees_its_own_and_the_office_everything() -> None:
    own, other = world.initiative("PJ-1"), world.initiative("PJ-2", "dlh")
    html = page(world.keeper())
    assert own.title in html
    assert other.title not in html
    assert world.keeper().get(address(other)).status_code == 404
    html = page(world.platform())
    assert own.title in html
    assert other.title in html


def test_an_officer_who_keeps_no_records_stays_outside() -> None:
    user = officer().user
    assert user is not None
    client = sign_in(Client(), user)
    assert client.get(ROOM).status_code == 403
    assert client.get(address(world.initiative())).status_code == 403


def test_the_room_is_narrowed_by_year_office_and_status() -> None:
    world.initiative("PJ-1", due_on=dt.date(2027, 3, 1))
    world.initiative("PJ-2", "dlh", start_on=dt.date(2027, 5, 1), due_on=dt.date(2028, 1, 1), status="berjalan")
    client = world.platform()

    def found(query: str) -> list[str]:
        html = page(client, f"{ROOM}?{query}")
        return [code for code in ("PJ-1", "PJ-2") if f"Rencana {code}" in html]

    assert found("tahun=2026") == ["PJ-1"]
    assert found("tahun=2027") == ["PJ-1", "PJ-2"]
    assert found("opd=dlh") == ["PJ-2"]
    assert found("status=direncanakan") == ["PJ-1"]
    assert found("tahun=0&opd=%00&status=x") == ["PJ-1", "PJ-2"]
    assert "Tidak ada inisiatif yang cocok" in page(client, f"{ROOM}?tahun=2031")


def test_a_room_of_sixty_initiatives_asks_as_little_as_one_of_two() -> None:
    client = world.platform()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client)
        return len(queries)

    for number in range(2):
        world.waits(world.initiative(f"PJ-{number}"), world.initiative(f"PK-{number}"))
    few = asked()
    for number in range(2, 30):
        row = world.initiative(f"PJ-{number}")
        world.waits(row, Initiative.objects.get(code="PK-0"))
        Budget.objects.create(initiative=row, year=2026, planned=1)
    assert asked() <= few + 2  # budgets at all, and the frame's own cache
    assert "setelah=" in page(client)


def test_a_report_moves_the_initiative_and_stays_in_its_history() -> None:
    row, client = world.initiative(), world.keeper()
    assert client.post(address(row), SAID).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.percent, row.expected_on) == ("berjalan", 40, dt.date(2027, 1, 15))
    html = page(client, address(row))
    assert "Status: – → berjalan" in html or "Status: direncanakan → berjalan" in html
    assert "Menunggu pengadaan." in html
    assert "Terlambat 15 hari" in html
    assert client.post(address(row), SAID | {"note": ""}).status_code == 302
    assert Step.objects.count() == 1  # nothing changed and nothing was said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"status": "x"}, "Pilih statusnya."),
        ({"percent": "101"}, "Isi bilangan bulat dari 0 sampai 100."),
        ({"percent": "4,5"}, "Isi bilangan bulat dari 0 sampai 100."),
        ({"expected-hari": "31", "expected-bulan": "2"}, "Tanggal ini tidak ada."),
        ({"expected-tahun": "2025"}, "Perkiraan selesai tidak boleh di masa lalu."),
        ({"status": "selesai"}, "Isi tanggal selesainya."),
        (
            {
                "status": "selesai",
                "percent": "100",
                "finished-hari": "1",
                "finished-bulan": "1",
                "finished-tahun": "2027",
            },
            "Tanggal selesai tidak boleh di masa depan.",
        ),
        ({"finished-hari": "1", "finished-bulan": "1", "finished-tahun": "2026"}, "Kosongkan tanggal selesai"),
        ({"status": "dihentikan", "note": ""}, "Tulis mengapa inisiatif ini dihentikan."),
        ({"note": "lihat https://situs.example.com"}, "Tautan ke"),
    ],
)
def test_what_is_refused_stays_typed_and_changes_nothing(words: dict[str, str], sentence: str) -> None:
    row, client = world.initiative(), world.keeper()
    response = client.post(address(row), SAID | {"note": "Tulisan saya."} | words)
    html = response.content.decode()
    assert response.status_code == 422
    sound(html)
    assert sentence in html
    assert (words.get("note", "Tulisan saya.") or "dihentikan") in html
    row.refresh_from_db()
    assert (row.status, row.percent) == ("direncanakan", 0)
    assert not Step.objects.exists()


def test_what_an_initiative_waits_for_is_a_link_only_where_one_may_go() -> None:
    row, own, other = world.initiative("PJ-1"), world.initiative("PJ-2"), world.initiative("PJ-3", "dlh")
    world.waits(row, own)
    world.waits(row, other)
    html = page(world.keeper(), address(row))
    assert address(own) in html
    assert "PJ-3" in html
    assert other.title not in html
    assert address(other) not in html


def test_money_beyond_its_plan_is_flagged_with_its_reason() -> None:
    row = world.initiative()
    Budget.objects.create(initiative=row, year=2026, planned=100, realised=130, note="Perubahan APBD.")
    html = page(world.keeper(), address(row))
    assert "Melebihi rencana Rp30" in html
    assert "Perubahan APBD." in html
    assert "Melebihi rencana" in page(world.keeper())


@pytest.mark.parametrize(
    "money", [{"planned": -1}, {"planned": 1, "realised": -1}, {"planned": 1, "realised": 2}, {"planned": 10**15}]
)
def test_the_database_refuses_money_that_cannot_be(money: dict[str, int]) -> None:
    row = world.initiative()
    with pytest.raises(IntegrityError), transaction.atomic():
        Budget.objects.create(initiative=row, year=2026, **money)


def test_history_and_publications_cannot_be_rewritten() -> None:
    row, client = world.initiative(is_public=True), world.keeper()
    client.post(address(row), SAID)
    world.platform().post(f"{ROOM}terbitkan/")
    for model, changed in ((Step, {"note": "lain"}), (Publication, {"data": {}})):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(**changed)
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all()._raw_delete(model.objects.db)


def test_tables_can_be_taken_in_again_as_they_were_written() -> None:
    row = world.initiative("PJ-1", summary="=HYPERLINK(1)")
    world.waits(row, world.initiative("PJ-2"))
    Budget.objects.create(initiative=row, year=2026, planned=100)
    client = world.platform()
    text = client.get(f"{ROOM}?unduh=inisiatif").content.decode("utf-8-sig")
    first = next(iter(csv.DictReader(io.StringIO(text))))
    assert (first["kode"], first["menunggu"], first["ringkasan"]) == ("PJ-1", "PJ-2", "'=HYPERLINK(1)")
    text = client.get(f"{ROOM}?unduh=anggaran").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1] == ["PJ-1", "2026", "apbd", "100", "0", ""]
    assert "PJ-1" not in world.keeper("dlh").get(f"{ROOM}?unduh=inisiatif").content.decode()


def test_an_opd_says_how_it_stands_and_shows_evidence() -> None:
    row, client = world.fulfilment(), world.keeper()
    path = reverse("roadmap:duty", args=[row.pk])
    said = {"standing": "terpenuhi", "evidence": "", "link": "", "note": ""}
    response = client.post(path, said)
    assert response.status_code == 422
    assert "Tulis buktinya" in response.content.decode()
    assert client.post(path, said | {"evidence": "SK", "link": "https://x.example.com/"}).status_code == 422
    assert client.post(path, said | {"evidence": "SK 1", "link": "https://serangkab.go.id/sk"}).status_code == 302
    row.refresh_from_db()
    assert (row.standing, row.evidence) == ("terpenuhi", "SK 1")
    assert "Keadaan: – → terpenuhi" in page(client, path)
    assert world.keeper("dlh").get(path).status_code == 404
    html = page(client, f"{ROOM}kewajiban/?keadaan=terpenuhi")
    assert "Kewajiban uji" in html
    assert "Tidak ada yang cocok" in page(client, f"{ROOM}kewajiban/?keadaan=belum")
    assert "terpenuhi" in client.get(f"{ROOM}kewajiban/?unduh=1").content.decode()


def test_the_database_asks_for_evidence_too() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Fulfilment.objects.filter(pk=world.fulfilment().pk).update(standing="terpenuhi")
