"""The database itself refuses facts that cannot be."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from agencies.models import Absence, Agency, Holiday, Official, Staff, Unit, WorkCalendar
from tests import kept
from tests.signing_in import make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference() -> None:
    kept.reference()


def refused(make: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make()  # type: ignore[operator]


def test_a_kecamatan_without_its_region_is_refused() -> None:
    refused(
        lambda: Agency.objects.create(slug="kec-x", code="XXX", name="Kecamatan X", short_name="X", kind="kecamatan")
    )


def test_an_unknown_kind_of_agency_is_refused() -> None:
    refused(lambda: Agency.objects.create(slug="x", code="XXX", name="X", short_name="X", kind="kantor"))


def test_two_heads_in_office_are_refused_but_a_former_one_is_kept() -> None:
    refused(lambda: Official.objects.create(agency_id="dinkes", position="Kepala Dinas", is_head=True))
    former = Official(agency_id="dinkes", position="Kepala Dinas", is_head=True, until=dt.date(2026, 1, 1))
    former.save()
    assert Official.objects.filter(agency="dinkes", is_head=True).count() == 2


def test_an_office_cannot_end_before_it_began() -> None:
    since, until = dt.date(2026, 2, 1), dt.date(2026, 1, 1)
    refused(lambda: Official.objects.create(agency_id="dinkes", position="Sekretaris", since=since, until=until))


def test_a_second_default_calendar_is_refused() -> None:
    refused(lambda: WorkCalendar.objects.create(agency=None))


def test_a_day_that_closes_before_it_opens_is_refused() -> None:
    refused(lambda: WorkCalendar.objects.create(agency_id="dlh", opens="16:00", closes="08:00"))


@pytest.mark.parametrize("weekdays", ["8", "54321", "1 2", "abc", "11"])
def test_weekdays_that_are_no_week_are_refused_by_the_form(weekdays: str) -> None:
    with pytest.raises(ValidationError):
        WorkCalendar(agency_id="dlh", weekdays=weekdays).full_clean()


def test_one_holiday_a_day_and_kind() -> None:
    refused(lambda: Holiday.objects.create(date="2026-12-25", kind="libur_nasional", name="Natal"))


def test_an_absence_runs_forward_and_nobody_replaces_oneself() -> None:
    staff = Staff.objects.create(user=make_officer(), agency_id="dlh")
    day, before = dt.date(2026, 11, 22), dt.date(2026, 11, 21)
    refused(lambda: Absence.objects.create(staff=staff, first_day=day, last_day=before))
    refused(lambda: Absence.objects.create(staff=staff, substitute=staff, first_day=day, last_day=day))


def test_a_unit_code_is_used_once_in_an_agency() -> None:
    Unit.objects.create(agency_id="dlh", code="ppa", name="Bidang A")
    Unit.objects.create(agency_id="dinkes", code="ppa", name="Bidang A")
    refused(lambda: Unit.objects.create(agency_id="dlh", code="ppa", name="Bidang B"))


def test_names_for_people_are_shown() -> None:
    assert str(Agency.objects.get(slug="dlh")) == "DLH"
    assert str(WorkCalendar.objects.get(agency=None)) == "baku"
    assert str(Official.objects.get(agency="dlh")) == "Kepala Dinas"
