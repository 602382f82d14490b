"""Behind Python's scope stands PostgreSQL's: with the first one gone, a stranger still finds no row."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from foundation import checks, rls
from services.desk.api import queue as api_queue
from services.desk.views import queue as page_queue
from services.requests import engine, policies
from services.requests.actor import Actor
from services.requests.models import Attachment, Phase, RequestEvent, RequestTask, ServiceRequest
from spbe_portal import scopes
from tests.access.matrix import line_of, lines, walk
from tests.services.desk import world as desk
from tests.services.requests import world
from tests.services.requests.forking import room
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.services]
UNKNOWN = "00000000-0000-7000-8000-000000000000"
OWN_PAGES = ("requests:", "outputs:")


@pytest.fixture(autouse=True)
def tuesday() -> Iterator[None]:
    with time_machine.travel(desk.NOW, tick=False):
        yield


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take Python's scope away: every query starts from every row, and every question of right is answered with yes."""
    everything = ServiceRequest.objects.filter(is_test=False)
    monkeypatch.setattr(policies, "visible_to", lambda actor: everything.all())
    for users in (policies, page_queue, api_queue):  # both queues know these two by name
        monkeypatch.setattr(users, "workable_by", lambda actor, held=None: everything.all())
        monkeypatch.setattr(users, "asked_of", lambda held, staff: RequestTask.objects.filter(done_at__isnull=True))
    monkeypatch.setattr(policies, "owns", lambda actor, request: True)
    monkeypatch.setattr(policies, "at_home", lambda staff, request, held=None: True)


def case_of() -> ServiceRequest:
    return desk.filed(world.publish(desk.with_papers()), world.citizen(), desk.photo())


def seen(scope: rls.Scope, rows: QuerySet[ServiceRequest] | None = None) -> set[str | None]:
    """Return the numbers of the requests the database shows for a scope."""
    with rls.use(scope):
        return set((ServiceRequest.objects.all() if rows is None else rows).values_list("number", flat=True))


def tables() -> list[type[models.Model]]:
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in rls.walls.tables]
    return sorted(found, key=lambda model: model._meta.db_table)


def of(actor: Actor) -> rls.Scope:
    assert actor.user is not None
    return rls.staff(actor.user.pk) if actor.kind == "staff" else rls.citizen(actor.user.pk)


def case_addresses(case: ServiceRequest, pk: object) -> list[str]:
    """Return every address of a case at the desk, with another key in the place of its own."""
    file = Attachment.objects.filter(request=case).first()
    assert file is not None
    steps = ["lengkap", "kembalikan", "setujui", "tolak", "ambil", "catatan", "pesan", "urungkan"]
    own = [desk.url(case), desk.url(case, "lihat-penuh") + "?isian=nik", *(desk.url(case, step) for step in steps)]
    files = [desk.url(case, "berkas", str(file.pk), "1"), desk.url(case, "berkas", str(file.pk))]
    return [address.replace(str(case.pk), str(pk)) for address in own + files]


def own_addresses(case: ServiceRequest, pk: object) -> list[tuple[str, str]]:
    """Return every method and address of the applicant's own pages, from the access matrix and the URL map."""
    file = Attachment.objects.filter(request=case).first()
    assert file is not None
    matrix, words = lines(), {"pk": pk, "page": "lain", "action": "buka", "att": file.pk, "output": file.pk, "seq": 1}
    found = []
    for url in walk():
        line = line_of(url.name, matrix)
        if line is None or line.audience not in {"owner", "case"} or not url.name.startswith(OWN_PAGES):
            continue
        kwargs = {name: words[name] for name in url.sample}
        found += [(method, reverse(url.name, kwargs=kwargs)) for method in sorted(line.methods)]
    return found


@pytest.mark.usefixtures("bare")
def test_an_officer_of_another_agency_finds_nothing_at_any_desk_page(client: Client) -> None:
    case = case_of()
    everywhere = {"is_agency_admin": True, "is_platform_admin": True}
    desk.seat(client, world.officer("verifikator", "kepala", at=world.agency("bapenda", "BPD"), **everywhere))
    for address in case_addresses(case, case.pk):
        assert client.get(address).status_code == 404, address
        if "berkas" not in address:
            answer = client.post(address.partition("?")[0], {"kunci": "1" * 32, "text": "x", "alasan": "mengintip"})
            assert answer.status_code in {404, 405}, address
    for tab in ("belum", "saya", "warga", "tenggat", "diminta", "selesai", "semua"):
        for query in ({}, {"cari": case.number}, {"layanan": case.service_id}):
            response = client.get("/panel/antrean/", {"tab": tab, **query})
            assert response.context["rows"] == [], (tab, query)
            assert {each["count"] for each in response.context["tabs"]} <= {0, None}
    assert world.fresh(case).seq == case.seq


