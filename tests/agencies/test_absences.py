"""Who is away: kept in the panel day by day, never twice at once, and nobody takes an office for oneself."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.admin.sites import site
from django.test import Client, RequestFactory
from django.urls import reverse

from agencies import actions, policies
from agencies.models import Absence, Staff
from tests import kept
from tests.signing_in import make_citizen, make_officer, sign_in

pytestmark = pytest.mark.django_db
ADD = "/panel/kelola/agencies/absence/add/"


@pytest.fixture(autouse=True)
def _world() -> Any:
    kept.reference()
    with time_machine.travel("2026-11-25T05:00:00Z", tick=False):
        yield


def staff(name: str, agency: str = "disdukcapil", **fields: Any) -> Staff:
    return actions.appoint(
        Staff(user=make_citizen(f"{name}@contoh.test"), agency_id=agency, title=name.title(), **fields)
    )


@pytest.fixture
def keeper() -> Staff:
    """Return an administrator of Diskominfosatik."""
    user = make_officer("admin@contoh.test")
    return actions.appoint(Staff(user=user, agency_id="diskominfosatik", title="Admin", is_platform_admin=True))


@pytest.fixture
def opd() -> Staff:
    """Return the administrator of Disdukcapil."""
    user = make_officer("admin.opd@contoh.test")
    return actions.appoint(Staff(user=user, agency_id="disdukcapil", is_agency_admin=True))


@pytest.fixture
def panel(client: Client, keeper: Staff) -> Client:
    sign_in(client, keeper.user)
    return client


def filled(absent: Staff, substitute: Staff | None, first: str, last: str, acts_as: str = "plh") -> dict[str, Any]:
    return {
        "staff": absent.pk, "substitute": substitute.pk if substitute else "", "acts_as": acts_as,
        "first_day": first, "last_day": last,
    }  # fmt: skip


def form_of(keeper: Staff, data: dict[str, Any], absence: Absence | None = None) -> Any:
    """Return the panel's form as `keeper` filled it in."""
    request = RequestFactory().post(ADD)
    request.user = keeper.user
    page: Any = site._registry[Absence]
    assert page.has_change_permission(request, absence)
    return page.get_form(request, absence)(data, instance=absence)


def said(form: Any) -> str:
    assert not form.is_valid(), "the form was taken"
    return str(form.errors)


def test_an_absence_is_kept_shown_and_logged(panel: Client) -> None:
    camat = staff("camat")
    assert panel.post(ADD, filled(camat, None, "2026-11-25", "2026-11-27", "plt")).status_code == 302
    absence = Absence.objects.get()
    assert (absence.staff, absence.acts_as) == (camat, "plt")
    listed = panel.get(reverse("admin:agencies_absence_changelist")).content.decode()
    assert "pelaksana tugas (Plt.)" in listed
    assert LogEntry.objects.filter(object_id=str(absence.pk)).exists()


def test_the_form_says_what_a_substitute_receives(panel: Client) -> None:
    page = panel.get(ADD).content.decode()
    assert "termasuk layanan rahasia" in page
    assert "petugas ini tetap dapat bertindak" in page


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-11-27", "2026-11-27"), ("2026-11-20", "2026-11-25"), ("2026-11-26", "2026-11-26"),
     ("2026-11-01", "2026-12-31")],
)  # fmt: skip
def test_days_that_are_taken_already_are_refused(keeper: Staff, first: str, last: str) -> None:
    camat = staff("camat")
    Absence.objects.create(staff=camat, first_day="2026-11-25", last_day="2026-11-27")
    error = said(form_of(keeper, filled(camat, None, first, last)))
    assert "sudah tercatat tidak hadir Rabu, 25 November 2026 sampai Jumat, 27 November 2026" in error
    with pytest.raises(actions.Overlapping):
        actions.set_absence(Absence(staff=camat, first_day=first, last_day=last))


