"""An auditor reads what all agencies do and changes nothing; every case that is opened is written down."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from agencies import actions
from agencies.forms import StaffForm
from agencies.models import Agency, Official, Staff
from citizens.models import AccessLog
from foundation import rls
from services.catalogue.appointing import problems
from services.catalogue.holdings import holdings_of
from services.catalogue.models import FunctionHolder
from services.requests.models import RequestEvent, ServiceRequest
from services.requests.secrets import is_sealed
from spbe_portal import audit
from tests.services.desk import world as desk
from tests.services.requests import world
from tests.services.requests.api_client import Program
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
UNKNOWN = "00000000-0000-7000-8000-000000000000"
CASES = "/panel/audit/requests/servicerequest/"


def auditor_of(*functions: str) -> Any:
    return world.officer(*functions, at=world.agency("inspektorat", "ISP"), is_auditor=True)


@pytest.fixture
def reader(client: Client) -> Client:
    return sign_in(client, auditor_of().user)


def case() -> ServiceRequest:
    return world.submitted(world.publish(), world.citizen())


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def lists() -> list[str]:
    return [f"/panel/audit/{model._meta.app_label}/{model._meta.model_name}/" for model in audit.site._registry]


def test_the_panel_leads_an_auditor_to_what_is_audited(reader: Client) -> None:
    answer = reader.get("/panel/", follow=True)
    assert answer.redirect_chain == [("/panel/audit/", 302)]
    html = answer.content.decode()
    assert 'href="/panel/audit/angka/"' in html
    assert 'href="/panel/antrean/"' not in html
    assert 'href="/panel/kelola/"' not in html
    assert "Anda tidak mengubah apa pun." in page(reader, "/panel/bantuan/")


def test_every_list_and_every_page_of_a_row_opens_and_offers_no_change(reader: Client) -> None:
    request = case()
    officer = world.officer("verifikator", service=request.service)
    Official.objects.create(agency=officer.staff.agency, position="Kepala Dinas")
    LogEntry.objects.create(user=officer.user, action_flag=2, object_repr="Izin uji", change_message="uji")
    seen = 0
    for address in lists():
        html = page(reader, address)
        assert 'name="action"' not in html, address
        assert "addlink" not in html.partition("<main")[2], address
    for model in audit.site._registry:
        row = model._default_manager.first()
        if row is None:
            continue
        seen += 1
        names = (model._meta.app_label, model._meta.model_name)
        html = page(reader, reverse("audit:{}_{}_change".format(*names), args=[row.pk]))
        assert 'name="_save"' not in html, names
    assert seen >= 7


def test_whatever_an_auditor_sends_is_refused_and_changes_nothing(reader: Client) -> None:
    request = case()
    agency = request.agency
    assert agency is not None
    for address in (
        *lists(),
        f"{CASES}{request.pk}/change/",
        f"/panel/audit/agencies/agency/{agency.pk}/change/",
        f"/panel/audit/catalogue/serviceversion/{request.version_id}/langkah/",
        f"/panel/kelola/agencies/agency/{agency.pk}/change/",
        "/panel/impor/petugas/",
        "/panel/operasi/kirim-ulang/",
        desk.url(request, "lengkap"),
        desk.url(request, "ambil"),
    ):
        answer = reader.post(address, {"name": "Lain", "langkah": "usulkan", "kunci": "1" * 32})
        assert answer.status_code == 403, (address, answer.status_code)
    assert world.fresh(request).seq == request.seq
    assert reader.post("/panel/tema/", {"tema": "gelap"}).status_code == 302


def test_an_auditors_program_writes_nothing_even_with_a_function_held_before() -> None:
    request = case()
    program = Program.of(auditor_of("verifikator", "kepala"))
    path = f"desk/requests/{request.pk}/actions/"
    for action in ("ambil", "lengkap"):
        assert program.post(f"{path}{action}/", {"seq": request.seq, "data": {}}).status_code == 404
    several = program.post("desk/bulk/", {"action": "ambil", "items": [{"id": str(request.pk), "seq": request.seq}]})
    assert several.status_code in {403, 404} or (several.json()["done"], several.json()["refused"]) == (0, 1)
    assert world.fresh(request).seq == request.seq
    assert not RequestEvent.objects.filter(request=request, seq__gt=request.seq).exists()


@pytest.mark.parametrize("role", ["officer", "agency admin", "platform admin", "citizen"])
def test_nobody_else_has_these_pages(client: Client, role: str) -> None:
    request = case()
    rights = {"agency admin": {"is_agency_admin": True}, "platform admin": {"is_platform_admin": True}}
    actor = world.citizen() if role == "citizen" else world.officer("verifikator", **rights.get(role, {}))
    assert actor.user is not None
    here = sign_in(client, actor.user)
    for address in (*lists(), "/panel/audit/", "/panel/audit/angka/", f"{CASES}{request.pk}/change/"):
        assert here.get(address, follow=True).status_code == 403, address
    assert not AccessLog.objects.exists()


def test_an_auditor_keeps_no_records_and_works_on_nothing(reader: Client) -> None:
    request = case()
    assert reader.get("/panel/kelola/", follow=True).status_code == 403
    assert reader.get("/panel/impor/").status_code == 403
    assert reader.get(desk.url(request)).status_code == 404
    assert request.number not in page(reader, "/panel/antrean/")


def test_every_opening_of_a_case_is_written_down_for_its_applicant(reader: Client) -> None:
    request = case()
    page(reader, CASES)
    assert not AccessLog.objects.exists()
    page(reader, f"{CASES}{request.pk}/change/")
    page(reader, f"{CASES}{request.pk}/change/")
    rows = AccessLog.objects.filter(object_id=str(request.pk), party=request.applicant)
    assert (
        list(rows.values_list("agency_code", "what", "reason"))
        == [("inspektorat", "request", "Pemeriksaan oleh auditor")] * 2
    )


def test_a_case_shows_its_steps_and_answers_and_no_secret(reader: Client) -> None:
    request = desk.filed(world.publish(desk.with_papers()), world.citizen(), desk.photo())
    html = page(reader, f"{CASES}{request.pk}/change/")
    assert request.number is not None
    assert request.number in html
    assert "ke tahap" in html.lower()
    assert is_sealed(request.answers["nik"])
    answers = html.partition("Jawaban (tanpa yang rahasia)")[2].partition("</fieldset>")[0]
    assert world.ANSWERS["nama"] in answers
    assert "nik" not in answers.lower()
    assert world.ANSWERS["nik"] not in html


def test_something_confidential_is_a_number_and_nothing_else(reader: Client) -> None:
    request = case()
    ServiceRequest.objects.filter(pk=request.pk).update(confidential=True)
    assert request.number not in page(reader, CASES)
    there, nowhere = (reader.get(f"{CASES}{pk}/change/", follow=True) for pk in (request.pk, UNKNOWN))
    assert there.redirect_chain == nowhere.redirect_chain
    assert request.number not in there.content.decode()
    assert "rahasia: 1." in page(reader, "/panel/audit/angka/")
    assert not AccessLog.objects.exists()


def test_figures_count_what_is_open_at_every_agency(reader: Client, django_assert_max_num_queries: Any) -> None:
    case()
    case()
    with django_assert_max_num_queries(15):
        html = page(reader, "/panel/audit/angka/")
    assert "Disdukcapil" in html
    assert ">2<" in html


def test_the_list_costs_the_same_for_many(reader: Client, django_assert_max_num_queries: Any) -> None:
    for _number in range(5):
        case()
    with django_assert_max_num_queries(16):
        page(reader, CASES)


def test_whoever_audits_administers_nothing() -> None:
    staff = auditor_of().staff
    for right in ("is_agency_admin", "is_platform_admin"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Staff.objects.filter(pk=staff.pk).update(**{right: True})


def test_what_an_auditor_held_before_counts_no_more() -> None:
    auditor = auditor_of("verifikator")
    assert holdings_of(auditor.staff) == []
    wanted = FunctionHolder(agency=auditor.staff.agency, function="verifikator", staff=auditor.staff)
    assert [field for field, _sentence in problems(wanted)] == ["staff"]


def test_the_role_ends_the_sessions_of_whoever_receives_it() -> None:
    officer = world.officer()
    assert officer.user is not None
    before = officer.user.session_epoch
    officer.staff.is_auditor = True
    actions.appoint(officer.staff)
    officer.user.refresh_from_db()
    assert (officer.user.session_epoch, officer.user.is_superuser) == (before + 1, False)


def test_only_diskominfosatik_gives_the_role(client: Client) -> None:
    boss, colleague = world.officer(is_agency_admin=True), world.officer()
    assert boss.user is not None
    page_of = sign_in(client, boss.user)
    address = f"/panel/kelola/agencies/staff/{colleague.staff.pk}/change/"
    assert "is_auditor" not in page(page_of, address)
    page_of.post(address, {"agency": "disdukcapil", "title": "Petugas", "is_active": "on", "is_auditor": "on"})
    assert not Staff.objects.get(pk=colleague.staff.pk).is_auditor
    Staff.objects.filter(pk=colleague.staff.pk).update(is_auditor=True)
    assert page_of.post(address, {"agency": "disdukcapil", "title": "x"}).status_code == 403


def test_a_form_refuses_both_roles_at_once() -> None:
    class Whole(StaffForm):
        class Meta(StaffForm.Meta):
            fields = [*StaffForm.Meta.fields, "is_platform_admin", "is_auditor"]

    staff = world.officer().staff
    Agency.objects.get(pk=staff.agency_id)
    given = {"agency": staff.agency_id, "is_auditor": "on", "is_platform_admin": "on", "is_active": "on"}
    assert "is_auditor" in Whole(given, instance=staff).errors


@pytest.mark.services
def test_the_database_lets_an_auditor_read_all_agencies_and_write_nothing() -> None:
    assert connection.vendor == "postgresql"
    request, hidden = case(), case()
    ServiceRequest.objects.filter(pk=hidden.pk).update(confidential=True)
    world.draft(request.version, world.citizen())
    auditor, officer = auditor_of(), world.officer("verifikator", is_agency_admin=True)
    assert auditor.user is not None
    assert officer.user is not None
    with rls.use(rls.audit(officer.user.pk)):  # the claim alone opens nothing
        assert not ServiceRequest.objects.exists()
    with rls.use(rls.audit(auditor.user.pk)):
        assert list(ServiceRequest.objects.values_list("pk", flat=True)) == [request.pk]
        assert set(RequestEvent.objects.values_list("request", flat=True)) == {request.pk}
        assert ServiceRequest.objects.filter(pk=request.pk).update(trouble="x") == 0
        assert ServiceRequest.objects.select_for_update().filter(pk=request.pk).first() is None
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM requests_servicerequest")
            assert cursor.rowcount == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            RequestEvent.objects.create(request=request, seq=99, at=request.submitted_at, kind="note")
