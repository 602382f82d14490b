"""People see their own data, change them, and see who opened them; a NIK is never shown in full."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from citizens import actions
from citizens.models import Party, Region, User
from tests.signing_in import make_citizen, make_officer, sign_in

pytestmark = pytest.mark.django_db
NIK = "3604092508909117"
FILLED = {
    "name": "Siti Contoh",
    "birth_date-hari": "25",
    "birth_date-bulan": "Agustus",
    "birth_date-tahun": "1990",
    "phone": "0812 3456 7890",
    "district": "36.04.09",
    "village": "36.04.09.2001",
    "hamlet": "Kp. Contoh",
    "street": "Jalan Contoh 1",
    "rt": "1",
    "rw": "02",
    "language": "id",
}


@pytest.fixture
def places(db: None) -> None:
    Region.objects.create(code="36.04.09", kind="district", name="Ciruas", folded="ciruas")
    Region.objects.create(code="36.04.10", kind="district", name="Kragilan", folded="kragilan")
    for code, name, parent in (("36.04.09.2001", "Ciruas", "36.04.09"), ("36.04.10.2001", "Kragilan", "36.04.10")):
        Region.objects.create(code=code, kind="village", name=name, folded=name.lower(), parent_id=parent)


@pytest.fixture
def user(db: None) -> User:
    return make_citizen()


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return sign_in(client, user)


def save(client: Client, **changes: str) -> Any:
    """Post the profile."""
    return client.post(reverse("citizens:edit"), FILLED | changes)


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    for name in ("profile", "edit", "nik", "access_log"):
        assert client.get(reverse(f"citizens:{name}"))["Location"].startswith(reverse("account_login"))
    assert client.get("/akun/").status_code == 302


def test_an_account_without_a_party_gets_a_profile_page_and_can_fill_it(client: Client, places: None) -> None:
    user = User.objects.create_user("tanpa@contoh.test", "x")
    sign_in(client, user)
    assert "tidak diisi" in client.get(reverse("citizens:profile")).content.decode()
    assert client.get(reverse("citizens:nik"))["Location"] == reverse("citizens:edit")
    assert save(client).status_code == 302
    user.refresh_from_db()
    assert user.party is not None
    assert user.party.name == "Siti Contoh"


def test_what_was_saved_is_shown_in_indonesian(me: Client, user: User, places: None) -> None:
    assert save(me)["Location"] == reverse("citizens:profile")
    page = me.get(reverse("citizens:profile")).content.decode()
    for words in (
        "25 Agustus 1990",
        "0812-3456-7890",
        "RT 001 / RW 002",
        "Kp. Contoh",
        "Ciruas",
        "Data Anda tersimpan.",
    ):
        assert words in page


def test_the_form_shows_what_is_known(me: Client, user: User, places: None) -> None:
    save(me)
    page = me.get(reverse("citizens:edit")).content.decode()
    assert '<option value="36.04.09.2001" selected>' in page
    assert 'value="25"' in page


def test_choosing_a_kecamatan_shows_its_desa_and_forgets_nothing(me: Client, places: None) -> None:
    response = save(me, district="36.04.10", village="", name="Nama Baru", tampilkan_desa="1")
    page = response.content.decode()
    assert '<option value="36.04.10.2001">' in page
    assert "36.04.09.2001" not in page
    assert 'value="Nama Baru"' in page
    assert 'value="Agustus"' in page
    assert Party.objects.get().name == "Siti Contoh"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Isi nama lengkap Anda"),
        ({"birth_date-hari": "31", "birth_date-bulan": "2"}, "Isi tanggal yang benar"),
        ({"birth_date-tahun": ""}, "Isi tanggal yang benar"),
        ({"birth_date-tahun": "90"}, "Isi tanggal yang benar"),
        ({"birth_date-tahun": "2027"}, "masa depan"),
        ({"birth_date-tahun": "1899"}, "masa depan"),
        ({"phone": "0899"}, "Isi nomor HP yang benar"),
        ({"village": ""}, "Pilih desa."),
        ({"village": "36.04.10.2001"}, "Pilih dari daftar."),
        ({"district": "99"}, "Pilih dari daftar."),
        ({"rt": "abc"}, "Isi dengan angka"),
        ({"rw": "1234"}, "Isi dengan angka"),
        ({"language": "su"}, "Pilih dari daftar"),
        ({"street": "x" * 1_000_000}, "120"),
    ],
)
def test_each_fault_gets_its_sentence_and_changes_nothing(
    me: Client, places: None, changes: dict[str, str], sentence: str
) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC), tick=False):
        response = save(me, **changes)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert Party.objects.get().street == ""


@pytest.mark.parametrize("field", ["nik", "nik_index", "identity", "kind", "email", "user", "is_staff"])
def test_no_other_field_can_be_changed(me: Client, user: User, places: None, field: str) -> None:
    save(me, **{field: "seen"})
    user.refresh_from_db()
    party = Party.objects.get()
    assert (party.nik, party.identity, party.kind, party.email) == ("", "claimed", "person", "siti@contoh.test")
    assert not user.is_staff


def test_a_nik_is_kept_masked_everywhere(me: Client) -> None:
    assert me.post(reverse("citizens:nik"), {"nik": "3604 0925 0890 9117"})["Location"] == reverse("citizens:profile")
    page = me.get(reverse("citizens:profile")).content.decode()
    assert "3604 •••• •••• ••17" in page
    assert NIK not in page
    assert NIK not in me.get(reverse("citizens:nik")).content.decode()
    assert Party.objects.get().nik == NIK


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "16 angka"),
        ("123", "16 angka"),
        ("3604098108909117", "tanggal lahir"),
        ("3604092508900000", "0000"),
        ("0000092508909117", "kode wilayah"),
        ("9" * 1_000_000, "40"),
    ],
)
def test_a_wrong_nik_gets_a_sentence_that_says_where(me: Client, text: str, sentence: str) -> None:
    response = me.post(reverse("citizens:nik"), {"nik": text})
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert Party.objects.get().nik == ""


def test_a_birth_date_that_differs_from_the_nik_is_a_warning_only(me: Client, user: User, places: None) -> None:
    me.post(reverse("citizens:nik"), {"nik": NIK})
    save(me, **{"birth_date-hari": "26"})
    assert "Tanggal lahir Anda berbeda dengan angka di NIK." in me.get(reverse("citizens:profile")).content.decode()


def test_a_nik_that_somebody_else_stated_is_taken_without_a_word(me: Client) -> None:
    Party.objects.create(name="Orang Lain", nik=NIK)
    Party.objects.create(name="Orang Terbukti", nik=NIK, identity="seen")
    assert me.post(reverse("citizens:nik"), {"nik": NIK})["Location"] == reverse("citizens:profile")


@pytest.mark.parametrize("level", ["matched", "seen"])
def test_a_checked_nik_cannot_be_changed_here(me: Client, user: User, level: str) -> None:
    Party.objects.filter(user=user).update(identity=level)
    response = me.post(reverse("citizens:nik"), {"nik": NIK}, follow=True)
    assert "NIK Anda sudah diperiksa." in response.content.decode()
    assert Party.objects.get().nik == ""


def test_who_opened_my_data_is_mine_alone_newest_first_and_paged(me: Client, user: User) -> None:
    reader = make_officer()
    other = Party.objects.create(name="Orang Lain")
    actions.record_access(other, reader, "bapenda", "nik", "x", "rahasia orang lain")
    with time_machine.travel(dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC), tick=False) as clock:
        for number in range(30):
            actions.record_access(user.party, reader, "disdukcapil", "request", number, f"alasan {number:02d}")
            clock.shift(60)
    first = me.get(reverse("citizens:access_log"))
    page = first.content.decode()
    assert "alasan 29" in page
    assert "alasan 04" not in page
    assert "DISDUKCAPIL" in page
    assert "rahasia orang lain" not in page
    assert "rina@contoh.test" not in page
    older = me.get(reverse("citizens:access_log") + first.context["next_url"]).content.decode()
    assert "alasan 04" in older
    assert "alasan 29" not in older


def test_before_anybody_opened_anything_the_page_says_so(me: Client) -> None:
    assert "Belum ada akses" in me.get(reverse("citizens:access_log")).content.decode()


def test_leaving_all_devices_ends_every_session(user: User) -> None:
    phone, computer = sign_in(Client(), user), sign_in(Client(), user)
    assert phone.post(reverse("citizens:end_sessions"))["Location"] == reverse("account_login")
    for client in (phone, computer):
        assert client.get(reverse("citizens:profile")).status_code == 302
    assert computer.get(reverse("citizens:end_sessions")).status_code == 302


def test_the_english_profile_speaks_to_its_owner_in_english_headers(me: Client, places: None) -> None:
    save(me, language="en")
    assert me.get(reverse("citizens:profile"))["Content-Language"] == "en"
