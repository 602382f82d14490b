"""Django's admin stands in the panel's frame, behind the portal's own sign-in, for platform admins alone."""

import time

import pytest
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Agency, Announcement, DecreedYear, EmergencyNotice, HelpContact, Holiday, Staff
from citizens.models import Party, User
from foundation.lists import MOST
from services.requests.models import SilenceEntry
from spbe_portal.panel import PanelSite
from tests.spbe_portal.markup import Markup

PASSWORD = "sandi-panjang-sekali"


@pytest.fixture
def staff(db: None) -> Staff:
    agency = Agency.objects.create(slug="dinas-x", code="DNX", name="Dinas X", short_name="Dinas X", kind="dinas")
    user = User.objects.create_user(
        email="petugas@contoh.id",
        password=PASSWORD,
        is_staff=True,
        second_factor_required=True,
        party=Party.objects.create(name="Contoh Petugas"),
    )
    return Staff.objects.create(user=user, agency=agency, is_platform_admin=True)


def signed_in(user: User) -> Client:
    """Sign an officer in as one who has just shown the second factor."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()
    return client


@pytest.fixture
def platform_admin(staff: Staff) -> Client:
    staff.user.is_superuser = True
    staff.user.save()
    return signed_in(staff.user)


def test_the_one_admin_site_is_ours() -> None:
    assert isinstance(admin.site, PanelSite)


def test_a_visitor_is_led_to_the_portals_sign_in() -> None:
    response = Client().get("/panel/kelola/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/akun/masuk/?next=")


def test_the_admins_own_sign_in_form_does_not_exist(staff: Staff) -> None:
    client = Client()
    response = client.post("/panel/kelola/login/", {"username": "petugas@contoh.id", "password": PASSWORD})
    assert response.status_code == 302
    assert response["Location"].startswith("/akun/masuk/")
    assert "_auth_user_id" not in client.session


def test_an_admin_cannot_become_somebody_else_through_it(platform_admin: Client, staff: Staff) -> None:
    other = User.objects.create_user(email="lain@contoh.id", password=PASSWORD)
    platform_admin.post("/panel/kelola/login/", {"username": other.email, "password": PASSWORD})
    assert platform_admin.session["_auth_user_id"] == str(staff.user.pk)


def test_an_admin_who_asks_for_the_sign_in_form_is_let_in(platform_admin: Client) -> None:
    assert platform_admin.get("/panel/kelola/login/")["Location"] == "/panel/kelola/"


def test_an_officer_who_is_no_platform_admin_stays_outside(staff: Staff) -> None:
    staff.is_platform_admin = False
    staff.save()
    client = signed_in(staff.user)
    assert client.get("/panel/kelola/", follow=True).status_code == 403


@pytest.fixture
def agency_admin(staff: Staff) -> Client:
    staff.is_platform_admin, staff.is_agency_admin = False, True
    staff.save()
    return signed_in(staff.user)


def test_an_admin_of_one_agency_finds_the_records_of_that_agency_and_no_others(agency_admin: Client) -> None:
    html = agency_admin.get("/panel/kelola/").content.decode()
    kept = {model._meta.app_label for model in admin.site._registry if f"/kelola/{model._meta.app_label}/" in html}
    # Of requests, the register of silence alone.
    assert kept == {"agencies", "catalogue", "inventory", "performance", "ppid", "requests", "satisfaction", "webhooks"}
    assert 'href="/panel/kelola/"' in agency_admin.get("/panel/antrean/").content.decode()
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        own = model._meta.app_label in {
            "agencies",
            "catalogue",
            "inventory",
            "performance",
            "ppid",
            "satisfaction",
            "webhooks",
        }
        own = own or model is SilenceEntry
        everybodys = not own or model in {Holiday, DecreedYear, EmergencyNotice, HelpContact, Announcement}
        assert agency_admin.get(reverse(name)).status_code == (403 if everybodys else 200), name


def test_an_admin_of_one_agency_with_rights_left_from_before_stays_outside(agency_admin: Client, staff: Staff) -> None:
    User.objects.filter(pk=staff.user_id).update(is_superuser=True)
    assert agency_admin.get("/panel/kelola/", follow=True).status_code == 403


def test_a_former_officer_stays_outside(staff: Staff) -> None:
    staff.is_active = False
    staff.save()
    assert signed_in(staff.user).get("/panel/kelola/", follow=True).status_code == 403


def test_a_citizen_stays_outside(db: None) -> None:
    client = Client()
    client.force_login(User.objects.create_user(email="ani@contoh.id"))
    assert client.get("/panel/kelola/", follow=True).status_code == 403
    assert client.get("/panel/").status_code == 403
    assert client.post("/panel/tema/", {"tema": "gelap"}).status_code == 403


def test_even_an_admin_shows_the_second_factor_first(staff: Staff) -> None:
    client = Client()
    client.force_login(staff.user)
    assert client.get("/panel/kelola/")["Location"].startswith("/akun/keamanan/")


def test_the_index_stands_in_the_panels_frame_in_indonesian(platform_admin: Client) -> None:
    html = platform_admin.get("/panel/kelola/").content.decode()
    assert "Kelola portal" in html
    assert 'class="rail on-deep"' in html
    assert "Dinas X" in html
    assert "admin/js/theme.js" not in html
    for word in ("Welcome", "Log out", "Site administration"):
        assert word not in html


def test_every_list_and_form_of_the_admin_holds_the_policy(platform_admin: Client) -> None:
    for model, model_admin in admin.site._registry.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        response = platform_admin.get(reverse(f"admin:{name}_changelist"))
        assert response.status_code == 200, name
        if model_admin.has_add_permission(response.wsgi_request):
            response = platform_admin.get(reverse(f"admin:{name}_add"))
            assert response.status_code == 200, name
        ids = Markup(response.content.decode()).ids
        assert "isi" in ids


@pytest.mark.parametrize("app", ["outbox", "citizens", "agencies", "catalogue", "requests"])
def test_no_label_of_the_admin_is_made_of_a_name_in_the_code(platform_admin: Client, app: str) -> None:
    same_word = {"NIK", "id", "status"}
    request = platform_admin.get("/panel/kelola/").wsgi_request
    for model, page in admin.site._registry.items():
        shown = {*page.get_list_display(request), *page.get_fields(request)} if model._meta.app_label == app else set()
        assert shown or model._meta.app_label != app
        for name in {str(each) for each in shown if hasattr(model, str(each))}:
            label = str(label_for_field(name, model, page))
            assert label in same_word or label != name.replace("_", " "), f"{model.__name__}.{name}"


def test_no_list_of_the_admin_counts_over_a_whole_table_and_each_has_its_budget(platform_admin: Client) -> None:
    platform_admin.get("/panel/kelola/")
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        with CaptureQueriesContext(connection) as found:
            assert platform_admin.get(address, {"_facets": "True"}).status_code == 200
        asked = [query["sql"] for query in found.captured_queries]
        counts = [sql for sql in asked if "COUNT(" in sql and model._meta.db_table in sql]
        assert len(counts) == 1, address
        assert f"LIMIT {MOST}" in counts[0], address
        assert len(asked) <= 12, address


def test_a_list_says_where_it_stopped_counting(platform_admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foundation.lists.MOST", 2)
    for day in range(1, 4):
        Holiday.objects.create(date=f"2026-12-0{day}", kind="libur_daerah", name=f"Hari {day}")
    html = platform_admin.get("/panel/kelola/agencies/holiday/").content.decode()
    assert "2 yang pertama. Cari atau saring untuk menemukan yang lain." in html
    searched = platform_admin.get("/panel/kelola/agencies/holiday/", {"q": "Hari 3"}).content.decode()
    assert "1 hari libur" in searched


def test_second_factors_and_groups_are_no_rows_to_edit(platform_admin: Client) -> None:
    labels = {model._meta.app_label for model in admin.site._registry}
    assert not labels & {"mfa", "account", "auth"}
    assert "citizens" in labels
    assert "Authenticator" not in platform_admin.get("/panel/kelola/").content.decode()


def test_sign_out_and_passwords_are_the_portals(platform_admin: Client) -> None:
    assert platform_admin.post("/panel/kelola/logout/")["Location"] == "/akun/keluar/"
    assert platform_admin.get("/panel/kelola/password_change/")["Location"] == "/akun/sandi/"


def test_the_theme_is_remembered_and_one_comes_back(platform_admin: Client) -> None:
    response = platform_admin.post("/panel/tema/", {"tema": "gelap", "kembali": "/panel/kelola/?q=1"})
    assert response["Location"] == "/panel/kelola/?q=1"
    assert 'data-tema="gelap"' in platform_admin.get("/panel/kelola/").content.decode()
    platform_admin.post("/panel/tema/", {"tema": "terang"})
    assert "data-tema" not in platform_admin.get("/panel/kelola/").content.decode()


def test_the_theme_form_takes_no_bare_word_for_the_name_of_a_page(platform_admin: Client) -> None:
    response = platform_admin.post("/panel/tema/", {"tema": "gelap", "kembali": "x y"})
    assert response.status_code == 302


def test_a_field_without_a_name_is_a_bad_request_and_no_fault_of_ours(platform_admin: Client, staff: Staff) -> None:
    page = f"/panel/kelola/agencies/staff/{staff.pk}/change/"
    assert platform_admin.get(page).status_code == 200
    assert platform_admin.get(page, {"_to_field": ""}).status_code == 400
    assert platform_admin.get(page, {"_to_field": "id"}).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_nul_characters_never_reach_the_forms_of_the_admin(platform_admin: Client, method: str) -> None:
    response = getattr(platform_admin, method)("/panel/kelola/catalogue/functionholder/add/", {"unit": "a\x00b"})
    assert response.status_code == 400


@pytest.mark.parametrize("target", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", ""])
def test_the_theme_form_leads_nowhere_else(platform_admin: Client, target: str) -> None:
    response = platform_admin.post("/panel/tema/", {"tema": "gelap", "kembali": target})
    assert response["Location"] == "/panel/"
