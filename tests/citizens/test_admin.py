"""Diskominfosatik looks after accounts without ever seeing a NIK in full or deleting anybody."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from agencies.actions import appoint
from agencies.models import Agency, Staff
from citizens.models import AccessLog, IdentityCheck, Mandate, Party, Region, User
from citizens.presenters import READ
from tests.signing_in import make_citizen, make_officer, sign_in

pytestmark = pytest.mark.django_db
NIK = "3604092508909117"
OURS = (AccessLog, IdentityCheck, Mandate, Party, Region, User)


@pytest.fixture
def keeper(client: Client) -> Client:
    """Return a client signed in as an administrator of the portal."""
    agency = Agency.objects.create(slug="kominfo", code="KOM", name="Kominfo", short_name="Kominfo", kind="dinas")
    user = make_officer("admin@contoh.test")
    appoint(Staff(user=user, agency=agency, is_platform_admin=True))
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    user.refresh_from_db()
    return sign_in(client, user)


def address(model: type, page: str, *args: object) -> str:
    """Return the address of a page of the admin."""
    return reverse(f"admin:citizens_{model.__name__.lower()}_{page}", args=args)


@pytest.mark.parametrize("model", OURS)
def test_every_list_opens_and_nothing_can_be_deleted(keeper: Client, model: type) -> None:
    assert keeper.get(address(model, "changelist")).status_code == 200
    assert not admin.site._registry[model].has_delete_permission(None)  # type: ignore[index,arg-type]


def test_a_nik_is_masked_in_list_page_and_search(keeper: Client) -> None:
    party = Party.objects.create(name="Siti Contoh", nik=NIK)
    for path in (address(Party, "changelist"), address(Party, "change", party.pk)):
        assert NIK not in keeper.get(path).content.decode()
    assert "Siti Contoh" not in keeper.get(address(Party, "changelist"), {"q": NIK}).content.decode()
    assert "3604 •••• •••• ••17" in keeper.get(address(Party, "changelist")).content.decode()


def test_an_address_can_be_added_after_the_person_was_seen(keeper: Client) -> None:
    user = make_citizen(None, phone="+6281234567890")
    form = {"email": "Siti@Contoh.test", "phone": "0812 3456 7890", "language": "id", "is_active": "on"}
    assert keeper.post(address(User, "change", user.pk), form).status_code == 302
    user.refresh_from_db()
    assert (user.email, user.phone) == ("siti@contoh.test", "+6281234567890")


@pytest.mark.parametrize(("email", "phone"), [("", ""), ("", "0899")])
def test_an_account_that_nobody_could_reach_is_refused(keeper: Client, email: str, phone: str) -> None:
    user = make_citizen()
    response = keeper.post(address(User, "change", user.pk), {"email": email, "phone": phone, "language": "id"})
    assert response.status_code == 200
    user.refresh_from_db()
    assert user.email == "siti@contoh.test"


def test_no_role_can_be_given_here(keeper: Client) -> None:
    user = make_citizen()
    form = {
        "email": user.email,
        "phone": "",
        "language": "id",
        "is_active": "on",
        "is_staff": "on",
        "is_superuser": "on",
    }
    keeper.post(address(User, "change", user.pk), form)
    user.refresh_from_db()
    assert not user.is_staff
    assert not user.is_superuser


def test_sessions_can_be_ended_from_the_list(keeper: Client) -> None:
    user = make_citizen()
    phone = sign_in(Client(), user)
    keeper.post(address(User, "changelist"), {"action": "end_all_sessions", "_selected_action": str(user.pk)})
    assert phone.get(reverse("citizens:profile")).status_code == 302


def test_an_ordinary_officer_gets_no_list(client: Client) -> None:
    sign_in(client, make_officer())
    assert client.get(address(User, "changelist")).status_code in {302, 403, 404}


@pytest.fixture
def regency() -> Region:
    """Return the kabupaten, the place around every other."""
    return Region.objects.create(code="36.04", kind="regency", name="Serang", folded="serang")


def test_a_place_is_added_by_code_and_name_alone(keeper: Client, regency: Region) -> None:
    page = keeper.get(address(Region, "add")).content.decode()
    assert 'name="folded"' not in page
    assert 'name="kind"' not in page
    added = keeper.post(address(Region, "add"), {"code": " 36.04.99 ", "name": "Pulo Contoh"})
    assert added.status_code == 302
    place = Region.objects.get(pk="36.04.99")
    assert (place.kind, place.parent_id, place.folded) == ("district", "36.04", "pulocontoh")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"code": "360499"}, "Tulis kode dengan titik"),
        ({"code": "36.04.99.٢٠٠١"}, "Tulis kode dengan titik"),
        ({"code": "36.04.98.2001"}, "Wilayah 36.04.98 belum ada. Tambahkan dahulu."),
        ({"code": "36.04"}, "sudah ada"),
        ({"valid_from": "2026-11-22", "valid_to": "2026-11-21"}, "sesudah tanggal mulai berlaku"),
    ],
)
def test_a_place_that_cannot_be_is_refused_in_a_sentence(
    keeper: Client, regency: Region, fields: dict[str, str], said: str
) -> None:
    refused = keeper.post(address(Region, "add"), {"code": "36.04.99", "name": "Pulo Contoh", **fields})
    assert refused.status_code == 200
    assert said in refused.content.decode()
    assert Region.objects.count() == 1


def test_a_place_gets_a_new_name_and_keeps_its_code(keeper: Client, regency: Region) -> None:
    renamed = keeper.post(address(Region, "change", regency.pk), {"code": "36.99", "name": "Serang Raya"})
    assert renamed.status_code == 302
    place = Region.objects.get()
    assert (place.code, place.folded, place.kind) == ("36.04", "serangraya", "regency")


def test_what_was_read_is_told_in_words(keeper: Client) -> None:
    reader = User.objects.get(email="admin@contoh.test")
    AccessLog.objects.create(reader=reader, agency_code="kominfo", what="attachment", object_id="1")
    page = keeper.get(address(AccessLog, "changelist")).content.decode()
    assert str(READ["attachment"]) in page
    assert ">attachment<" not in page
