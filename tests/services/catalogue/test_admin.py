"""Services are looked at in the panel; who holds their functions is kept there."""

from __future__ import annotations

import pytest

from services.catalogue.models import FunctionHolder
from tests.services.requests import world
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
    assert platform.post(f"{here}{pk}/change/", {"title": "Lain"}).status_code == 403
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
