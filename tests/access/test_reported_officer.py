"""A complaint about an officer does not exist for that officer: whatever they hold, keep, or stand in for."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from agencies.models import Absence, Agency, Staff
from citizens.models import Party, User
from citizens.notifications.models import Notification
from foundation import clock, rls
from services.catalogue import documents
from services.catalogue.models import FunctionHolder, Service
from services.requests import engine
from services.requests.actor import Actor
from services.requests.engine import alarms
from services.requests.engine.errors import NotFound
from services.requests.models import RequestExclusion, ServiceRequest
from services.requests.policies import asked_of, holdings, visible_to, who_may, workable_by
from services.requests.terms import fold
from tests import kept
from tests.access.test_confidential import MARK, addresses, client_of
from tests.services.opd.filling import filled
from tests.services.requests import world
from tests.signing_in import make_citizen, make_officer

NAME = "Rangga Wirakusuma"
SERVICES = ("pengaduan-layanan", "laporan-perilaku-pegawai")
pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> None:
    kept.reference()
    kept.services()


def staff(name: str, agency: str, *functions: str, **flags: bool) -> Actor:
    """Make an officer who holds functions by name for both services."""
    user: User = make_officer(f"{name.split()[0].lower()}@uji.test")
    user.party = Party.objects.create(name=name)
    user.save()
    made = Staff.objects.create(user=user, agency=Agency.objects.get(slug=agency), title="Petugas uji", **flags)
    for function in functions:
        for service in SERVICES:
            FunctionHolder.objects.create(agency=made.agency, service_id=service, function=function, staff=made)
    actor = Actor.at_desk(user)
    assert actor is not None
    return actor


def reported() -> Actor:
    """Make the most powerful officer there can be, and let a colleague who holds the same be away for them."""
    actor = staff(NAME, "dinkes", "pengelola_aduan", is_agency_admin=True, is_platform_admin=True)
    assert actor.user is not None
    User.objects.filter(pk=actor.user.pk).update(is_superuser=True)
    away = staff("Cempaka Uji", "dinkes", "pengelola_aduan")
    today = clock.today()
    assert away.staff is not None
    Absence.objects.create(
        staff=away.staff, substitute=actor.staff, first_day=today, last_day=today + timedelta(days=3)
    )
    return actor


def complaint(slug: str, about: str = "", **more: str) -> ServiceRequest:
    """File one from an account, with every text marked."""
    person = Actor.of(make_citizen(f"warga-{slug}@uji.test", phone=f"+62812111{len(slug):05}"))
    version = Service.objects.get(pk=slug).live
    assert version is not None
    request = engine.open_draft(version=version, actor=person, applicant=person.party, key="lapor")
    document = documents.load(version)
    answers = filled(document, isi=MARK, patokan=MARK, terlapor=about, **more)
    for page, fields in document.sections():
        given = {f.id: answers.get(f.id) for f in fields if f.type != "file" and f.id in answers}
        engine.save_answers(request.pk, page, given, person)
    engine.perform(request.pk, "ajukan", person, key="kirim")
    return world.fresh(request)


def texts(actor: Actor, places: list[str]) -> list[tuple[str, str]]:
    """Return what every address answers this account, headers included."""
    client, found = client_of(actor.user), []
    for address in places:
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        heads = json.dumps({k: v for k, v in response.headers.items() if k != "Location"})
        assert response.status_code < 500, address
        found.append((address, body.decode("utf-8", "replace") + heads))
    return found


@pytest.mark.parametrize("slug", SERVICES)
def test_the_reported_officer_finds_no_trace_at_any_address(place: None, slug: str) -> None:
    admin = staff("Melati Uji", "diskominfosatik", "admin_pengaduan")
    colleague = staff("Kenanga Uji", "dinkes", "pengelola_aduan")
    accused = reported()
    request = complaint(slug, about=f"Pak {NAME}")
    world.press(request, "teruskan", admin, agency="dinkes", text="Kewenangan Dinas Kesehatan.")
    request = world.fresh(request)
    assert request.agency_id == "dinkes"

    places = addresses(request)
    queue = reverse("desk:queue")
    places += [f"{queue}?layanan={slug}", f"{queue}?q={NAME.split()[0]}", reverse("desk:work", args=[request.pk])]
    number = request.number or ""
    for address, text in texts(accused, places):
        assert number not in text, f"reads the number at {address}"
        assert MARK not in text, f"reads an answer at {address}"
        assert str(request.pk) not in text or str(request.pk) in address, f"reads the id at {address}"
    assert number in client_of(colleague.user).get(queue).content.decode(), "a colleague works on it"


def test_no_scope_no_task_no_person_and_no_notice_reaches_the_reported_officer(place: None) -> None:
    admin = staff("Melati Uji", "diskominfosatik", "admin_pengaduan")
    colleague = staff("Kenanga Uji", "dinkes", "pengelola_aduan")
    accused = reported()
    request = complaint("pengaduan-layanan", about=NAME)
    world.press(request, "teruskan", admin, agency="dinkes", text="Kewenangan Dinas Kesehatan.")
    request = world.fresh(request)
    assert accused.staff is not None
    assert accused.user is not None
    assert not visible_to(accused).exists()
    assert not workable_by(accused).exists()
    assert not asked_of(holdings(accused.staff), accused.staff).exists()
    assert accused.staff not in who_may(request, "dinkes", "pengelola_aduan")
    assert accused.staff not in alarms.answering(request, "pengelola_aduan")
    assert [each.staff for each in engine.colleagues(request, documents.load(request.version))] == [colleague.staff]
    with pytest.raises(NotFound):
        world.press(request, "tanggapi", accused, tanggapan="Saya tutup sendiri.")
    with pytest.raises(NotFound):
        world.press(request, "catatan", accused, text="Siapa yang melapor?")
    assert not Notification.objects.filter(user=accused.user).exists()


def test_whoever_stands_in_for_the_reported_officer_receives_nothing_of_it(place: None) -> None:
    admin = staff("Melati Uji", "diskominfosatik", "admin_pengaduan")
    accused = staff(NAME, "dinkes", "pengelola_aduan")
    staff("Kenanga Uji", "dinkes", "pengelola_aduan")
    deputy = staff("Dahlia Uji", "dinkes")
    today = clock.today()
    assert accused.staff is not None
    Absence.objects.create(staff=accused.staff, substitute=deputy.staff, first_day=today, last_day=today)
    kept = complaint("pengaduan-layanan", about=NAME)
    other = complaint("laporan-perilaku-pegawai", about="Seseorang Lain")
    for request in (kept, other):
        world.press(request, "teruskan", admin, agency="dinkes", text="Kewenangan Dinas Kesehatan.")
    assert set(visible_to(deputy).values_list("pk", flat=True)) == {other.pk}


def test_an_officer_named_later_loses_the_case_its_search_words_and_its_notices(place: None) -> None:
    admin = staff("Melati Uji", "diskominfosatik", "admin_pengaduan", "pengelola_aduan")
    accused = staff(NAME, "diskominfosatik", "admin_pengaduan")
    request = complaint("pengaduan-layanan", kerahasiaan="biasa")
    assert not request.confidential
    assert visible_to(accused).filter(pk=request.pk).exists()
    world.press(request, "ambil", accused)
    world.press(request, "lepas", accused)
    world.press(request, "jauhkan", admin, pegawai="rangga wirakusuma", alasan_jauhkan="Disebut di dalam cerita.")
    request = world.fresh(request)
    assert (request.confidential, request.restricted, request.identity_hidden) == (True, True, True)
    assert not visible_to(accused).exists()
    assert visible_to(admin).filter(pk=request.pk).exists()
    assert set(request.terms.values_list("term", flat=True)) == set(fold(request.number or ""))


def test_a_name_that_nobody_bears_is_refused_with_a_sentence_and_keeps_nothing(place: None) -> None:
    admin = staff("Melati Uji", "diskominfosatik", "admin_pengaduan")
    request = complaint("pengaduan-layanan", kerahasiaan="biasa")
    with pytest.raises(engine.InvalidData) as refused:
        world.press(request, "jauhkan", admin, pegawai="Tidak Bernama")
    assert "Periksa ejaannya" in str(refused.value)
    assert not RequestExclusion.objects.exists()


def test_one_shared_word_keeps_it_from_a_namesake_as_long_as_somebody_is_left(place: None) -> None:
    only = staff("Melati Uji", "diskominfosatik", "admin_pengaduan")
    alone = complaint("pengaduan-layanan", about="Bu Melati")
    assert visible_to(only).filter(pk=alone.pk).exists(), "a complaint nobody can open would be lost"
    staff("Kenanga Uji", "diskominfosatik", "admin_pengaduan")
    again = complaint("laporan-perilaku-pegawai", about="Bu Melati")
    assert not visible_to(only).filter(pk=again.pk).exists()


def test_where_everybody_is_reported_the_keepers_of_the_portal_hear_of_it(place: None) -> None:
    staff(NAME, "diskominfosatik", "admin_pengaduan")
    chief = staff("Anggrek Uji", "diskominfosatik", is_platform_admin=True)
    request = complaint("laporan-perilaku-pegawai", about=NAME)
    assert alarms.answering(request, "admin_pengaduan") == [chief.staff]


def test_no_office_is_offered_in_which_only_the_reported_could_open_it(place: None) -> None:
    staff("Melati Uji", "diskominfosatik", "admin_pengaduan")
    staff(NAME, "dinkes", "pengelola_aduan")
    staff("Kenanga Uji", "dlh", "pengelola_aduan")
    request = complaint("laporan-perilaku-pegawai", about=NAME)
    document = documents.load(request.version)
    offered = engine.receivers(request, document, document.action("verifikasi", "teruskan"))
    assert [office.pk for office in offered] == ["dlh"]


@pytest.mark.parametrize("slug", SERVICES)
def test_the_second_wall_keeps_it_too(place: None, slug: str) -> None:
    admin = staff("Melati Uji", "diskominfosatik", "admin_pengaduan")
    accused = staff(NAME, "diskominfosatik", "admin_pengaduan", is_platform_admin=True)
    request = complaint(slug, about=NAME)
    assert accused.user is not None
    assert admin.user is not None
    if not rls_holds():
        assert not visible_to(accused).exists()
        return
    for scope in (rls.staff(accused.user.pk), rls.records(accused.user.pk), rls.audit(accused.user.pk)):
        with rls.use(scope):
            assert not ServiceRequest.objects.filter(pk=request.pk).exists()
            assert not RequestExclusion.objects.exists()
    with rls.use(rls.staff(admin.user.pk)):
        assert ServiceRequest.objects.filter(pk=request.pk).exists()


def rls_holds() -> bool:
    return connection.vendor == "postgresql"
