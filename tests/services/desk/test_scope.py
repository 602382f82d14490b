"""Agency x territory x function: what lies outside does not exist, whatever the address says."""

from __future__ import annotations

import copy

import pytest
import time_machine

from agencies.models import Agency
from citizens.models import AccessLog, Region
from services.requests.models import Attachment, RequestGrant, RequestTask
from tests.services.desk import world as desk
from tests.services.requests import world
from tests.services.requests.documents import ANSWERS, PLAIN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(desk.NOW, tick=False):
        yield


def addresses(case) -> list[str]:
    """Return every address of a case at the desk."""
    file = Attachment.objects.filter(request=case).first()
    steps = ["lengkap", "kembalikan", "setujui", "tolak", "ambil", "catatan", "pesan", "urungkan"]
    own = [desk.url(case), desk.url(case, "lihat-penuh") + "?isian=nik", *(desk.url(case, step) for step in steps)]
    return own + ([desk.url(case, "berkas", file.pk, 1), desk.url(case, "berkas", file.pk)] if file else [])


def sees_nothing(client, case) -> None:
    before = AccessLog.objects.count()
    for address in addresses(case):
        assert client.get(address).status_code == 404, address
        if "berkas" not in address:
            answer = client.post(address.partition("?")[0], {"kunci": "1" * 32, "text": "x", "alasan": "mengintip"})
            assert answer.status_code in {404, 405}, address
    assert AccessLog.objects.count() == before
    for tab in ("belum", "saya", "warga", "tenggat", "selesai", "semua"):
        for query in ({}, {"cari": case.number}, {"layanan": case.service_id}, {"wilayah": case.region_id or ""}):
            response = client.get("/panel/antrean/", {"tab": tab, **query})
            assert response.context["rows"] == [], (tab, query)
            assert {each["count"] for each in response.context["tabs"]} <= {0, None}
    assert world.fresh(case).seq == case.seq


def letter() -> dict:
    """Return a service whose agency and desa come from an answer, as the letter of need has it."""
    data = copy.deepcopy(PLAIN)
    data |= {"code": "TST-03", "slug": "surat-uji", "agency": {"from": "lokasi.kecamatan"}}
    data["form"]["pages"][0]["fields"].append({"id": "lokasi", "type": "region", "required": True})
    data["routing"] = [{"function": "verifikator", "area": {"f": "lokasi.desa"}}]
    return data


@pytest.fixture
def districts():
    """Make two kecamatan with an agency and two desa each."""
    made = {}
    for number, name in ((9, "Ciruas"), (10, "Kragilan")):
        code = f"36.04.{number:02}"
        region = Region.objects.create(code=code, kind="district", name=name, folded=name.lower())
        villages = [
            Region.objects.create(code=f"{code}.200{n}", kind="village", name=f"{name} {n}", folded="x", parent=region)
            for n in (1, 2)
        ]
        office = Agency.objects.create(
            slug=f"kec-{name.lower()}", code=f"K{number:02}", name=f"Kecamatan {name}", short_name=name,
            kind="kecamatan", region=region,
        )  # fmt: skip
        made[name] = (office, region, villages)
    return made


def filed_in(version, village):
    answers = {**ANSWERS, "lokasi": {"kecamatan": village.parent_id, "desa": village.pk}}
    return world.submitted(version, world.citizen(), answers)


def test_an_officer_of_another_agency_finds_nothing(client):
    case = desk.filed(world.publish(desk.with_papers()), world.citizen(), desk.photo())
    bapenda = world.officer("verifikator", "kepala", at=world.agency("bapenda", "BPD"), is_agency_admin=True)
    sees_nothing(desk.seat(client, bapenda) and client, case)


def test_diskominfosatik_finds_nothing_at_the_desk(client):
    case = desk.filed(world.publish(desk.with_papers()), world.citizen(), desk.photo())
    home = world.agency("diskominfosatik", "KMF")
    admin = world.officer("verifikator", at=home, is_platform_admin=True, is_agency_admin=True)
    sees_nothing(desk.seat(client, admin) and client, case)


def test_a_colleague_without_a_function_finds_nothing(client):
    case = desk.filed(world.publish(desk.with_papers()), world.citizen(), desk.photo())
    sees_nothing(desk.seat(client, world.officer()) and client, case)


def test_another_kecamatan_finds_nothing(client, districts):
    case = filed_in(world.publish(letter()), districts["Ciruas"][2][0])
    stranger = world.officer("verifikator", "kepala", at=districts["Kragilan"][0], is_agency_admin=True)
    sees_nothing(desk.seat(client, stranger) and client, case)


def test_another_desa_of_the_same_kecamatan_finds_nothing(client, districts):
    office, _region, (one, two) = districts["Ciruas"]
    case = filed_in(world.publish(letter()), one)
    sees_nothing(desk.seat(client, world.officer("verifikator", at=office, region=two)) and client, case)


def test_the_desa_of_the_case_and_its_kecamatan_find_it(client, districts):
    office, region, (one, _two) = districts["Ciruas"]
    case = filed_in(world.publish(letter()), one)
    for area in (one, region, None):
        desk.seat(client, world.officer("verifikator", at=office, region=area))
        assert [row.number for row in client.get("/panel/antrean/").context["rows"]] == [case.number]
        assert client.get(desk.url(case)).status_code == 200


@pytest.mark.parametrize("who", ["citizen", "dismissed", "nobody"])
def test_only_officers_in_office_come_in(client, who):
    case = world.submitted(world.publish(), world.citizen())
    if who == "citizen":
        desk.seat(client, world.citizen())
    if who == "dismissed":
        officer = world.officer("verifikator")
        officer.staff.is_active = False
        officer.staff.save()
        desk.seat(client, officer)
    for address in ("/panel/antrean/", desk.url(case), desk.url(case, "lengkap")):
        assert client.get(address).status_code == (302 if who == "nobody" else 403)


def guest_of(case, *fields: str):
    """Ask another agency for its part; it may see the named fields."""
    home = world.agency("dlh", "DLH")
    RequestTask.objects.create(request=case, fork="2", function="teknis", agency=home)
    RequestGrant.objects.create(request=case, agency=home, fields=list(fields))
    return world.officer("teknis", at=home)


def test_a_guest_sees_the_shared_fields_and_nothing_else(client):
    case = desk.filed(world.publish(desk.with_papers()), world.citizen(), desk.photo())
    file = Attachment.objects.get()
    desk.seat(client, guest_of(case, "nama"))
    assert [row.number for row in client.get("/panel/antrean/?tab=diminta").context["rows"]] == [case.number]
    said = desk.words(client.get(desk.url(case)))
    assert "Siti Uji" in said
    assert "3604" not in said
    assert "Kartu keluarga" not in said
    for rest in (("lihat-penuh",), ("berkas", file.pk), ("berkas", file.pk, 1)):
        assert client.get(desk.url(case, *rest) + "?isian=nik").status_code == 404


def test_a_guest_whose_part_is_done_finds_nothing(client):
    case = desk.filed(world.publish(desk.with_papers()), world.citizen(), desk.photo())
    guest = guest_of(case, "nama")
    RequestTask.objects.update(done_at=case.submitted_at, outcome="pendapat")
    RequestGrant.objects.update(ends_at=case.submitted_at)
    sees_nothing(desk.seat(client, guest) and client, case)
