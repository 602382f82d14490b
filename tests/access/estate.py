"""A small kabupaten in which every text tells whose it is, so that a leak can be named by its marker."""

from __future__ import annotations

import copy
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO
from typing import Any, Final

from django.core.management import call_command
from django.test import Client

from agencies.models import Agency, DecreedYear, Holiday, Official, Staff, Unit, WorkCalendar
from citizens.models import AccessLog, IdentityCheck, Mandate, Party, Region, User
from citizens.notifications.models import Notification
from foundation import clock
from foundation.outbox.models import Job
from services.catalogue.models import FunctionHolder, ServiceVersion
from services.opd.diskominfosatik.complaints.models import LaporCode
from services.opd.diskominfosatik.signal.models import OperatorSeat
from services.outputs import actions as outputs
from services.outputs.models import Output, OutputStatus
from services.requests.actor import Actor
from services.requests.models import (
    Attachment,
    CorrectionItem,
    RequestExclusion,
    RequestTask,
    ServiceRequest,
    SilenceEntry,
)
from services.webhooks.models import Delivery, DeliveryState, Endpoint, Topic
from tests.access.people import ROLES, Role
from tests.services.desk.world import attach, photo, with_papers
from tests.services.outputs.world import sent
from tests.services.requests import world
from tests.signing_in import sign_in

AGENCIES: Final = {
    "A": ("dinas-angsana", "AGS"),
    "B": ("dinas-bungur", "BGR"),
    "TOP": ("diskominfosatik", "KMF"),
    "ISP": ("inspektorat", "ISP"),
}
# Case: (citizen, agency, village, NIK of the answers)
CASES: Final = {
    "a1": ("one", "A", "1", "3604054104900001"),
    "a2": ("two", "A", "2", "3604054104900002"),
    "b": ("three", "B", "", "3604054104900003"),
    "secret": ("three", "A", "1", "3604054104900004"),
    "draft": ("one", "A", "", "3604054104900005"),
}
UNLISTED: Final = frozenset({"secret", "draft"})  # what stands in no list of records, whoever keeps them
UNSHOWN: Final = "nobody yet"  # of whom what is written but not published is
GUESTS: Final = {"A": "tamua", "B": "tamub"}  # who comes to what an agency holds
WORD: Final = "Merpatih"  # what every marker begins with, and so what a search for all of them asks for


def inside(case: str) -> str:
    """Return what stands in the answers, papers and talks of a case."""
    return f"{WORD}isi{case}"


def person(citizen: str) -> str:
    """Return what stands in the name of a citizen."""
    return f"{WORD}nama{citizen}"


def office(agency: str) -> str:
    """Return what stands in the records an agency keeps for itself."""
    return f"{WORD}dinas{agency}".lower()


def unshown() -> str:
    """Return what stands in what agency A wrote and did not publish."""
    return f"{WORD}belumterbit"


@dataclass
class Case:
    """Hold one request with everything that hangs on it."""

    request: ServiceRequest
    attachment: Attachment
    output: Output | None = None
    notice: Notification | None = None
    silence: SilenceEntry | None = None
    log: AccessLog | None = None


@dataclass
class Estate:
    """Hold the world: cases by name, records by model and owner, a signed-in client for each role."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    villages: dict[str, Region] = field(default_factory=dict)
    citizens: dict[str, Actor] = field(default_factory=dict)
    services: dict[str, ServiceVersion] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    records: dict[str, dict[str, str]] = field(default_factory=dict)
    unshown: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, User] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def keep(self, owner: str, *rows: Any) -> None:
        """Note whose record a row is."""
        for row in rows:
            self.records.setdefault(_model(row), {})[owner] = str(row.pk)

    def hide(self, row: Any) -> None:
        """Note that a row is not published."""
        self.unshown[_model(row)] = str(row.pk)


def _model(row: Any) -> str:
    return str(row._meta.label_lower.replace(".", "_"))


def build() -> Estate:
    """Make the world through the portal's own doors where there is one."""
    estate = Estate()
    _places(estate)
    _people(estate)
    for agency in ("A", "B"):
        _office(estate, agency)
    for name in CASES:
        _case(estate, name)
    for role in ROLES:
        _name(estate, role)
    for agency, name in (("A", "a1"), ("B", "b")):
        _told(estate, agency, estate.cases[name])
    for name in ("secret", "draft"):
        estate.keep(name, estate.cases[name].request)
    estate.keep("secret", estate.cases["secret"].silence)
    _top(estate)
    for role in ROLES:
        _enter(estate, role)
    return estate


