"""Who holds which function comes in as a table, under the rules of the form."""

from __future__ import annotations

import pytest

from agencies.models import Unit
from citizens.models import Region
from citizens.models.region import RegionKind
from foundation.imports.judging import apply, judge
from foundation.imports.sheet import Row
from services.catalogue.imports import HOLDERS
from services.catalogue.models import FunctionHolder
from tests.services.requests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return world.officer(is_agency_admin=True)


def row(**cells: str) -> Row:
    return Row(2, {"opd": "disdukcapil", "fungsi": "verifikator", **cells})


def verdict(keeper, **cells):
    (found,) = judge(HOLDERS, [row(**cells)], keeper.user)
    return found.outcome.value, found.sentence


def test_a_function_is_given_for_a_service_and_a_place_and_only_once(keeper):
    version, officer = world.publish(), world.officer()
    place = Region.objects.create(code="36.04.09", name="Ciruas", kind=RegionKind.DISTRICT)
    cells = {"layanan": version.service.code.lower(), "petugas": officer.user.email, "wilayah": place.pk}
    apply(HOLDERS, [row(**cells)], keeper.user)
    held = FunctionHolder.objects.get()
    assert (held.service_id, held.staff, held.region) == (version.service_id, officer.staff, place)
    assert verdict(keeper, **cells) == ("sama", "Sudah tercatat dan sama.")
    again = row(petugas=officer.user.email)
    twice = judge(HOLDERS, [again, Row(3, again.cells)], keeper.user)
    assert twice[-1].outcome.value == "ditolak"


def test_a_unit_may_hold_it_instead_of_a_person(keeper):
    unit = Unit.objects.create(agency=keeper.staff.agency, code="loket", name="Loket")
    apply(HOLDERS, [row(unit="loket")], keeper.user)
    assert FunctionHolder.objects.get().unit == unit


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"opd": "bapenda"}, "OPD ini tidak dikenal, atau bukan OPD yang Anda kelola."),
        ({"fungsi": ""}, "Tulis nama fungsi seperti di dokumen layanan"),
        ({"fungsi": "dua kata"}, "Tulis nama fungsi seperti di dokumen layanan"),
        ({"layanan": "XXX-99"}, "Layanan ini tidak ditemukan."),
        ({"layanan": "izin-uji", "fungsi": "penari"}, "Fungsi layanan ini: kepala, verifikator."),
        ({"petugas": "tiada@uji.test"}, "Akun ini bukan petugas aktif."),
        ({"petugas": ""}, "Isi salah satu: petugas atau unit kerja."),
        ({"petugas": "", "unit": "tiada"}, "OPD ini tidak memiliki unit dengan kode itu."),
        ({"wilayah": "36.99"}, "Kode wilayah ini tidak dikenal."),
    ],
)
def test_what_could_never_work_is_refused_with_a_sentence(keeper, wrong, sentence):
    world.publish()
    world.agency("bapenda", "BPD")
    outcome, said = verdict(keeper, **{"petugas": world.officer().user.email, **wrong})
    assert outcome == "ditolak"
    assert said.startswith(sentence)


def test_nobody_gives_oneself_a_function_by_a_table_either(keeper):
    assert verdict(keeper, petugas=keeper.user.email)[0] == "ditolak"


def test_somebody_of_another_opd_is_refused(keeper):
    stranger = world.officer(at=world.agency("bapenda", "BPD"))
    assert verdict(keeper, petugas=stranger.user.email) == ("ditolak", "Pilih yang bekerja di perangkat daerah itu.")
