"""Services are looked at in the panel; who holds their functions is kept there."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry

from agencies.models import Agency, Unit
from citizens.models import Region, User
from citizens.models.region import RegionKind
from services.catalogue.admin.holders import _areas
from services.catalogue.appointing import problems
from services.catalogue.models import FunctionHolder, Service
from tests.services.requests import documents, world
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
HOLDERS = "/panel/kelola/catalogue/functionholder/"


@pytest.fixture
def platform(client):
    boss = world.officer(at=world.agency("diskominfosatik", "KMF"), is_platform_admin=True)
    boss.user.is_superuser = True
    boss.user.save()
    return sign_in(client, boss.user)


@pytest.mark.parametrize("model", ["service", "serviceversion"])
def test_services_and_versions_can_be_read_and_not_written(platform, model):
    version = world.publish()
    pk = version.service_id if model == "service" else version.pk
    here = f"/panel/kelola/catalogue/{model}/"
    assert "Izin uji" in platform.get(here).content.decode()
    assert platform.get(f"{here}{pk}/change/").status_code == 200
    assert platform.get(f"{here}add/").status_code == 403
    platform.post(f"{here}{pk}/change/", {"title": "Tulisan asing", "note": "Tulisan asing"})
    assert "Tulisan asing" not in platform.get(f"{here}{pk}/change/").content.decode()
    assert platform.post(f"{here}{pk}/delete/", {"post": "yes"}).status_code == 403


def appoint(platform, **given):
    return platform.post(f"{HOLDERS}add/", {name: value for name, value in given.items() if value})


def test_a_function_is_given_to_somebody_of_the_agency(platform):
    version, officer = world.publish(), world.officer()
    given = {"agency": "disdukcapil", "service": version.service_id, "function": "verifikator"}
    assert appoint(platform, **given, staff=officer.staff.pk).status_code == 302
    assert FunctionHolder.objects.get().staff == officer.staff


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"function": "penari"}, "Fungsi layanan ini: kepala, verifikator."),
        ({"agency": "bapenda"}, "Pilih yang bekerja di perangkat daerah itu."),
        ({"staff": ""}, "Isi salah satu: petugas atau unit kerja."),
    ],
)
def test_what_could_never_work_is_refused_with_a_sentence(platform, wrong, sentence):
    version, officer = world.publish(), world.officer()
    world.agency("bapenda", "BPD")
    given = {"agency": "disdukcapil", "service": version.service_id, "function": "verifikator"}
    response = appoint(platform, **{**given, "staff": str(officer.staff.pk), **wrong})
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not FunctionHolder.objects.exists()


def test_the_list_costs_the_same_for_many(platform, django_assert_max_num_queries):
    version = world.publish()
    for _number in range(8):
        world.officer("verifikator", service=version.service)
    with django_assert_max_num_queries(20):
        assert platform.get(HOLDERS).status_code == 200


def opd(client, **at):
    boss = world.officer(is_agency_admin=True, **at)
    boss.staff.refresh_from_db()
    return sign_in(client, boss.user)


def foreign():
    world.agency("bapenda", "BPD")
    data = {**documents.PLAIN, "agency": "bapenda", "slug": "izin-lain", "code": "TST-77", "title": {"id": "Izin lain"}}
    return world.publish(data)


def test_an_opd_admin_reads_the_services_and_versions_of_its_own_opd(client):
    own, other = world.publish(), foreign()
    page = opd(client)
    for model in ("service", "serviceversion"):
        html = page.get(f"/panel/kelola/catalogue/{model}/").content.decode()
        assert "Izin uji" in html
        assert "Izin lain" not in html
    assert page.get(f"/panel/kelola/catalogue/service/{own.service_id}/change/").status_code == 200
    assert page.get(f"/panel/kelola/catalogue/service/{other.service_id}/change/").status_code == 404


def opening(**given):
    parts = {
        f"{name}_{n}": text for name in ("opens_at", "closes_at") for n, text in enumerate(given.get(name, ("", "")))
    }
    return {**parts, "closed_message": given.get("message", "")}


def test_who_keeps_a_service_says_when_it_is_open_and_nothing_else_changes(client):
    version = world.publish()
    page, here = opd(client), f"/panel/kelola/catalogue/service/{version.service_id}/change/"
    sent = opening(closes_at=("2026-12-31", "16:00"), message="Dibuka lagi Januari.") | {"title": "Lain"}
    assert page.post(here, sent).status_code == 302
    service = Service.objects.get(pk=version.service_id)
    assert (service.title, service.closed_message, service.live_id) == ("Izin uji", "Dibuka lagi Januari.", version.pk)
    assert service.closes_at is not None
    assert service.closes_at.isoformat() == "2026-12-31T09:00:00+00:00"
    assert LogEntry.objects.filter(object_id=service.pk).exists()


def test_a_service_that_closes_before_it_opens_is_refused_with_a_sentence(client):
    version = world.publish()
    sent = opening(opens_at=("2026-12-31", "16:00"), closes_at=("2026-12-01", "16:00"))
    response = opd(client).post(f"/panel/kelola/catalogue/service/{version.service_id}/change/", sent)
    assert "Waktu tutup harus setelah waktu buka." in response.content.decode()


def test_an_opd_admin_gives_functions_inside_its_opd_and_sees_no_others(client):
    version, colleague = world.publish(), world.officer()
    world.agency("bapenda", "BPD")
    stranger = world.officer(at=Agency.objects.get(pk="bapenda"))
    theirs = FunctionHolder.objects.create(agency_id="bapenda", function="pemeriksa", staff=stranger.staff)
    page = opd(client)
    given = {"agency": "disdukcapil", "service": version.service_id, "function": "verifikator"}
    assert appoint(page, **given, staff=colleague.staff.pk).status_code == 302
    html = page.get(HOLDERS).content.decode()
    assert "verifikator" in html
    assert "pemeriksa" not in html
    assert page.get(f"{HOLDERS}{theirs.pk}/change/").status_code == 404
    wrong = {"agency": "bapenda", "function": "pemeriksa", "staff": stranger.staff.pk}
    assert appoint(page, **wrong).status_code == 200
    assert FunctionHolder.objects.filter(agency="bapenda").count() == 1


def test_nobody_gives_a_function_to_oneself(client):
    version = world.publish()
    boss = world.officer(is_agency_admin=True)
    page = sign_in(client, boss.user)
    given = {"agency": "disdukcapil", "service": version.service_id, "function": "verifikator"}
    response = appoint(page, **given, staff=boss.staff.pk)
    assert "Anda tidak dapat memberi fungsi kepada diri sendiri." in response.content.decode()
    assert not FunctionHolder.objects.exists()


def test_a_function_through_ones_own_unit_is_a_function_for_oneself():
    boss = world.officer(is_agency_admin=True)
    unit = Unit.objects.create(agency=boss.staff.agency, code="loket", name="Loket")
    boss.staff.unit = unit
    boss.staff.save()
    wanted = FunctionHolder(agency=boss.staff.agency, function="verifikator", unit=unit)
    keeper = User.objects.get(pk=boss.user.pk)
    assert [field for field, _sentence in problems(wanted, keeper)] == ["unit"]
    assert problems(wanted, world.officer().user) == []


def test_a_kecamatan_is_offered_its_own_places_and_another_opd_all_of_them():
    district = Region.objects.create(code="36.04.09", name="Ciruas", kind=RegionKind.DISTRICT)
    village = Region.objects.create(code="36.04.09.2001", name="Ciruas", kind=RegionKind.VILLAGE, parent=district)
    Region.objects.create(code="36.04.10", name="Pontang", kind=RegionKind.DISTRICT)
    Agency.objects.create(
        slug="kec-ciruas", code="CRS", name="Kec", short_name="Kec", kind="kecamatan", region=district
    )
    assert set(_areas(frozenset({"kec-ciruas"}))) == {district, village}
    assert _areas(frozenset({"disdukcapil"})).count() == 3