def _places(estate: Estate) -> None:
    district = Region.objects.create(code="36.04.97", name="Kecamatan Uji", folded="kecamatanuji", kind="district")
    for number in ("1", "2"):
        name = f"Desa Uji {number}"
        code = f"36.04.97.200{number}"
        estate.villages[number] = Region.objects.create(
            code=code, name=name, folded=name.lower().replace(" ", ""), kind="village", parent=district
        )
    estate.keep("*", district, LaporCode.objects.create(kind="location", ours="36.04.97", theirs=1))
    for key, (slug, code) in AGENCIES.items():
        estate.agencies[key] = world.agency(slug, code)


def _people(estate: Estate) -> None:
    for name in ("one", "two", "three", "agent", "operator"):
        estate.citizens[name] = world.citizen(person(name))
    one, agent = estate.citizens["one"].party, estate.citizens["agent"].party
    assert one is not None
    mandate = Mandate.objects.create(principal=one, agent=agent, relation="child", valid_from=clock.today())
    estate.keep(
        "*", one, mandate, estate.citizens["one"].user, IdentityCheck.objects.create(party=one, outcome="matched")
    )
    for role in ROLES:
        if role.officer and not role.account:
            estate.accounts[role.name] = _officer(estate, role)
        if role.seat:
            _seat(estate, role)


def _seat(estate: Estate, role: Role) -> None:
    user = estate.citizens[role.citizen].user
    assert user is not None
    OperatorSeat.objects.create(user=user, target=role.seat, given_by=user, given_at=clock.now())
    User.objects.filter(pk=user.pk).update(second_factor_required=True)


def _officer(estate: Estate, role: Role) -> User:
    flags = dict.fromkeys(role.flags, True)
    agency = estate.agencies[role.agency]
    region = estate.villages[role.village] if role.village else None
    user = world.officer(*role.functions, at=agency, region=region, **flags).user
    assert user is not None
    Staff.objects.filter(user=user).update(title=f"Petugas {office(role.agency)}")
    # Who works here is a citizen too, and files as one.
    own = Party.objects.create(name="Petugas Uji", email=user.email)
    User.objects.filter(pk=user.pk).update(party=own)
    if role.top:
        User.objects.filter(pk=user.pk).update(is_superuser=True)
    return user


def _name(estate: Estate, role: Role) -> None:
    """Name who is named for a service, and keep a case from the officer it is about."""
    if role.account or not role.named:
        return
    user = estate.accounts[role.name]
    service = estate.services[role.agency].service
    FunctionHolder.objects.filter(staff__user=user).update(service=service)
    if role.reported:
        request = estate.cases[role.reported].request
        ServiceRequest.objects.filter(pk=request.pk).update(restricted=True)
        RequestExclusion.objects.create(request=request, user=user)


def _office(estate: Estate, key: str) -> None:
    """Give an agency one record of every kind it keeps."""
    agency, mark = estate.agencies[key], office(key)
    version = world.publish(_document(key))
    estate.services[key] = version
    version.service.refresh_from_db()
    unit = world.unit(agency, f"unit-{key.lower()}", region=estate.villages["1"] if key == "A" else None)
    Unit.objects.filter(pk=unit.pk).update(name=f"Unit {mark}")
    absent = world.officer(at=agency)
    Staff.objects.filter(pk=absent.staff.pk).update(title=f"Cuti {mark}")  # type: ignore[union-attr]
    absence = world.away(absent, None)
    endpoint = Endpoint(agency=agency, url=f"https://{mark}.contoh.go.id/", note=mark, topics=Topic.values)
    endpoint.renew()
    # Not active yet: nothing of the filing below is told anybody.
    endpoint.is_active = False
    endpoint.save()
    estate.keep(
        key,
        agency,
        unit,
        absence,
        endpoint,
        absent.staff,
        version.service,
        version,
        Official.objects.create(agency=agency, position=f"Kepala {mark}", name=f"Nama {mark}"),
        WorkCalendar.objects.create(agency=agency, note=mark),
        FunctionHolder.objects.create(agency=agency, function="verifikator", staff=absent.staff),
    )


def _document(key: str) -> dict[str, Any]:
    data = copy.deepcopy(with_papers())
    data["outputs"].append({"key": "surat", "title": {"id": "Surat dari templat"}, "template": "umum"})
    return data | {
        "code": {"A": "TSA-01", "B": "TSB-01"}[key],
        "slug": f"izin-{key.lower()}",
        "agency": AGENCIES[key][0],
    }