@pytest.mark.usefixtures("bare")
def test_without_either_wall_the_same_pages_would_show_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_of()
    desk.seat(client, world.officer("verifikator", at=world.agency("bapenda", "BPD")))
    monkeypatch.setattr(scopes, "scope_of", lambda request: rls.SYSTEM)
    assert client.get(desk.url(case)).status_code == 200
    rows = client.get("/panel/antrean/", {"tab": "semua"}).context["rows"]
    assert [row.number for row in rows] == [case.number]


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("who", ["another citizen", "an officer as a citizen", "nobody"])
def test_a_stranger_finds_nothing_at_any_page_of_an_applicant(client: Client, who: str) -> None:
    case = case_of()
    if who == "another citizen":
        sign_in(client, world.citizen().user)  # type: ignore[arg-type]
    if who == "an officer as a citizen":
        desk.seat(client, world.officer("verifikator", at=world.agency("bapenda", "BPD")))
    for (method, there), (_method, nowhere) in zip(
        own_addresses(case, case.pk), own_addresses(case, UNKNOWN), strict=True
    ):
        answers = [client.generic(method, address) for address in (there, nowhere)]
        assert answers[0].status_code == answers[1].status_code, (method, there)
        assert answers[0].status_code in {302, 404}, (method, there)
    assert case.number not in desk.words(client.get("/permohonan/"))
    assert world.fresh(case).seq == case.seq


@pytest.mark.usefixtures("bare")
def test_no_step_is_taken_by_a_stranger(client: Client) -> None:
    case, stranger = case_of(), world.officer("verifikator", at=world.agency("bapenda", "BPD"))
    with rls.use(of(stranger)), pytest.raises(engine.NotFound):
        world.press(case, "ambil", stranger)
    assert world.fresh(case).assignee is None


def test_every_table_that_hangs_on_a_request_is_behind_the_wall_for_its_owner_too() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity")
        assert {row[0] for row in cursor.fetchall()} == rls.walls.tables
    assert checks.walls_stand(databases=["default"]) == []


def test_whoever_says_nothing_sees_no_row_of_any_table_and_writes_none() -> None:
    one = room()
    one.press("teruskan", one.verifikator)
    case = case_of()
    full = [model for model in tables() if model._default_manager.exists()]
    assert len(full) >= 7  # what was filed, asked and attached above
    for scope in (rls.NOBODY, rls.visitor(""), rls.visitor("0" * 64), rls.numbered("SRG-DKC-2026-999999-X")):
        with rls.use(scope):
            assert [model for model in tables() if model._default_manager.exists()] == []
            assert ServiceRequest.objects.update(trouble="x") == 0
            assert ServiceRequest.objects.filter(pk=case.pk).delete() == (0, {})
    with rls.use(rls.NOBODY), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        RequestTask.objects.create(request=case, fork="1", function="teknis", agency=world.agency())


def test_the_system_sees_every_row() -> None:
    first, second = case_of(), room().request
    assert seen(rls.SYSTEM) == {first.number, second.number}


def test_an_officer_sees_the_agency_and_no_draft() -> None:
    case = case_of()
    world.draft(case.version, world.citizen())
    foreign = world.agency("bapenda", "BPD")
    assert seen(of(world.officer("verifikator"))) == {case.number}
    assert seen(of(world.officer("verifikator", at=foreign))) == set()


def test_a_substitute_sees_the_agency_of_the_absent_colleague_on_that_day_alone() -> None:
    case = case_of()
    substitute = world.officer(at=world.agency("bapenda", "BPD"))
    absence = world.away(world.officer("verifikator"), substitute, since=1, until=2)
    assert seen(of(substitute)) == set()
    with time_machine.travel("2026-11-25T03:00:00Z", tick=False):
        assert seen(of(substitute)) == {case.number}
    absence.delete()
    with time_machine.travel("2026-11-25T03:00:00Z", tick=False):
        assert seen(of(substitute)) == set()


