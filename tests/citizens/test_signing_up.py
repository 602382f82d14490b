"""Signing up asks little, and never tells who has an account."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from citizens.models import Party, User
from foundation.outbox.models import Job
from tests.signing_in import PASSWORD, make_citizen

pytestmark = pytest.mark.django_db
FILLED = {"name": "Budi Contoh", "phone": "0812-3456-7890", "email": "", "password1": PASSWORD}


def sign_up(client: Client, **changes: str):  # type: ignore[no-untyped-def]
    """Post the form."""
    return client.post(reverse("account_signup"), FILLED | changes)


def body_after(client: Client, **changes: str) -> str:
    """Return what a person sees at last, without the token that differs for everybody."""
    response = client.post(reverse("account_signup"), FILLED | changes, follow=True)
    text = response.content.decode()
    return text.replace(str(response.context["csrf_token"]), "TOKEN")


def test_the_page_asks_for_name_one_contact_and_password_and_no_nik(client: Client) -> None:
    page = client.get(reverse("account_signup")).content.decode()
    for words in ("Nama lengkap sesuai KTP", "Nomor HP", "Surel", "Kata sandi"):
        assert words in page
    assert 'name="nik"' not in page


def test_a_phone_number_is_enough_and_is_stored_in_one_shape(client: Client) -> None:
    assert sign_up(client).status_code == 302
    user = User.objects.get(phone="+6281234567890")
    assert user.email is None
    assert user.party is not None
    assert (user.party.name, user.party.phone) == ("Budi Contoh", "+6281234567890")


def test_an_address_is_enough_and_gets_a_letter_through_the_outbox(client: Client) -> None:
    sign_up(client, phone="", email="Budi@Contoh.test")
    user = User.objects.get(email="budi@contoh.test")
    assert user.phone is None
    job = Job.objects.get(kind="notifications.letter")
    assert "budi" not in job.secret
    assert job.ids == {}


def test_one_of_phone_and_address_is_needed(client: Client) -> None:
    response = sign_up(client, phone="")
    assert "Salah satu saja cukup." in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Isi nama lengkap Anda, seperti di KTP."),
        ({"name": "A" * 101}, "100"),
        ({"name": "<script>"}, "Nama hanya boleh berisi huruf"),
        ({"phone": "0899"}, "Isi nomor HP yang benar"),
        ({"phone": "+65 8123 4567"}, "Isi nomor HP yang benar"),
        ({"email": "budi"}, "Isi surel yang lengkap"),
        ({"password1": ""}, "Isi kata sandi."),
        ({"password1": "pendek"}, "10"),
        ({"password1": "password1234"}, "umum"),
        ({"email": "sitinurhaliza@contoh.test", "password1": "sitinurhaliza"}, "mirip"),
        ({"password1": "x" * 1_000_000}, "128"),
        ({"name": "x" * 1_000_000}, "100"),
    ],
)
def test_each_fault_gets_its_sentence_and_makes_nothing(client: Client, changes: dict[str, str], sentence: str) -> None:
    response = sign_up(client, **changes)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert "<title>Galat:" in response.content.decode()
    assert not User.objects.exists()
    assert not Party.objects.exists()


def test_a_password_is_never_written_back_into_the_page(client: Client) -> None:
    assert PASSWORD not in sign_up(client, name="").content.decode()


@pytest.mark.parametrize("known", ["phone", "email", "both"])
def test_known_and_unknown_people_see_byte_for_byte_the_same(known: str) -> None:
    contact = {"phone": "081234567890", "email": "budi@contoh.test"}
    contact = contact if known == "both" else {"phone": "", "email": ""} | {known: contact[known]}
    fresh = body_after(Client(), **contact)
    assert User.objects.count() == 1
    assert body_after(Client(), **contact) == fresh
    assert User.objects.count() == 1


def test_a_known_address_gets_a_letter_instead_of_an_account(client: Client) -> None:
    make_citizen("budi@contoh.test")
    sign_up(client, phone="", email="budi@contoh.test")
    assert Job.objects.filter(kind="notifications.letter").count() == 1
    assert User.objects.count() == 1


def test_signing_up_neither_signs_in_nor_changes_the_password_of_an_account_that_exists(client: Client) -> None:
    user = make_citizen("budi@contoh.test")
    sign_up(client, phone="", email="budi@contoh.test", password1="kata-sandi-orang-lain-9")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert "_auth_user_id" not in client.session


def test_it_goes_on_to_the_sign_in_page_with_the_login_filled_in_and_next_kept(client: Client) -> None:
    target = reverse("citizens:profile")
    response = client.post(reverse("account_signup"), FILLED | {"next": target}, follow=True)
    page = response.content.decode()
    assert 'value="0812-3456-7890"' in page
    assert f'name="next" value="{target}"' in page
    assert "Pendaftaran Anda kami terima" in page


@pytest.mark.parametrize("field", ["is_staff", "is_superuser", "second_factor_required", "phone_verified", "party"])
def test_no_other_field_can_be_given_at_sign_up(client: Client, field: str) -> None:
    sign_up(client, **{field: "1"})
    user = User.objects.get()
    assert not any([user.is_staff, user.is_superuser, user.second_factor_required, user.phone_verified])


def test_the_login_waits_sealed_in_the_session_and_stands_in_the_sign_in_page(client: Client) -> None:
    sign_up(client, phone="", email="budi@contoh.test")
    assert "budi@" not in str(dict(client.session.items()))
    assert "budi@contoh.test" in client.get("/akun/masuk/").content.decode()
    session = client.session
    session["signed_up_login"] = "dari versi lama"
    session.save()
    assert client.get("/akun/masuk/").status_code == 200
