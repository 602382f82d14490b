"""A report to the unit for violence is seen by that unit alone: every address, role, search and notice."""

from __future__ import annotations

import json
from zlib import crc32

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Staff
from citizens.models import AccessLog, User
from citizens.notifications.models import Delivery, MailboxLetter, Notification
from foundation.outbox.relay import Relay
from services.catalogue import documents
from services.catalogue.models import FunctionHolder, Service
from services.definition.fields import type_of
from services.desk.actions import confidential_reference
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from services.requests.policies import visible_to
from tests import kept
from tests.access.matrix import line_of, lines, walk
from tests.services.requests import world
from tests.signing_in import make_citizen, make_officer, sign_in

LEFT_OUT = {
    "account_logout",
    "admin:logout",
    "admin:app_list",
    "audit:logout",
    "audit:app_list",
}  # they end the walk, or need an app's own name
MARK = "Kalimat Bertanda Merpati"
SERVICE = "pengaduan-kekerasan"
SHARES = 3
pytestmark = pytest.mark.django_db


def fill(request: ServiceRequest, actor: Actor) -> None:
    """Answer every page of a live document with the samples of its fields, texts carrying the mark."""
    document = documents.load(request.version)
    for page, fields in document.sections():
        given = {f.id: MARK if f.type == "long_text" else type_of(f).sample(f) for f in fields if f.type != "file"}
        engine.save_answers(request.pk, page, given, actor)


@pytest.fixture
def report() -> ServiceRequest:
    """File one report without a name, through the engine, on the real document."""
    kept.reference()
    kept.services()
    actor = Actor.of(AnonymousUser(), "sesi-pelapor")
    version = Service.objects.get(slug=SERVICE).live
    assert version is not None
    request = engine.open_draft(version=version, actor=actor, key="lapor")
    fill(request, actor)
    document = documents.load(version)
    submit = next(a for a in document.state(document.workflow.initial).actions if a.type == "submit")
    engine.perform(request.pk, submit.key, actor, key="kirim")
    return world.fresh(request)


def officer(email: str, agency: str, *functions: str, service: str | None = None, **extra: bool) -> User:
    user = make_officer(email)
    staff = Staff.objects.create(user=user, agency=Agency.objects.get(slug=agency), title="Petugas uji", **extra)
    for function in functions:
        FunctionHolder.objects.create(agency=staff.agency, service_id=service, function=function, staff=staff)
    return user


def all_functions() -> list[str]:
    version = Service.objects.get(slug=SERVICE).live
    assert version is not None
    return sorted(documents.load(version).functions)


def outsiders() -> dict[str, User | None]:
    """Return everybody who must find nothing, the powerful ones included."""
    functions = all_functions()
    chief = officer("admin@uji.test", "diskominfosatik", *functions, is_platform_admin=True)
    chief.is_superuser = True
    chief.save()
    return {
        "nobody": None,
        "the auditor": officer("auditor@uji.test", "inspektorat", *functions, is_auditor=True),
        "a citizen": make_citizen("warga@uji.test"),
        "Disdukcapil": officer("dkc@uji.test", "disdukcapil", *functions, "verifikator", is_agency_admin=True),
        "Bapenda": officer("bpd@uji.test", "bapenda", *functions),
        "a kecamatan": officer("kec@uji.test", "kec-ciruas", *functions),
        "the same agency, general functions": officer("umum@uji.test", "dkbp3a", *functions),
        "the same agency's admin": officer("kepala@uji.test", "dkbp3a", is_agency_admin=True),
        "Diskominfosatik": chief,
    }


def unit() -> User:
    return officer("ppa@uji.test", "dkbp3a", *all_functions(), service=SERVICE)