def test_a_guest_sees_exactly_the_granted_request_while_its_part_is_open() -> None:
    one, other = room(), case_of()
    assert seen(of(one.dlh)) == set()
    one.press("teruskan", one.verifikator)
    assert seen(of(one.dlh)) == {one.request.number}
    assert {other.number, one.request.number} <= seen(of(one.verifikator))
    with rls.use(of(one.dlh)):
        assert set(RequestEvent.objects.values_list("request", flat=True)) == {one.request.pk}
        one.part(one.dlh)
    assert seen(of(one.dlh)) == set()


def test_a_confidential_request_is_seen_by_whoever_holds_a_function_of_its_service_alone() -> None:
    case = case_of()
    ServiceRequest.objects.filter(pk=case.pk).update(confidential=True)
    named = world.officer("verifikator", service=case.service)
    general = world.officer("verifikator", "kepala", is_agency_admin=True, is_platform_admin=True)
    assert seen(of(named)) == {case.number}
    assert seen(of(general)) == set()
    assert general.user is not None
    assert seen(rls.records(general.user.pk)) == set()
    world.away(named, world.officer(), "plt")
    assert seen(of(named)) == set()


def test_records_are_kept_for_the_own_agency_and_at_the_top_for_all() -> None:
    case, foreign = case_of(), world.agency("bapenda", "BPD")
    for extra, at, numbers in (
        ({"is_platform_admin": True}, foreign, {case.number}),
        ({"is_agency_admin": True}, foreign, set()),
        ({"is_agency_admin": True}, None, {case.number}),
        ({}, None, set()),
    ):
        keeper = world.officer(at=at, **extra)
        assert keeper.user is not None
        assert seen(rls.records(keeper.user.pk)) == numbers, extra


def test_a_citizen_sees_what_is_filed_by_account_and_party_drafts_too() -> None:
    warga = world.citizen()
    version = world.publish()
    sent = world.submitted(version, warga)
    world.draft(version, warga)
    assert seen(of(warga)) == {sent.number, None}
    assert seen(of(world.citizen())) == set()


def test_a_follow_up_by_number_sees_that_request_alone() -> None:
    case = case_of()
    case_of()
    assert case.number is not None
    assert seen(rls.numbered(case.number)) == {case.number}


def test_both_walls_agree_on_who_is_inside() -> None:
    one = room()
    one.press("teruskan", one.verifikator)
    home, foreign = world.agency(), world.agency("bapenda", "BPD")
    absent, stand_in = world.officer("kepala"), world.officer(at=foreign)
    world.away(absent, stand_in)
    people = [one.warga, one.verifikator, one.dlh, one.dpupr, stand_in, world.citizen(), world.officer("x", at=foreign)]
    people += [world.officer(at=home, is_agency_admin=True)]
    for actor in people:
        first = set(policies.visible_to(actor).values_list("number", flat=True))
        assert seen(of(actor)) == first, actor
        assert seen(of(actor), policies.visible_to(actor)) == first, actor


def test_the_scope_of_a_page_never_stays_on_the_connection(client: Client) -> None:
    case = case_of()
    desk.seat(client, world.officer("verifikator"))
    assert client.get(desk.url(case)).status_code == 200
    assert seen(rls.NOBODY) == set()


def test_a_rolled_back_savepoint_brings_no_wider_scope_back() -> None:
    case_of()
    with transaction.atomic():
        assert len(seen(rls.SYSTEM)) == 1
        try:
            with transaction.atomic():
                assert seen(rls.NOBODY) == set()
                raise DatabaseError
        except DatabaseError:
            assert seen(rls.NOBODY) == set()


def test_the_app_role_may_neither_change_the_schema_nor_lift_the_wall() -> None:
    for forbidden in (
        "ALTER TABLE requests_servicerequest DISABLE ROW LEVEL SECURITY",
        "DROP POLICY portal_scope ON requests_servicerequest",
        "TRUNCATE requests_message",
        "CREATE TABLE public.mine (id int)",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(forbidden)


def test_the_wall_costs_no_query(client: Client, django_assert_num_queries: Callable[..., object]) -> None:
    officer = of(world.officer("verifikator"))
    with rls.use(officer), django_assert_num_queries(1):  # type: ignore[attr-defined]
        list(ServiceRequest.objects.filter(phase=Phase.IN_PROCESS))
