"""In the panel an OPD keeps its own facts and sees nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.sites import site
from django.test import Client, RequestFactory
from django.urls import reverse

from agencies import actions
from agencies.admin.scope import ScopedAdmin
from agencies.forms import StaffForm
from agencies.models import Absence, Agency, DecreedYear, Holiday, Official, Staff, Unit, WorkCalendar
from citizens.models import User
from tests import kept
from tests.signing_in import make_citizen, make_officer, sign_in

pytestmark = pytest.mark.django_db
MODELS = [Agency, Unit, Official, Staff, Absence, WorkCalendar, Holiday, DecreedYear]


@pytest.fixture(autouse=True)
def _reference() -> None:
    kept.reference()


@pytest.fixture
def platform() -> Staff:
    """Return an administrator of Diskominfosatik."""
    user = make_officer("admin@contoh.test")
    return actions.appoint(Staff(user=user, agency_id="diskominfosatik", is_platform_admin=True))


@pytest.fixture
def opd() -> Staff:
    """Return an administrator of Disdukcapil."""
    user = make_officer("admin.opd@contoh.test")
    return actions.appoint(Staff(user=user, agency_id="disdukcapil", is_agency_admin=True))


def request_of(user: User) -> Any:
    request = RequestFactory().get("/panel/kelola/")
    request.user = user
    return request


def page_of(model: type) -> ScopedAdmin:
    found: Any = admin.site._registry[model]
    return found


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_list_and_form_opens_for_diskominfosatik(client: Client, platform: Staff, model: Any) -> None:
    sign_in(client, platform.user)
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    assert client.get(reverse(f"{name}_changelist")).status_code == 200
    if page_of(model).has_add_permission(request_of(platform.user)):
        assert client.get(reverse(f"{name}_add")).status_code == 200
    row = model.objects.first()
    if row is not None:
        assert client.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("model", [Agency, Unit, Official, Staff, WorkCalendar])
def test_an_opd_admin_sees_only_rows_of_its_agency(opd: Staff, platform: Staff, model: Any) -> None:
    WorkCalendar.objects.create(agency_id="disdukcapil")
    rows = page_of(model).get_queryset(request_of(opd.user))
    agencies = {row.pk if model is Agency else row.agency_id for row in rows}
    assert agencies <= {"disdukcapil"}
    assert agencies or model is Unit


@pytest.mark.parametrize("model", [Holiday, DecreedYear])
def test_an_opd_admin_sees_nothing_that_belongs_to_everybody(opd: Staff, model: Any) -> None:
    page, request = page_of(model), request_of(opd.user)
    assert not page.has_module_permission(request)
    assert not page.get_queryset(request).exists()
    assert not page.has_change_permission(request, model.objects.first())


def test_an_opd_admin_may_not_change_another_agency(opd: Staff) -> None:
    page, request = page_of(Agency), request_of(opd.user)
    assert page.has_change_permission(request, Agency.objects.get(slug="disdukcapil"))
    assert not page.has_change_permission(request, Agency.objects.get(slug="bapenda"))
    assert not page.has_add_permission(request)


def test_an_opd_admin_may_not_change_the_default_calendar(opd: Staff) -> None:
    page, request = page_of(WorkCalendar), request_of(opd.user)
    assert not page.has_change_permission(request, WorkCalendar.objects.get(agency=None))


def test_an_opd_admin_may_not_rename_its_agency_but_may_write_its_telephone(opd: Staff) -> None:
    fixed = page_of(Agency).get_readonly_fields(request_of(opd.user), Agency.objects.get(slug="disdukcapil"))
    assert {"slug", "code", "name"} <= set(fixed)
    assert "phone" not in fixed


def test_an_ordinary_officer_sees_no_model_at_all() -> None:
    officer = actions.appoint(Staff(user=make_citizen(), agency_id="disdukcapil"))
    assert not any(page_of(model).has_module_permission(request_of(officer.user)) for model in MODELS)


def test_forms_offer_an_opd_admin_only_its_own_agency_and_units(opd: Staff) -> None:
    form = page_of(Staff).get_form(request_of(opd.user))()
    assert set(form.fields["agency"].queryset.values_list("pk", flat=True)) == {"disdukcapil"}
    assert not form.fields["unit"].queryset.exclude(agency="disdukcapil").exists()


def test_only_diskominfosatik_may_make_platform_admins(opd: Staff, platform: Staff) -> None:
    assert "is_platform_admin" not in page_of(Staff).get_form(request_of(opd.user))().fields
    assert "is_platform_admin" in page_of(Staff).get_form(request_of(platform.user))().fields


def test_nobody_raises_oneself(opd: Staff) -> None:
    fixed = page_of(Staff).get_readonly_fields(request_of(opd.user), opd)
    assert {"agency", "is_agency_admin", "is_active"} <= set(fixed)


def test_an_opd_admin_may_not_touch_the_role_of_a_platform_admin(opd: Staff, platform: Staff) -> None:
    Staff.objects.filter(pk=platform.pk).update(agency="disdukcapil")
    platform.refresh_from_db()
    assert not page_of(Staff).has_change_permission(request_of(opd.user), platform)
    assert page_of(Staff).has_change_permission(request_of(platform.user), platform)


def test_nobody_deletes_an_agency_or_staff(platform: Staff) -> None:
    request = request_of(platform.user)
    assert not page_of(Agency).has_delete_permission(request)
    assert not page_of(Staff).has_delete_permission(request, platform)
    assert page_of(Holiday).has_delete_permission(request)


def test_adding_staff_in_the_panel_sets_the_second_factor_with_the_role(client: Client, platform: Staff) -> None:
    user = make_citizen("baru@contoh.test")
    sign_in(client, platform.user)
    data = {"account": "BARU@contoh.test", "agency": "dinkes", "title": "Verifikator", "is_active": "on"}
    answer = client.post(reverse("admin:agencies_staff_add"), data)
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.staff.agency_id == "dinkes"
    assert (user.is_staff, user.second_factor_required) == (True, True)


@pytest.mark.parametrize(
    ("account", "sentence"),
    [("siapa@contoh.test", "tidak ditemukan"), ("admin@contoh.test", "sudah menjadi petugas")],
)
def test_an_unknown_or_busy_account_is_refused_in_a_sentence(platform: Staff, account: str, sentence: str) -> None:
    form = StaffForm({"account": account, "agency": "dinkes", "is_active": "on"})
    assert sentence in str(form.errors["account"])


def test_a_unit_of_another_agency_is_refused_in_a_sentence() -> None:
    make_citizen("baru@contoh.test")
    unit = Unit.objects.filter(agency="kec-ciruas").first()
    assert unit is not None
    form = StaffForm({"account": "baru@contoh.test", "agency": "dinkes", "unit": unit.pk, "is_active": "on"})
    assert "milik OPD lain" in str(form.errors["unit"])


def test_empty_facts_are_shown_as_belum_diisi(client: Client, platform: Staff) -> None:
    sign_in(client, platform.user)
    assert b"Belum diisi" in client.get(reverse("admin:agencies_official_changelist")).content
    assert b"Belum diisi" in client.get(reverse("admin:agencies_agency_changelist")).content


def test_the_panel_holds_the_pages_of_the_agencies() -> None:
    assert all(model in site._registry for model in MODELS)
