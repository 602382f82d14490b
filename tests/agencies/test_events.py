"""Whoever changes which days count tells those who count: once a change, and whose calendar it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from agencies import actions
from agencies.events import calendar_changed
from agencies.models import DecreedYear, Holiday, Staff, WorkCalendar
from agencies.reference.tables import load_all
from tests.signing_in import make_officer, sign_in

pytestmark = pytest.mark.django_db
PANEL = "/panel/kelola/agencies/"
WEEK = {"weekdays": "12345", "opens": "08:00", "closes": "16:00", "note": "", "follows_holidays": "on"}


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """Return whose calendars were said to have changed."""
    load_all()
    said: list[str] = []

    def hear(sender: object, agency: str, **_more: object) -> None:
        said.append(agency)

    calendar_changed.connect(hear)
    yield said
    calendar_changed.disconnect(hear)


@pytest.fixture
def panel(client: Client, heard: list[str]) -> Client:
    user = make_officer("admin@contoh.test")
    actions.appoint(Staff(user=user, agency_id="diskominfosatik", is_platform_admin=True))
    return sign_in(client, user)


def test_a_new_day_off_a_changed_one_and_a_removed_one_are_told(panel: Client, heard: list[str]) -> None:
    sent = {"date": "2026-11-26", "kind": "libur_daerah", "name": "Libur uji", "decree": "", "note": ""}
    assert panel.post(f"{PANEL}holiday/add/", sent).status_code == 302
    pk = Holiday.objects.get(name="Libur uji").pk
    panel.post(f"{PANEL}holiday/{pk}/change/", sent | {"date": "2026-11-27"})
    panel.post(f"{PANEL}holiday/{pk}/delete/", {"post": "yes"})
    assert heard == ["", "", ""]
    assert not Holiday.objects.filter(pk=pk).exists()


def test_saving_without_a_change_tells_nothing(panel: Client, heard: list[str]) -> None:
    year = DecreedYear.objects.first()
    assert year is not None
    sent = {"year": year.year, "decree": year.decree, "note": year.note}
    assert panel.post(f"{PANEL}decreedyear/{year.pk}/change/", sent).status_code == 302
    assert heard == []


def test_many_removed_at_once_are_told_once(panel: Client, heard: list[str]) -> None:
    chosen = list(Holiday.objects.values_list("pk", flat=True)[:3])
    panel.post(f"{PANEL}holiday/", {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})
    assert heard == [""]
    assert not Holiday.objects.filter(pk__in=chosen).exists()


def test_an_offices_own_week_is_its_own_until_it_changes_hands(panel: Client, heard: list[str]) -> None:
    panel.post(f"{PANEL}workcalendar/add/", WEEK | {"agency": "disdukcapil"})
    row = WorkCalendar.objects.get(agency="disdukcapil")
    panel.post(f"{PANEL}workcalendar/{row.pk}/change/", WEEK | {"agency": "disdukcapil", "opens": "07:30"})
    panel.post(f"{PANEL}workcalendar/{row.pk}/change/", WEEK | {"agency": "dinkes", "opens": "07:30"})
    assert heard == ["", "disdukcapil", ""]


def test_the_reference_files_tell_only_when_they_bring_something_new(heard: list[str]) -> None:
    load_all()
    assert heard == []
    Holiday.objects.all().delete()
    load_all()
    assert heard == []  # what a person removed stays away


def test_a_first_load_tells_once() -> None:
    said: list[str] = []

    def hear(sender: object, agency: str, **_more: object) -> None:
        said.append(agency)

    calendar_changed.connect(hear)
    load_all()
    calendar_changed.disconnect(hear)
    assert said == [""]
