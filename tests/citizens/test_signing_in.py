"""Signing in works by phone or address, says nothing about who exists, and stops guessing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import hashers
from django.test import Client
from django.urls import reverse

from citizens.models import User
from tests.signing_in import PASSWORD, make_citizen, sign_in

pytestmark = pytest.mark.django_db
WRONG = "Surel, nomor HP, atau kata sandi tidak cocok."


def log_in(client: Client, login: str, password: str = PASSWORD, **extra: str) -> Any:
    """Post the sign-in form."""
    return client.post(reverse("account_login"), {"login": login, "password": password} | extra)


def seen(response: Any) -> str:
    """Return the page without the token and without what the person typed."""
    text: str = response.content.decode()
    return text.replace(str(response.context["csrf_token"]), "TOKEN")


@pytest.mark.parametrize("login", ["siti@contoh.test", "SITI@contoh.test", "081234567890", "+62 812-3456-7890"])
def test_phone_and_address_both_open_the_account(client: Client, login: str) -> None:
    make_citizen(phone="+6281234567890")
    response = log_in(client, login)
    assert response.status_code == 302
    assert response["Location"] == reverse("after_login")


@pytest.mark.parametrize("login", ["siti@contoh.test", "081234567890"])
def test_a_known_and_an_unknown_login_see_the_same_page(login: str) -> None:
    unknown = seen(log_in(Client(), login, "salah-sama-sekali"))
    make_citizen(phone="+6281234567890")
    known = seen(log_in(Client(), login, "salah-sama-sekali"))
    assert known == unknown
    assert WRONG in known


def test_a_known_and_an_unknown_login_cost_one_password_hash_each(monkeypatch: pytest.MonkeyPatch) -> None:
    make_citizen(phone="+6281234567890")
    calls: list[str] = []
    real = hashers.MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> Any:
        calls.append(password)
        return real(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counted)
    costs = []
    for login in ("siti@contoh.test", "tidak@ada.test", "081234567890", "081300000000"):
        calls.clear()
        log_in(Client(), login, "salah-sama-sekali")
        costs.append(len(calls))
    assert costs == [1, 1, 1, 1]


@pytest.mark.parametrize("login", ["", "bukan apa pun", "0899", "x" * 1_000_000, "siti@contoh.test\x00"])
def test_nonsense_gets_a_sentence(client: Client, login: str) -> None:
    response = log_in(client, login)
    assert response.status_code == 200
    assert "<title>Galat:" in response.content.decode()


@pytest.mark.parametrize(
    "target", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", "/\\jahat.example"]
)
def test_next_leads_nowhere_outside(client: Client, target: str) -> None:
    make_citizen()
    assert log_in(client, "siti@contoh.test", next=target)["Location"] == reverse("after_login")


def test_a_session_lost_in_mid_form_comes_back_to_where_it_was(client: Client) -> None:
    make_citizen()
    lost = client.get(reverse("citizens:edit"))
    assert lost.status_code == 302
    page = client.get(lost["Location"])
    assert f'name="next" value="{reverse("citizens:edit")}"' in page.content.decode()
    assert log_in(client, "siti@contoh.test", next=reverse("citizens:edit"))["Location"] == reverse("citizens:edit")


def test_ten_wrong_guesses_close_the_door_for_that_login_only() -> None:
    make_citizen(phone="+6281234567890")
    make_citizen("budi@contoh.test", phone="+6281234567891")
    for _ in range(10):
        log_in(Client(), "081234567890", "salah-sama-sekali")
    closed = log_in(Client(), "+62 812 3456 7890").content.decode()
    assert "Terlalu banyak percobaan masuk. Tunggu 5 menit" in closed
    assert log_in(Client(), "081234567891").status_code == 302


def test_case_accents_and_forwarded_addresses_do_not_count_anew() -> None:
    make_citizen()
    spellings = [
        "siti@contoh.test",
        "SITI@contoh.test",
        " Siti@Contoh.Test ",
        "sïti@contoh.test",
        "ｓｉｔｉ@contoh.test",
    ]
    for number in range(10):
        client = Client(headers={"x-forwarded-for": f"10.0.0.{number}"})
        log_in(client, spellings[number % 5], "salah-sama-sekali")
    assert "Terlalu banyak percobaan" in log_in(Client(), "siti@contoh.test").content.decode()


def test_a_blocked_account_is_told_only_after_the_right_password(client: Client) -> None:
    make_citizen(is_active=False)
    assert WRONG in log_in(client, "siti@contoh.test", "salah-sama-sekali").content.decode()
    response = client.post(reverse("account_login"), {"login": "siti@contoh.test", "password": PASSWORD}, follow=True)
    assert "Akun ini dinonaktifkan" in response.content.decode()


def test_the_session_key_changes_at_sign_in(client: Client) -> None:
    make_citizen()
    client.get(reverse("account_login"))
    session = client.session
    session["sebelum"] = 1
    session.save()
    before = session.session_key
    log_in(client, "siti@contoh.test")
    assert client.session.session_key != before


def test_signing_out_asks_first_and_then_ends_the_session(client: Client) -> None:
    sign_in(client, make_citizen())
    assert "Keluar dari akun?" in client.get(reverse("account_logout")).content.decode()
    client.post(reverse("account_logout"))
    assert client.get(reverse("citizens:profile")).status_code == 302


def test_too_many_sign_ups_from_one_place_get_the_waiting_page(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"signup": "2/m/ip"}
    answers = [Client().get(reverse("account_signup")) for _ in range(3)]
    answers += [Client().post(reverse("account_signup"), {"name": ""}) for _ in range(3)]
    assert answers[-1].status_code == 429
    assert "Terlalu banyak percobaan" in answers[-1].content.decode()


def test_pages_that_are_not_offered_do_not_exist(client: Client) -> None:
    for path in ("/accounts/login/", "/akun/login/", "/akun/phone/change/", "/akun/phone/verify/", "/akun/login/code/"):
        assert client.get(path).status_code == 404
    assert User.objects.count() == 0
