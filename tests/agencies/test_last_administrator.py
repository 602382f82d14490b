"""Somebody always administers the portal: the last one is taken down by nobody, themself included."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agencies import actions
from agencies.models import Staff
from citizens.models import User
from tests import kept
from tests.signing_in import make_officer, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference() -> None:
    kept.reference()


def administrator(name: str) -> Staff:
    user = make_officer(f"{name}@contoh.test")
    return actions.appoint(Staff(user=user, agency_id="diskominfosatik", is_platform_admin=True))


def test_the_last_administrator_is_not_dismissed() -> None:
    only = administrator("satu")
    with pytest.raises(actions.LastAdministrator):
        actions.dismiss(only)
    assert Staff.objects.get(pk=only.pk).is_active
    administrator("dua")
    actions.dismiss(Staff.objects.get(pk=only.pk))
    assert not Staff.objects.get(pk=only.pk).is_active


def test_one_whose_account_is_blocked_administers_nothing() -> None:
    only, blocked = administrator("satu"), administrator("dua")
    User.objects.filter(pk=blocked.user_id).update(is_active=False)
    with pytest.raises(actions.LastAdministrator):
        actions.dismiss(only)


def test_nobody_blocks_their_own_account() -> None:
    only = administrator("satu")
    client = sign_in(Client(), only.user, second_factor=True)
    page = reverse("admin:citizens_user_change", args=[only.user_id])
    assert 'name="is_active"' not in client.get(page).content.decode()
    client.post(page, {"email": only.user.email, "phone": "", "language": "id"})
    assert User.objects.get(pk=only.user_id).is_active


def test_the_panel_says_what_to_do_instead() -> None:
    first, second = administrator("satu"), administrator("dua")
    client = sign_in(Client(), first.user, second_factor=True)
    page = reverse("admin:agencies_staff_change", args=[second.pk])
    User.objects.filter(pk=first.user_id).update(is_active=True)
    Staff.objects.filter(pk=first.pk).update(is_platform_admin=True)
    sent = {"account": str(second.user), "agency": "diskominfosatik", "title": "", "is_active": "on"}
    assert client.post(page, sent).status_code == 302
    assert not Staff.objects.get(pk=second.pk).is_platform_admin
    assert actions.is_last_administrator(Staff.objects.get(pk=first.pk))
