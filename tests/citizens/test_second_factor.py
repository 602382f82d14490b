"""Staff open nothing before their second factor, and their sessions are short."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from agencies.actions import appoint, dismiss
from agencies.models import Agency, Staff
from citizens import actions
from citizens.models import User
from tests.signing_in import PASSWORD, code_of, make_citizen, make_officer, sign_in

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
ROLES = {
    "officer": {},
    "village officer": {"title": "Petugas desa"},
    "agency admin": {"is_agency_admin": True},
    "platform admin": {"is_platform_admin": True},
}
CLOSED = [
    "home",
    "citizens:profile",
    "citizens:edit",
    "citizens:access_log",
    "panel",
    "after_login",
    "admin:index",
    "help",
]


@pytest.fixture
def agency(db: None) -> Agency:
    return Agency.objects.create(
        slug="dinas-contoh", code="DCT", name="Dinas Contoh", short_name="Dinas Contoh", kind="dinas"
    )


def employ(agency: Agency, role: str, *, second_factor: bool = True) -> User:
    """Return an account in a role, the way the portal appoints it."""
    user = make_citizen("rina@contoh.test", name="Rina Contoh")
    appoint(Staff(user=user, agency=agency, **ROLES[role]))
    user.refresh_from_db()
    if second_factor:
        make_second_factor(user)
    return user


def make_second_factor(user: User) -> None:
    """Give an account an authenticator app."""
    TOTP.activate(user, generate_totp_secret())


def log_in(client: Client) -> Any:
    """Post the password."""
    return client.post(reverse("account_login"), {"login": "rina@contoh.test", "password": PASSWORD})


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", CLOSED)
def test_no_role_opens_a_page_before_setting_up_a_second_factor(
    client: Client, agency: Agency, role: str, name: str
) -> None:
    sign_in(client, employ(agency, role, second_factor=False), second_factor=False)
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("mfa_activate_totp"))


@pytest.mark.parametrize("role", ROLES)
def test_no_role_opens_a_page_before_showing_its_second_factor(client: Client, agency: Agency, role: str) -> None:
    sign_in(client, employ(agency, role), second_factor=False)
    for name in [*CLOSED, "mfa_index", "account_email", "mfa_activate_totp", "account_change_password"]:
        response = client.get(reverse(name))
        assert response["Location"].startswith(reverse("mfa_reauthenticate")), name
    assert client.post(reverse("citizens:end_sessions"))["Location"] == reverse("mfa_reauthenticate")


def test_the_password_alone_does_not_sign_staff_in(client: Client, agency: Agency) -> None:
    employ(agency, "officer")
    assert log_in(client)["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("citizens:profile"))["Location"].startswith(reverse("account_login"))


def test_password_and_code_open_the_panel_and_a_wrong_code_gets_a_sentence(client: Client, agency: Agency) -> None:
    user = employ(agency, "officer")
    log_in(client)
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Kode tidak cocok." in wrong.content.decode()
    response = client.post(reverse("mfa_authenticate"), {"code": code_of(user)})
    assert response["Location"] == reverse("after_login")
    assert client.get(reverse("citizens:profile")).status_code == 200


def test_a_code_works_once_only(agency: Agency) -> None:
    user = employ(agency, "officer")
    code = code_of(user)
    first, second = Client(), Client()
    for client in (first, second):
        log_in(client)
    assert first.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert second.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_guessing_codes_ends_after_ten(client: Client, agency: Agency) -> None:
    user = employ(agency, "officer")
    log_in(client)
    for _ in range(10):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    closed = client.post(reverse("mfa_authenticate"), {"code": code_of(user)})
    assert "Terlalu banyak percobaan" in closed.content.decode()


@pytest.mark.django_db(transaction=True)  # what follows a commit must really follow it
def test_a_new_officer_sets_the_second_factor_up_and_goes_straight_on(client: Client, agency: Agency) -> None:
    employ(agency, "officer", second_factor=False)
    log_in(client)
    assert client.get(reverse("after_login"))["Location"].startswith(reverse("mfa_activate_totp"))
    page = client.get(reverse("mfa_activate_totp"))
    assert "<svg" in page.content.decode()
    assert "data:" not in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    assert client.post(reverse("mfa_activate_totp"), {"code": shown(secret)}).status_code == 302
    assert client.get(reverse("citizens:profile")).status_code == 200
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert codes.content.decode().count("<li>") >= 10


def shown(secret: str) -> str:
    """Return the code an app shows for a secret."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def test_the_secret_lies_encrypted(agency: Agency) -> None:
    user = employ(agency, "officer")
    stored = Authenticator.objects.get(user=user).data["secret"]
    assert stored.startswith("k1:") or ":" in stored


