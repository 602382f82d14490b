"""An official letter names in whose name it is signed, who gets a copy, and bears a number of its own register."""

from __future__ import annotations

import pytest
import time_machine

from agencies.models import AgencyKind
from foundation import clock
from services.outputs.rendering import numbers, preparing
from services.outputs.rendering.numbers import Place
from services.outputs.rendering.signers import signer_of
from services.requests.files import private_path
from tests.services.outputs.rendering import world as made
from tests.services.requests import world

pytestmark = pytest.mark.django_db
COPIES = ["Camat Ciruas", "Kepala Desa #panic()"]


@pytest.fixture
def now():
    with time_machine.travel(made.NOON, tick=False) as traveller:
        yield traveller


def printed(now, **output):
    request, _citizen, head = made.ready(**output)
    return head, made.text_of(private_path(made.issued(request, head, now).path).read_bytes())


def test_copies_are_numbered_below_the_signature_and_stay_text(now):
    _head, said = printed(now, copies=COPIES)
    assert "Tembusan: 1. Camat Ciruas 2. Kepala Desa #panic()" in said
    assert said.index("Tembusan") > said.index("24 November 2026")


def test_a_single_copy_bears_no_number_and_none_no_heading(now):
    assert "Tembusan: Camat Ciruas" in printed(now, copies=COPIES[:1])[1]
    assert "Tembusan" not in printed(now)[1]


def test_who_signs_by_mandate_says_in_whose_name(now):
    head, said = printed(now, on_behalf="Bupati Serang")
    assert f"a.n. Bupati Serang {head.staff.title}," in said
    assert "a.n." not in printed(now)[1]


def test_a_substitute_signs_as_one_also_by_mandate(now):
    absent, present = world.officer("kepala"), world.officer()
    world.away(absent, present)
    request, _citizen, _head = made.ready(on_behalf="Bupati Serang")
    said = made.text_of(preparing.preview(request, "izin", signer_of(present.staff, absent.staff, "plh")))
    assert f"a.n. Bupati Serang Plh. {absent.staff.title}, {present.staff.title}" in said


def test_copies_belong_to_what_was_seen(now):
    request, _citizen, _head = made.ready(copies=COPIES)
    other, _citizen, _head = made.ready(copies=COPIES[:1])
    seen = {preparing.digest_now(each, "izin") for each in (request, other)}
    assert len(seen) == 2


def test_an_employee_number_stands_in_no_letter_unless_it_is_recorded(now):
    head, said = printed(now)
    assert signer_of(head.staff, None, "")["nip"] == ""
    assert "NIP" not in said


@pytest.mark.parametrize(
    ("pattern", "district", "number"),
    [
        ("400/{seq}/{kecamatan}/{year}", "Ciruas", "400/7/Ciruas/2026"),
        ("400/{seq}/{kecamatan}/{year}", "", "400/7/DKC/2026"),  # a number without a hole where no region is known
        ("{seq:4}/{agency}/{month_roman}/{year}", "", "0007/DKC/XI/2026"),
        ("{code}-{month}-{seq}", "", "UJI-01-11-7"),
        ("{tiada}{seq}", "", "7"),
        ("{seq}" + "/x" * 60, "", ("7" + "/x" * 60)[:80]),
    ],
)
def test_a_number_is_written_as_the_service_wants_it(now, pattern, district, number):
    place = Place(world.agency(), 2026, 7)
    assert numbers.written(pattern, place, clock.now(), "UJI-01", district) == number


def test_an_agency_without_a_region_issues_without_a_hole_in_the_number(now):
    request, _citizen, head = made.ready(number="400/{seq}/{kecamatan}/{year}")
    assert request.agency.kind != AgencyKind.DISTRICT
    assert request.agency.region is None
    assert made.issued(request, head, now).number == "400/1/DKC/2026"