def client_of(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        sign_in(client, user)
        client.defaults["HTTP_X_SESSION_TOKEN"] = client.session.session_key  # programs may try their luck too
    return client


def addresses(report: ServiceRequest) -> list[str]:
    """Return every address of the portal that can be read, the report's own and searches for it included."""
    found = []
    for url in walk():
        line = line_of(url.name, lines())
        if line is None or "GET" not in line.methods or "unnamed" in url.name or url.name in LEFT_OUT:
            continue
        sample = {
            k: str(report.pk) if v == "00000000-0000-7000-8000-000000000000" else v for k, v in url.sample.items()
        }
        found.append(reverse(url.name, kwargs={**sample, **line.sample} or None))
    number = (report.number or "").lower().replace("-", "+")  # what a page echoes of a query is not a finding
    queue = reverse("desk:queue")
    found += [
        f"{queue}?q={number}",
        f"{queue}?q={MARK.split()[-1]}",
        f"{queue}?layanan={SERVICE}",
        f"{queue}?tab=semua",
    ]
    found += [f"{reverse('admin:requests_servicerequest_changelist')}?q={number}"]
    return list(dict.fromkeys(found))


def test_nobody_outside_the_unit_finds_a_trace_at_any_address(report: ServiceRequest) -> None:
    number, places = report.number or "", addresses(report)
    assert len(places) > 60
    own = {place for place in places if str(report.pk) in place or "?" in place}
    for turn, (who, user) in enumerate(outsiders().items()):
        client = client_of(user)
        for place in places:
            # Where the report itself is asked for everybody tries; elsewhere each address is tried by a third of them.
            if place not in own and (crc32(place.encode()) + turn) % SHARES:
                continue
            response = client.get(place)
            body = b"".join(response) if response.streaming else response.content
            text = body.decode("utf-8", "replace") + json.dumps(
                {k: v for k, v in response.headers.items() if k != "Location"}
            )
            assert response.status_code < 500, f"{who} at {place}"
            assert number not in text, f"{who} reads the number at {place}"
            assert MARK not in text, f"{who} reads an answer at {place}"


def test_its_own_address_answers_outsiders_exactly_as_an_unknown_one(report: ServiceRequest) -> None:
    unknown = "00000000-0000-7000-8000-00000000abcd"
    for who, user in outsiders().items():
        client = client_of(user)
        for name in ("desk:work", "requests:detail"):
            real, none = (client.get(reverse(name, args=[pk])) for pk in (report.pk, unknown))
            assert real.status_code == none.status_code, f"{who} at {name}"
            assert real.status_code in {302, 403, 404}, f"{who} at {name}"


def test_the_scope_itself_gives_outsiders_nothing(report: ServiceRequest) -> None:
    for who, user in outsiders().items():
        for actor in (Actor.of(user or AnonymousUser(), "lain"), Actor.at_desk(user or AnonymousUser())):
            assert actor is None or not visible_to(actor).exists(), who


def test_the_unit_finds_and_opens_it_and_the_opening_is_logged(report: ServiceRequest) -> None:
    user = unit()
    client = client_of(user)
    assert report.number in client.get(reverse("desk:queue")).content.decode()
    page = client.get(reverse("desk:work", args=[report.pk]))
    assert MARK in page.content.decode()
    assert AccessLog.objects.filter(reader=user, object_id=confidential_reference(report.pk)).exists()


def test_a_report_of_an_account_is_told_without_number_service_or_agency() -> None:
    kept.reference()
    kept.services()
    person = make_citizen("pelapor@uji.test", phone="+6281211110000")
    actor = Actor.of(person)
    version = Service.objects.get(slug=SERVICE).live
    assert version is not None
    request = engine.open_draft(version=version, actor=actor, applicant=actor.party, key="lapor")
    fill(request, actor)
    document = documents.load(version)
    submit = next(a for a in document.state(document.workflow.initial).actions if a.type == "submit")
    engine.perform(request.pk, submit.key, actor, key="kirim")
    number = world.fresh(request).number or ""
    Relay().step()
    words = [
        *MailboxLetter.objects.values_list("subject", "body"),
        *Notification.objects.values_list("subject", "body"),
    ]
    assert len(words) == 2
    said = json.dumps(words) + json.dumps(list(Notification.objects.values_list("context", flat=True)))
    for secret in (number, "PPA", "DKBP3A", "kekerasan", "Kekerasan", MARK):
        assert secret not in said
    assert Delivery.objects.count() == 1