def test_staff_cannot_switch_it_off(client: Client, agency: Agency) -> None:
    user = employ(agency, "officer")
    sign_in(client, user)
    response = client.post(reverse("mfa_deactivate_totp"))
    assert "Petugas wajib memakai kode kedua" in response.content.decode()
    assert Authenticator.objects.filter(user=user).exists()


def test_a_citizen_may_switch_it_on_and_off(client: Client) -> None:
    user = make_citizen()
    make_second_factor(user)
    sign_in(client, user)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=user).exists()


def test_a_new_password_leaves_the_second_factor_in_place(client: Client, agency: Agency) -> None:
    user = employ(agency, "officer")
    user.set_password("kata-sandi-baru-sekali-8")
    user.save()
    response = client.post(
        reverse("account_login"), {"login": "rina@contoh.test", "password": "kata-sandi-baru-sekali-8"}
    )
    assert response["Location"] == reverse("mfa_authenticate")


@pytest.mark.parametrize("change", ["blocked", "dismissed", "sessions ended", "appointed elsewhere"])
def test_losing_a_role_ends_the_session_at_the_next_request(client: Client, agency: Agency, change: str) -> None:
    user = employ(agency, "officer")
    sign_in(client, user)
    assert client.get(reverse("citizens:profile")).status_code == 200
    if change == "blocked":
        User.objects.filter(pk=user.pk).update(is_active=False)
    elif change == "dismissed":
        dismiss(Staff.objects.get(user=user))
    elif change == "sessions ended":
        actions.end_sessions(user)
    else:
        staff = Staff.objects.get(user=user)
        staff.is_agency_admin = True
        appoint(staff)
    response = client.get(reverse("citizens:profile"))
    assert response["Location"].startswith(reverse("account_login"))


def test_becoming_staff_ends_the_session_of_the_citizen(client: Client, agency: Agency) -> None:
    user = make_citizen()
    sign_in(client, user)
    appoint(Staff(user=user, agency=agency))
    assert client.get(reverse("citizens:profile"))["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(("minutes", "open_still"), [(29, True), (31, False)])
def test_half_an_hour_without_a_click_ends_a_staff_session(minutes: int, open_still: bool) -> None:
    client = Client()
    with time_machine.travel(START, tick=False) as clock:
        sign_in(client, make_officer())
        assert client.get(reverse("citizens:profile")).status_code == 200
        clock.shift(dt.timedelta(minutes=minutes))
        assert (client.get(reverse("citizens:profile")).status_code == 200) is open_still


def test_eight_hours_end_a_staff_session_however_busy() -> None:
    client = Client()
    with time_machine.travel(START, tick=False) as clock:
        sign_in(client, make_officer())
        for _ in range(24):
            assert client.get(reverse("citizens:profile")).status_code == 200
            clock.shift(dt.timedelta(minutes=20))
        assert client.get(reverse("citizens:profile")).status_code == 200
        clock.shift(dt.timedelta(minutes=1))
        response = client.get(reverse("citizens:profile"), follow=True)
        assert "Sesi Anda berakhir demi keamanan." in response.content.decode()
        assert f'value="{reverse("citizens:profile")}"' in response.content.decode()


def test_a_citizen_stays_signed_in_for_days() -> None:
    client = Client()
    with time_machine.travel(START, tick=False) as clock:
        sign_in(client, make_citizen())
        clock.shift(dt.timedelta(days=3))
        assert client.get(reverse("citizens:profile")).status_code == 200