def _case(estate: Estate, name: str) -> None:
    citizen, key, village, nik = CASES[name]
    actor = estate.citizens[citizen]
    answers = {"nama": person(citizen), "nik": nik, "punya": False, "alasan_tanpa": inside(name)}
    request = world.draft(estate.services[key], actor, answers)
    if citizen == "one":  # filed under the mandate of who acts for them, so both own it
        ServiceRequest.objects.filter(pk=request.pk).update(mandate=Mandate.objects.get(principal=actor.party))
        request = world.fresh(request)
    kept = attach(request, photo(), actor)
    Attachment.objects.filter(pk=kept.pk).update(display_name=f"{inside(name)}.jpg")
    kept.refresh_from_db()
    case = estate.cases[name] = Case(request, kept)
    if name == "draft":
        return
    world.press(request, "ajukan", actor)
    if village:
        ServiceRequest.objects.filter(pk=request.pk).update(region=estate.villages[village])
    if name == "secret":
        ServiceRequest.objects.filter(pk=request.pk).update(confidential=True)
    case.request = world.fresh(request)
    _papers(case, name, actor)


def _papers(case: Case, name: str, actor: Actor) -> None:
    """Hang everything on a case that can hang there."""
    request, mark, now = case.request, inside(name), clock.now()
    world.press(request, "pesan", actor, text=f"Pesan {mark}")
    case.request = request = world.fresh(request)
    # A photo is its own picture: nothing has to be drawn before an officer can look at it.
    case.output = outputs.prepare(request, "izin", sent(), None)
    Output.objects.filter(pk=case.output.pk).update(
        status=OutputStatus.ISSUED,
        issued_at=now,
        valid_until=now.date() + timedelta(days=365),
        title=f"Surat {mark}",
        display_name=f"{mark}.pdf",
    )
    CorrectionItem.objects.create(request=request, round=0, field="nama", note=f"Catatan {mark}", created_at=now)
    RequestTask.objects.create(
        request=request, fork="0", function="teknis", agency=request.agency, outcome=mark[:40], done_at=now
    )
    RequestTask.objects.create(request=request, fork="1", function="teknis", agency=request.agency)  # waits for nobody
    silence = SilenceEntry.objects.create(request=request, due_at=now - timedelta(days=1), entered_at=now)
    case.notice = Notification.objects.create(
        party=actor.party, topic="uji", subject=f"Kabar {mark}", body=mark, path="/permohonan/", key=f"uji-{name}"
    )
    log = AccessLog.objects.create(
        party=actor.party,
        reader=actor.user,
        agency_code="UJI",
        what="request",
        object_id=str(request.pk),
        reason=person(CASES[name][0]),
    )
    case.silence, case.log = silence, log


def _told(estate: Estate, key: str, case: Case) -> None:
    endpoint = Endpoint.objects.get(agency=estate.agencies[key])
    told = Delivery.objects.create(
        endpoint=endpoint, topic=Topic.SUBMITTED, state=DeliveryState.REFUSED, answer=office(key)
    )
    Endpoint.objects.filter(pk=endpoint.pk).update(is_active=True)
    estate.keep(key, told, case.request, case.silence)


def _top(estate: Estate) -> None:
    estate.keep(
        "*",
        Holiday.objects.create(date="2026-12-25", kind="libur_nasional", name="Hari uji"),
        DecreedYear.objects.create(year=2026, decree="SKB uji"),
        Job.objects.order_by("pk").first(),
        estate.cases["a1"].log,
    )


def _enter(estate: Estate, role: Role) -> None:
    client = estate.clients[role.name] = Client(raise_request_exception=False)
    if role.program:
        client.defaults["HTTP_AUTHORIZATION"] = _bearer(estate.accounts[role.name])
    elif role.citizen:
        user = estate.citizens[role.citizen].user
        assert user is not None
        user.refresh_from_db()
        sign_in(client, user)
    elif role.officer:
        user = estate.accounts[role.account or role.name]
        user.refresh_from_db()
        sign_in(client, user, second_factor=role.factor)


def _bearer(account: User) -> str:
    said = StringIO()
    call_command("add_system", "Sistem uji", account.email, "--scope=cases:read", "--scope=cases:write", stdout=said)
    given = dict(line.split("=", 1) for line in said.getvalue().split())
    basic = b64encode(f"{given['client_id']}:{given['client_secret']}".encode()).decode()
    answer = Client().post(
        "/api/v1/auth/token", {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {basic}"}
    )
    return f"Bearer {answer.json()['access_token']}"
