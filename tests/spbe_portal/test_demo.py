"""The demo shows codes and letters, only in the demo, and its people can live every service."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from agencies.models import Activity, News, Occurrence, Staff
from citizens.models import Party, User
from citizens.notifications.models import MailboxLetter
from services.catalogue import documents
from services.catalogue.models import FunctionHolder, Service
from services.opd.diskominfosatik.signal.models import OperatorSeat
from spbe_portal.demo_activities import SAMPLES
from spbe_portal.demo_people import CITIZENS, DOMAIN, OFFICERS, PASSWORD, crew_of, who_holds
from spbe_portal.management.commands.load_demo import asked
from tests.signing_in import code_of

pytestmark = pytest.mark.django_db
NAMED_BY_THE_ISSUE = [
    *("warga", "warga2", "desa.ciruas", "petugas.ciruas"),
    *("petugas.disdukcapil", "kepala.disdukcapil", "petugas.bapenda", "admin"),
]


@pytest.fixture
def demo(settings: Any) -> None:
    """Load the demo as `make run` does."""
    settings.DEMO = True
    for command in ("load_reference", "sync_services", "load_demo"):
        call_command(command, stdout=io.StringIO(), stderr=io.StringIO())


def test_outside_the_demo_the_pages_do_not_exist(client: Client) -> None:
    letter = MailboxLetter.objects.create(to="a@b.test", subject="Rahasia", body="Isi")
    assert client.get(reverse("demo")).status_code == 404
    assert client.get(reverse("demo_letter", args=[letter.pk])).status_code == 404


@pytest.mark.parametrize(("demo_on", "production"), [(False, False), (True, True), (False, True)])
def test_outside_the_demo_no_account_is_made(settings: Any, demo_on: bool, production: bool) -> None:
    settings.DEMO, settings.PRODUCTION = demo_on, production
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_without_reference_data_the_command_says_what_to_run(settings: Any) -> None:
    settings.DEMO = True
    with pytest.raises(CommandError, match="load_reference"):
        call_command("load_demo", stdout=io.StringIO())


def test_the_demo_can_be_lived(demo: None, client: Client) -> None:
    check_accounts()
    check_functions()
    check_page(client)
    check_groups(client)
    check_sign_in(client)
    check_activities(client)
    check_again()


def check_accounts() -> None:
    """Every account is there, marked as demo, with a sealed synthetic NIK or a role with a second factor."""
    logins = {user.email: user for user in User.objects.select_related("party")}
    assert {name + DOMAIN for name in NAMED_BY_THE_ISSUE} <= set(logins)
    assert all("Demo" in user.party.name for user in logins.values() if user.party)
    assert all(re.fullmatch(r"[0-9]{12}9[0-9]{3}", citizen.nik) for citizen in CITIZENS)
    assert Party.objects.exclude(nik_index="").count() == len(CITIZENS)
    assert {officer.login + DOMAIN for officer in OFFICERS} < set(logins)
    seats = OperatorSeat.objects.count()  # whoever speaks for an operator works for no agency
    assert (Staff.objects.count(), seats) == (len(logins) - len(CITIZENS) - seats, 1)
    assert Authenticator.objects.filter(type="totp").count() == Staff.objects.count() + seats


def check_functions() -> None:
    """Every function of every live service is held, and nobody signs what they checked."""
    for service in Service.objects.exclude(live=None):
        held = set(FunctionHolder.objects.filter(service=service).values_list("function", flat=True))
        document = documents.load(service.live)
        assert held == set(document.functions), service.pk
        homes = FunctionHolder.objects.filter(service=service).values_list("agency", "function")
        assert asked(document) <= set(homes), service.pk
    signer = FunctionHolder.objects.get(service="akta-kelahiran", function="penandatangan").staff_id
    others = FunctionHolder.objects.filter(service="akta-kelahiran").exclude(function="penandatangan")
    assert signer not in set(others.values_list("staff_id", flat=True))


def check_page(client: Client) -> None:
    """The page shows each officer's code of this moment, and the letters."""
    letter = MailboxLetter.objects.create(
        to="warga@demo.test", subject="Permohonan diterima", body="Buka http://a.test/"
    )
    page = client.get(reverse("demo")).content.decode()
    for officer in OFFICERS:
        assert officer.login + DOMAIN in page
        assert code_of(User.objects.get(email=officer.login + DOMAIN)) in page
    assert PASSWORD in page
    assert "Permohonan diterima" in page
    assert 'href="http://a.test/"' in client.get(reverse("demo_letter", args=[letter.pk])).content.decode()


