"""What somebody may act in today: in person, through the unit, for one area, and for a colleague who is away."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from agencies.models import Absence
from citizens.models import Region
from services.catalogue.holdings import Holding, agencies_in, holdings_of, homes, staff_on_duty
from services.catalogue.models import FunctionHolder
from tests.services.requests import world

pytestmark = pytest.mark.django_db
NOON = "2026-11-25T05:00:00Z"  # Wednesday, 12.00 in Serang


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def names(actor: world.Actor) -> list[str]:
    assert actor.staff is not None
    return [holding.function for holding in holdings_of(actor.staff)]


def test_a_unit_s_function_is_held_by_its_people_and_by_nobody_else():
    home = world.agency()
    loket, arsip = world.unit(home, "loket"), world.unit(home, "arsip")
    FunctionHolder.objects.create(agency=home, function="verifikator", unit=loket)
    assert names(world.officer(unit=loket)) == ["verifikator"]
    assert names(world.officer(unit=arsip)) == []
    assert names(world.officer()) == []


def test_a_function_at_an_agency_one_has_left_is_no_longer_held():
    officer = world.officer("verifikator")
    assert officer.staff is not None
    officer.staff.agency = world.agency("bapenda", "BPD")
    officer.staff.save()
    assert names(officer) == []


def test_a_substitute_holds_what_the_absent_holds_in_person_and_through_the_unit():
    home = world.agency()
    loket = world.unit(home, "loket")
    FunctionHolder.objects.create(agency=home, function="verifikator", unit=loket)
    absent, substitute = world.officer("kepala", unit=loket), world.officer("arsiparis")
    world.away(absent, substitute)
    assert names(substitute) == ["arsiparis", "kepala", "verifikator"]
    own, *others = holdings_of(substitute.staff)
    assert (own.own, own.acts_as) == (True, "")
    assert {(each.acting_for, each.acts_as) for each in others} == {(absent.staff, "plh")}


def test_a_substitute_from_another_agency_holds_it_at_the_absent_one_s():
    absent = world.officer("kepala")
    substitute = world.officer("verifikator", at=world.agency("bapenda", "BPD"))
    world.away(absent, substitute)
    held = holdings_of(substitute.staff)
    assert [(each.agency_id, each.function) for each in held] == [("bapenda", "verifikator"), ("disdukcapil", "kepala")]
    assert agencies_in(held) == ["bapenda", "disdukcapil"]
    assert [office.pk for office in homes(substitute.staff, held)] == ["bapenda", "disdukcapil"]


@pytest.mark.parametrize(("since", "until", "holds"), [(-3, -1, False), (-3, 0, True), (0, 0, True), (1, 3, False)])
def test_the_first_and_the_last_day_count_and_no_other(since, until, holds):
    absent, substitute = world.officer("kepala"), world.officer()
    world.away(absent, substitute, since=since, until=until)
    assert names(substitute) == (["kepala"] if holds else [])


def test_a_day_begins_at_midnight_in_serang_not_in_greenwich(now):
    absent, substitute = world.officer("kepala"), world.officer()
    world.away(absent, substitute, until=0)
    now.move_to("2026-11-25T16:59:59Z")
    assert names(substitute) == ["kepala"]
    now.move_to("2026-11-25T17:00:00Z")
    assert names(substitute) == []


def test_a_shortened_absence_ends_the_substitution_at_once():
    absent, substitute = world.officer("kepala"), world.officer()
    absence = world.away(absent, substitute, since=-5, until=5)
    assert names(substitute) == ["kepala"]
    absence.last_day -= timedelta(days=6)
    absence.save()
    assert names(substitute) == []


def test_a_substitute_out_of_office_holds_nothing_of_it():
    absent, substitute = world.officer("kepala"), world.officer()
    world.away(absent, substitute)
    substitute.staff.is_active = False
    substitute.staff.save()
    assert names(substitute) == []


def test_a_mandate_is_not_handed_on():
    first, second, third = world.officer("kepala"), world.officer("kabid"), world.officer()
    world.away(first, second)
    world.away(second, third)
    assert names(third) == ["kabid"]
    assert names(second) == ["kabid", "kepala"]


def test_who_is_away_with_a_plh_may_still_act_and_with_a_plt_may_not():
    absent, substitute = world.officer("kepala"), world.officer()
    absence = world.away(absent, substitute, "plh")
    assert names(absent) == ["kepala"]
    Absence.objects.filter(pk=absence.pk).update(acts_as="plt")
    assert names(absent) == []
    assert names(substitute) == ["kepala"]


def test_a_plt_who_left_office_locks_nobody_out():
    absent, substitute = world.officer("kepala"), world.officer()
    world.away(absent, substitute, "plt")
    substitute.staff.is_active = False
    substitute.staff.save()
    assert names(absent) == ["kepala"]


@pytest.mark.parametrize(("acts_as", "holds"), [("plh", []), ("plt", ["kepala"])])
def test_what_a_dismissed_officer_held_lives_on_only_in_a_plt(acts_as, holds):
    absent, substitute = world.officer("kepala"), world.officer()
    world.away(absent, substitute, acts_as)
    absent.staff.is_active = False
    absent.staff.save()
    assert names(substitute) == holds


def test_being_the_admin_of_an_agency_is_not_handed_on():
    absent, substitute = world.officer("kepala", is_agency_admin=True), world.officer()
    world.away(absent, substitute)
    assert substitute.staff.is_agency_admin is False
    assert names(substitute) == ["kepala"]


@pytest.mark.parametrize(
    ("area", "place", "covered"),
    [
        (None, "", True),
        (None, "36.04.09.2001", True),
        ("36.04.09", "36.04.09", True),
        ("36.04.09", "36.04.09.2001", True),
        ("36.04.09", "36.04.091", False),
        ("36.04.09.2001", "36.04.09.2001", True),
        ("36.04.09.2001", "36.04.09.2002", False),
        ("36.04.09.2001", "36.04.09", False),
        ("36.04.09", "", False),
    ],
)
def test_a_kecamatan_covers_its_desa_and_a_desa_only_itself(area, place, covered):
    assert Holding("verifikator", "kec-ciruas", region_id=area).covers_place(place) is covered


def test_the_area_of_the_absent_holds_for_the_substitute():
    district = Region.objects.create(code="36.04.09", kind="district", name="Ciruas", folded="ciruas")
    absent, substitute = world.officer("verifikator", region=district), world.officer()
    world.away(absent, substitute)
    assert [each.region_id for each in holdings_of(substitute.staff)] == ["36.04.09"]


def test_on_duty_are_holders_in_office_and_their_substitutes():
    home = world.agency()
    loket = world.unit(home, "loket")
    FunctionHolder.objects.create(agency=home, function="verifikator", unit=loket)
    inside, person = world.officer(unit=loket), world.officer("verifikator")
    substitute = world.officer(at=world.agency("bapenda", "BPD"))
    gone = world.officer("verifikator")
    gone.staff.is_active = False
    gone.staff.save()
    world.away(person, substitute)
    assert {staff.pk for staff in staff_on_duty("disdukcapil", ["verifikator"])} == {
        inside.staff.pk, person.staff.pk, substitute.staff.pk,
    }  # fmt: skip
    assert staff_on_duty("bapenda", ["verifikator"]) == []


def test_holdings_cost_two_queries_however_many_stand_aside(django_assert_num_queries):
    substitute = world.officer("verifikator")
    for _number in range(4):
        world.away(world.officer("kepala", "kabid"), substitute)
    with django_assert_num_queries(2):
        assert len(holdings_of(substitute.staff)) == 9
