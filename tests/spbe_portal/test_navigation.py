"""The frames lead to pages that exist, say where one is, and cost a visitor no query."""

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from agencies import helpdesk
from agencies.activities import emergency
from agencies.models import Agency, Staff
from citizens.models import Party, User
from citizens.notifications.models import Notification
from spbe_portal import navigation
from spbe_portal.context import Portal
from tests.spbe_portal.markup import sound


def portal_of(user: User | None, path: str = "/") -> Portal:
    request = RequestFactory().get(path)
    if user is not None:
        request.user = user
    return Portal(request)


@pytest.fixture
def citizen(db: None) -> User:
    return User.objects.create_user(email="ani@contoh.id", party=Party.objects.create(name="Ani Suryani"))


@pytest.fixture
def officer(db: None) -> Staff:
    agency = Agency.objects.create(slug="dinas-x", code="DNX", name="Dinas X", short_name="Dinas X", kind="dinas")
    user = User.objects.create_user(email="petugas@contoh.id", is_staff=True, second_factor_required=True)
    return Staff.objects.create(user=user, agency=agency)


@pytest.mark.parametrize("name", sorted(set(navigation.every_name())))
def test_every_page_the_frames_name_exists(name: str) -> None:
    assert navigation.address(name), f"{name} has no URL"


def test_the_check_at_the_start_has_nothing_to_say() -> None:
    assert navigation.frames_link_to_real_pages() == []


def test_an_address_nobody_has_is_empty() -> None:
    assert navigation.address("tidak-ada") == ""


@pytest.mark.django_db
def test_every_link_of_a_public_page_leads_somewhere() -> None:
    client = Client()
    markup = sound(client.get("/bantuan/").content.decode())
    targets = {values["href"] for values in markup.find("a") if values["href"].startswith("/")}
    assert len(targets) >= 6
    for target in targets:
        assert client.get(target, follow=True).status_code == 200, target


def test_home_is_current_only_at_home() -> None:
    (link,) = navigation.links([navigation.HOME], "/")
    assert link.current
    (link,) = navigation.links([navigation.HOME], "/bantuan/")
    assert not link.current


def test_a_section_is_current_below_itself() -> None:
    (link,) = navigation.links([navigation.HELP], "/bantuan/lebih/")
    assert link.current


def test_of_two_pages_one_below_the_other_only_the_nearest_is_current() -> None:
    path = f"{navigation.address(navigation.PROPOSALS.name)}1/change/"
    current = [link.text for link in navigation.links(navigation.RAIL_ADMIN, path) if link.current]
    assert current == [navigation.PROPOSALS.text]


def test_who_heads_an_office_is_one_tap_from_every_page() -> None:
    links = [link.url for group in navigation.groups("/bantuan/") for link in group.links]
    assert {"/pejabat/", "/opd/"} <= set(links)


def test_a_visitor_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    portal = portal_of(None)
    assert (portal.user_name, portal.unread, portal.staff, portal.agency_name) == ("", 0, None, "")
    assert portal.tabs
    assert portal.foot


@pytest.mark.django_db
def test_a_public_page_costs_a_visitor_no_query_but_for_the_emergency_line_and_the_telephone(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    emergency.forget()
    helpdesk.forget()
    with django_assert_num_queries(2):
        Client().get("/aksesibilitas/")
    with django_assert_num_queries(0):
        Client().get("/aksesibilitas/")


def test_a_citizen_is_greeted_by_name_and_sees_what_is_unread(
    citizen: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Notification.objects.create(user=citizen, topic="x", body="Isi", key="1")
    Notification.objects.create(party=citizen.party, topic="x", body="Isi", key="2")
    portal = portal_of(User.objects.get(pk=citizen.pk))
    with django_assert_num_queries(2):
        assert portal.user_name == "Ani Suryani"
        assert portal.unread == 2
        assert portal.unread == 2
        assert portal.staff is None


def test_the_frame_adds_two_queries_for_a_citizen(
    citizen: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.force_login(citizen)
    with django_assert_num_queries(4):  # session, user, party, unread
        html = client.get("/aksesibilitas/").content.decode()
    assert "Ani Suryani" in html
    sound(html)


def test_a_citizen_gets_the_requests_tab_and_a_way_out(citizen: User) -> None:
    client = Client()
    client.force_login(citizen)
    markup = sound(client.get("/bantuan/").content.decode())
    assert markup.find("form", action=navigation.address("account_logout"), method="post")
    assert not markup.find("a", href="/panel/")


def test_only_staff_are_shown_the_panel(officer: Staff) -> None:
    names = [link.url for link in portal_of(officer.user).account]
    assert "/panel/" in names


def test_an_officer_sees_the_agency_and_no_administration(officer: Staff) -> None:
    portal = portal_of(officer.user)
    assert portal.agency_name == "Dinas X"
    assert [link.url for link in portal.rail] == ["/panel/antrean/"]


def test_who_administers_an_opd_finds_the_register_of_silence(officer: Staff) -> None:
    officer.is_agency_admin = True
    officer.save()
    assert "/panel/batas-diam/" in [link.url for link in portal_of(officer.user).rail]


def test_a_platform_admin_may_administer(officer: Staff) -> None:
    officer.is_platform_admin = True
    officer.save()
    assert "/panel/kelola/" in [link.url for link in portal_of(officer.user).rail]


def test_someone_whose_role_ended_has_no_agency(officer: Staff) -> None:
    officer.is_active = False
    officer.save()
    assert portal_of(officer.user).agency_name == ""


@pytest.mark.parametrize(
    ("cookie", "theme"), [("gelap", "gelap"), ("otomatis", "otomatis"), ('x" onload="', ""), ("", "")]
)
def test_only_known_themes_are_believed(cookie: str, theme: str) -> None:
    request = RequestFactory().get("/panel/")
    request.COOKIES["tema"] = cookie
    assert Portal(request).theme == theme
