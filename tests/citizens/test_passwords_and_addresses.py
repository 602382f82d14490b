"""Passwords are renewed by letter, addresses confirmed by letter; nothing tells who has an account."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from citizens.models import Party, User
from foundation import crypto
from foundation.outbox.models import Job
from tests.signing_in import PASSWORD, make_citizen, sign_in

pytestmark = pytest.mark.django_db
NEW = "kata-sandi-baru-sekali-8"


def letters() -> list[tuple[str, str, str]]:
    """Return (to, subject, body) of every letter waiting in the outbox."""
    jobs = Job.objects.filter(kind="notifications.letter").order_by("created_at", "pk")
    return [tuple(json.loads(crypto.decrypt(job.secret, aad=str(job.pk)))) for job in jobs]


def link_in(body: str) -> str:
    """Return the path of the one link in a letter."""
    found = re.findall(r"http://testserver(/\S+)", body)
    assert len(found) == 1
    return str(found[0])


def ask(client: Client, email: str) -> Any:
    """Ask for a link."""
    return client.post(reverse("account_reset_password"), {"email": email}, follow=True)


def seen(response: Any) -> str:
    """Return the page without what differs for everybody."""
    return str(response.content.decode()).replace(str(response.context["csrf_token"]), "TOKEN")


def test_known_and_unknown_addresses_see_the_same_page_and_cost_one_letter_each() -> None:
    make_citizen()
    pages = [seen(ask(Client(), email)) for email in ("siti@contoh.test", "tidak@ada.test")]
    assert pages[0] == pages[1]
    assert "Bila surel itu punya akun" in pages[0]
    assert [to for to, _, _ in letters()] == ["siti@contoh.test", "tidak@ada.test"]


def test_the_link_makes_a_new_password_once_and_ends_other_sessions(client: Client) -> None:
    user = make_citizen()
    elsewhere = sign_in(Client(), user)
    ask(client, "siti@contoh.test")
    _, subject, body = letters()[0]
    assert subject == "Tautan untuk membuat kata sandi baru"
    assert "Portal Layanan Publik Kabupaten Serang" in body
    page = client.get(link_in(body), follow=True)
    assert "Buat kata sandi baru" in page.content.decode()
    done = client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW}, follow=True)
    assert "Kata sandi baru tersimpan" in done.content.decode()
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert elsewhere.get(reverse("citizens:profile")).status_code == 302
    again = Client().get(link_in(body), follow=True)
    assert "Tautan ini tidak berlaku lagi" in again.content.decode()


@pytest.mark.parametrize(("one", "two"), [("pendek", "pendek"), (NEW, NEW + "x"), ("", "")])
def test_a_bad_new_password_gets_a_sentence(client: Client, one: str, two: str) -> None:
    user = make_citizen()
    ask(client, "siti@contoh.test")
    page = client.get(link_in(letters()[0][2]), follow=True)
    response = client.post(page.request["PATH_INFO"], {"password1": one, "password2": two})
    assert "<title>Galat:" in response.content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_asking_too_often_gets_the_waiting_page() -> None:
    answers = [ask(Client(), "siti@contoh.test").status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 200, 429]


def test_the_page_is_honest_about_accounts_with_a_phone_number_only(client: Client) -> None:
    assert "Pemulihan lewat SMS belum tersedia." in client.get(reverse("account_reset_password")).content.decode()


def test_changing_the_password_keeps_this_session_and_ends_the_others(client: Client) -> None:
    user = make_citizen()
    elsewhere = sign_in(Client(), user)
    sign_in(client, user)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    response = client.post(reverse("account_change_password"), form, follow=True)
    assert "Kata sandi Anda sudah diubah." in response.content.decode()
    assert client.get(reverse("citizens:profile")).status_code == 200
    assert elsewhere.get(reverse("citizens:profile")).status_code == 302


def test_a_wrong_present_password_changes_nothing(client: Client) -> None:
    user = make_citizen()
    sign_in(client, user)
    form = {"oldpassword": "salah", "password1": NEW, "password2": NEW}
    assert "Isi kata sandi Anda sekarang." in client.post(reverse("account_change_password"), form).content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_an_address_is_added_confirmed_and_becomes_the_contact(client: Client) -> None:
    user = make_citizen(None, phone="+6281234567890")
    sign_in(client, user)
    assert "Belum ada surel" in client.get(reverse("account_email")).content.decode()
    response = client.post(reverse("account_email"), {"action_add": "", "email": "siti@contoh.test"}, follow=True)
    assert "Tautan konfirmasi dikirim ke siti@contoh.test." in response.content.decode()
    page = client.get(link_in(letters()[0][2]))
    assert "Benarkah" in page.content.decode()
    client.post(link_in(letters()[0][2]))
    assert EmailAddress.objects.get(user=user).verified
    assert Party.objects.get(user=user).email == "siti@contoh.test"
    assert "Terkonfirmasi" in client.get(reverse("account_email")).content.decode()


def test_an_address_of_somebody_else_cannot_be_added(client: Client) -> None:
    make_citizen("budi@contoh.test")
    sign_in(client, make_citizen(None, phone="+6281234567890"))
    response = client.post(reverse("account_email"), {"action_add": "", "email": "budi@contoh.test"})
    assert "Surel ini tidak dapat dipakai." in response.content.decode()


def test_the_last_address_of_an_account_without_a_phone_number_stays(client: Client) -> None:
    user = make_citizen()
    sign_in(client, user)
    client.get(reverse("account_email"))
    client.post(reverse("account_email"), {"action_remove": "", "email": "siti@contoh.test"}, follow=True)
    user.refresh_from_db()
    assert user.email == "siti@contoh.test"


def test_the_address_goes_when_a_phone_number_remains(client: Client) -> None:
    user = make_citizen(phone="+6281234567890")
    sign_in(client, user)
    client.get(reverse("account_email"))
    client.post(reverse("account_email"), {"action_remove": "", "email": "siti@contoh.test"}, follow=True)
    user.refresh_from_db()
    assert user.email is None


def test_an_old_or_broken_confirmation_link_gets_a_page_that_helps(client: Client) -> None:
    response = client.get(reverse("account_confirm_email", args=["rusak"]))
    assert "Tautan ini tidak berlaku lagi" in response.content.decode()


def test_no_letter_of_ours_is_in_english(client: Client) -> None:
    user = make_citizen()
    sign_in(client, user)
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    ask(client, "siti@contoh.test")
    ask(client, "tidak@ada.test")
    for _, subject, body in letters():
        assert not re.search(
            r"\b(you|your|password|email|account|the)\b", f"{subject} {body}".replace("/akun/", ""), re.I
        )
    assert User.objects.count() == 1
