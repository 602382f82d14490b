"""A role and the second factor it needs are one step, and ending the role ends the sessions."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from agencies import actions, policies
from agencies.models import Staff
from citizens.models import User
from tests import kept
from tests.signing_in import make_citizen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference() -> None:
    kept.reference()


def appoint(user: User, agency: str = "disdukcapil", **fields: bool) -> Staff:
    return actions.appoint(Staff(user=user, agency_id=agency, title="Verifikator", **fields))


def test_appointing_opens_the_panel_and_asks_the_second_factor() -> None:
    user = make_citizen()
    appoint(user)
    user.refresh_from_db()
    assert (user.is_staff, user.second_factor_required) == (True, True)


def test_a_failing_save_leaves_the_account_as_it_was() -> None:
    user = make_citizen()
    appoint(user)
    with pytest.raises(IntegrityError), transaction.atomic():
        appoint(user, agency="bapenda")  # one account, one role
    assert Staff.objects.get(user=user).agency_id == "disdukcapil"


def test_dismissing_closes_the_panel_and_ends_every_session() -> None:
    user = make_citizen()
    staff = appoint(user)
    before = User.objects.get(pk=user.pk).session_epoch
    actions.dismiss(staff)
    after = User.objects.get(pk=user.pk)
    assert (after.is_staff, after.is_superuser) == (False, False)
    assert after.session_epoch > before
    assert policies.staff_of(after) is None


def test_djangos_own_rights_follow_the_role_of_a_platform_admin() -> None:
    appoint(make_citizen("lain@contoh.test"), agency="diskominfosatik", is_platform_admin=True)  # somebody stays
    user = make_citizen()
    staff = appoint(user, agency="diskominfosatik", is_platform_admin=True)
    assert User.objects.get(pk=user.pk).is_superuser
    staff.is_platform_admin, staff.is_agency_admin = False, True
    actions.appoint(staff)
    assert not User.objects.get(pk=user.pk).is_superuser


def test_a_dismissed_officer_can_be_appointed_again() -> None:
    user = make_citizen()
    staff = actions.dismiss(appoint(user))
    staff.is_active = True
    actions.appoint(staff)
    assert User.objects.get(pk=user.pk).is_staff


def test_changing_the_reach_of_a_role_ends_its_sessions() -> None:
    user = make_citizen()
    staff = appoint(user)
    before = User.objects.get(pk=user.pk).session_epoch
    staff.is_agency_admin = True
    actions.appoint(staff)
    assert User.objects.get(pk=user.pk).session_epoch > before


def test_changing_only_the_title_keeps_the_sessions() -> None:
    user = make_citizen()
    staff = appoint(user)
    before = User.objects.get(pk=user.pk).session_epoch
    staff.title = "Verifikator utama"
    actions.appoint(staff)
    assert User.objects.get(pk=user.pk).session_epoch == before


def test_diskominfosatik_manages_every_agency() -> None:
    staff = appoint(make_citizen(), agency="diskominfosatik", is_platform_admin=True)
    assert policies.managed_agencies(staff.user) is None
    assert policies.manages(staff.user, "disdukcapil")
    assert policies.manages(staff.user, None)


def test_an_opd_admin_manages_only_its_own_agency() -> None:
    staff = appoint(make_citizen(), is_agency_admin=True)
    assert policies.managed_agencies(staff.user) == {"disdukcapil"}
    assert policies.manages(staff.user, "disdukcapil")
    assert not policies.manages(staff.user, "bapenda")
    assert not policies.manages(staff.user, None)


def test_an_ordinary_officer_and_a_citizen_manage_nothing() -> None:
    officer = appoint(make_citizen("petugas@contoh.test"))
    citizen = make_citizen("warga@contoh.test")
    assert policies.managed_agencies(officer.user) == frozenset()
    assert policies.managed_agencies(citizen) == frozenset()


def test_an_inactive_account_has_no_role() -> None:
    user = make_citizen()
    appoint(user, is_agency_admin=True)
    user.refresh_from_db()
    user.is_active = False
    assert policies.staff_of(user) is None