def check_groups(client: Client) -> None:
    """Officers stand under their agency, agencies in the order of the alphabet, citizens apart."""
    context = client.get(reverse("demo")).context
    offices = [office for office, _accounts in context["offices"]]
    assert offices == sorted(offices, key=str.casefold)
    groups = {office: {account.login for account in accounts} for office, accounts in context["offices"]}
    ciruas = {f"{name}.ciruas{DOMAIN}" for name in ("camat", "desa", "petugas")}
    assert groups["Kec. Ciruas"] == ciruas
    assert {account.login for account in context["citizens"]} == {citizen.login + DOMAIN for citizen in CITIZENS}


def check_sign_in(client: Client) -> None:
    """The code on the page, opened between password and code, opens the panel."""
    login = {"login": "petugas.disdukcapil@demo.test", "password": PASSWORD}
    assert client.post(reverse("account_login"), login)["Location"] == reverse("mfa_authenticate")
    page = client.get(reverse("demo")).content.decode()
    row = page[page.index("petugas.disdukcapil@demo.test") :]
    code = re.search(r">([0-9]{6})<", row)
    assert code is not None
    assert client.post(reverse("mfa_authenticate"), {"code": code[1]}).status_code == 302


def check_activities(client: Client) -> None:
    """The calendar is not empty, and nothing in it could be taken for an activity of a real office."""
    assert Activity.objects.count() == len(SAMPLES)
    titles = [*Activity.objects.values_list("title", flat=True), *News.objects.values_list("title", flat=True)]
    assert all(title.startswith("DEMO: ") for title in titles)
    assert "DEMO: " in client.get("/kegiatan/").content.decode()


def everything_made() -> tuple[int, ...]:
    """Count what the demo makes."""
    return tuple(model.objects.count() for model in (User, FunctionHolder, Authenticator, Activity, Occurrence, News))


def check_again() -> None:
    """Loading again makes nothing twice and brings a changed password back."""
    counts = everything_made()
    user = User.objects.get(email="warga@demo.test")
    user.set_password("diganti-oleh-penguji")
    user.save()
    call_command("load_demo", stdout=io.StringIO())
    assert everything_made() == counts
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("agency", "function", "label", "signs", "login"),
    [
        ("kec-ciruas", "desa", "Petugas desa", False, "desa.ciruas"),
        ("kec-ciruas", "kasi_pelayanan", "Kepala seksi pelayanan", False, "petugas.ciruas"),
        ("kec-ciruas", "camat", "Camat", True, "camat.ciruas"),
        ("disdukcapil", "kabid", "Kepala bidang pencatatan sipil", False, "kabid.disdukcapil"),
        ("disdukcapil", "penandatangan", "Kepala Dinas", True, "kepala.disdukcapil"),
        ("dkbp3a", "petugas_ppa", "Petugas PPA", False, "petugas.ppa"),
    ],
)
def test_functions_go_to_whom_their_names_say(agency: str, function: str, label: str, signs: bool, login: str) -> None:
    officer = who_holds(crew_of(agency, ""), function, label, signs=signs)
    assert officer is not None
    assert officer.login == login


def test_an_agency_without_demo_people_holds_nothing() -> None:
    assert who_holds([], "verifikator", "Verifikator", signs=False) is None