def test_days_beside_one_another_and_of_other_people_are_free(keeper: Staff) -> None:
    camat, lurah = staff("camat"), staff("lurah")
    Absence.objects.create(staff=camat, first_day="2026-11-25", last_day="2026-11-27")
    assert form_of(keeper, filled(camat, None, "2026-11-28", "2026-11-30")).is_valid()
    assert form_of(keeper, filled(lurah, None, "2026-11-25", "2026-11-27")).is_valid()


def test_an_absence_can_be_shortened_without_meeting_itself(keeper: Staff) -> None:
    camat, sekretaris = staff("camat"), staff("sekretaris")
    absence = Absence.objects.create(staff=camat, substitute=sekretaris, first_day="2026-11-20", last_day="2026-11-30")
    assert policies.substitutions([sekretaris]) == [absence]
    shorter = form_of(keeper, filled(camat, sekretaris, "2026-11-20", "2026-11-24"), absence)
    assert shorter.is_valid(), shorter.errors
    actions.set_absence(shorter.save(commit=False))
    assert policies.substitutions([sekretaris]) == []


def test_the_last_day_does_not_come_before_the_first(keeper: Staff) -> None:
    assert "tidak boleh mendahului" in said(form_of(keeper, filled(staff("camat"), None, "2026-11-27", "2026-11-25")))


def test_nobody_stands_in_for_oneself(keeper: Staff) -> None:
    camat = staff("camat")
    assert "menggantikan dirinya sendiri" in said(form_of(keeper, filled(camat, camat, "2026-11-25", "2026-11-25")))


def test_nobody_appoints_oneself(keeper: Staff) -> None:
    camat = staff("camat")
    assert "menunjuk diri sendiri" in said(form_of(keeper, filled(camat, keeper, "2026-11-25", "2026-11-25")))
    other = Absence.objects.create(staff=camat, substitute=keeper, first_day="2026-11-25", last_day="2026-11-25")
    assert "menunjuk diri sendiri" in said(form_of(keeper, filled(camat, keeper, "2026-11-25", "2026-12-31"), other))


def test_a_substitute_is_in_office(keeper: Staff) -> None:
    camat, gone = staff("camat"), actions.dismiss(staff("mantan"))
    assert "substitute" in said(form_of(keeper, filled(camat, gone, "2026-11-25", "2026-11-25")))
    absence = Absence.objects.create(staff=camat, substitute=gone, first_day="2026-11-25", last_day="2026-11-25")
    error = said(form_of(keeper, filled(camat, gone, "2026-11-25", "2026-11-25"), absence))
    assert "tidak aktif lagi" in error


def test_an_opd_offers_its_own_staff_and_keeps_whom_diskominfosatik_sent(opd: Staff) -> None:
    camat, foreign = staff("camat"), staff("kabid", "bapenda")
    assert "substitute" in form_of(opd, filled(camat, foreign, "2026-11-25", "2026-11-30")).errors
    absence = Absence.objects.create(staff=camat, substitute=foreign, first_day="2026-11-25", last_day="2026-11-30")
    shorter = form_of(opd, filled(camat, foreign, "2026-11-25", "2026-11-26"), absence)
    assert shorter.is_valid(), shorter.errors
    assert not form_of(opd, filled(foreign, camat, "2026-12-01", "2026-12-02")).is_valid()  # not its own


def test_another_agency_s_absences_are_nobody_else_s_business(opd: Staff) -> None:
    absence = Absence.objects.create(staff=staff("kabid", "bapenda"), first_day="2026-11-25", last_day="2026-11-25")
    request = RequestFactory().get(ADD)
    request.user = opd.user
    page: Any = site._registry[Absence]
    assert not page.has_change_permission(request, absence)
    assert not page.get_queryset(request).exists()


def test_away_is_who_is_away_today() -> None:
    camat = staff("camat")
    assert policies.away(camat) is None
    absence = Absence.objects.create(staff=camat, first_day="2026-11-25", last_day="2026-11-25")
    assert policies.away(camat) == absence
