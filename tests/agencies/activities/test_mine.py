"""A person finds what they registered for, takes it back there, and keeps it in a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from agencies.activities import joining, schedule
from agencies.handlers import forget_participants
from agencies.models import Activity, Participant
from citizens.models import User
from tests import kept
from tests.agencies.activities.making import NOW, make
from tests.signing_in import make_citizen, sign_in

pytestmark = pytest.mark.django_db
MINE = "/kegiatan/saya/"


@pytest.fixture(autouse=True)
def _reference() -> Iterator[None]:
    kept.reference()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def user() -> User:
    return make_citizen()


def join(activity: Activity, user: User, day: str) -> None:
    joining.join(activity.occurrences.get(day=day), user)


def page(user: User, path: str = MINE) -> str:
    return sign_in(Client(), user).get(path).content.decode()


def test_only_what_i_registered_for_is_mine(user: User) -> None:
    routine = make(title="Posyandu contoh", rule="FREQ=DAILY;COUNT=3", capacity=5)
    join(routine, user, "2026-11-24")
    other = make(title="Milik orang lain", capacity=5)
    join(other, make_citizen("lain@contoh.test", name="Orang Lain"), "2026-11-23")
    html = page(user)
    assert html.count("Posyandu contoh</a>") == 1
    assert "Selasa, 24 November 2026" in html
    assert "Milik orang lain" not in html
    assert "Orang Lain" not in html


def test_without_any_the_page_leads_to_activities(user: User) -> None:
    html = page(user)
    assert "Anda belum terdaftar pada kegiatan yang akan datang" in html
    assert 'href="/kegiatan/"' in html


def test_a_stranger_is_led_to_sign_in() -> None:
    answer = Client().get(MINE)
    assert (answer.status_code, answer["Location"]) == (302, f"/akun/masuk/?next={MINE}")


def test_taking_it_back_leaves_the_person_on_their_own_page(user: User) -> None:
    made = make(capacity=5)
    join(made, user, "2026-11-23")
    client = sign_in(Client(), user)
    form = {"tanggal": "2026-11-23", "kembali": "saya"}
    answer = client.post(f"/kegiatan/{made.pk}/batal-ikut/", form, follow=True)
    assert answer.redirect_chain == [(MINE, 302)]
    html = answer.content.decode()
    assert "Pendaftaran Anda dibatalkan" in html
    assert "Anda belum terdaftar" in html
    assert made.occurrences.get().taken == 0
    elsewhere = client.post(f"/kegiatan/{made.pk}/batal-ikut/", form | {"kembali": "//jahat.contoh/"})
    assert elsewhere["Location"].startswith(f"/kegiatan/{made.pk}/")


def test_a_cancelled_day_stays_for_me_to_find_with_its_reason(user: User) -> None:
    made = make(capacity=5)
    join(made, user, "2026-11-23")
    schedule.cancel(made.occurrences.get(), "Aula dipakai")
    html = page(user)
    assert "Dibatalkan" in html
    assert "Aula dipakai" in html
    assert "batal-ikut" not in html


def test_what_is_no_longer_announced_is_still_mine_but_has_no_page(user: User) -> None:
    made = make(capacity=5)
    join(made, user, "2026-11-23")
    Activity.objects.update(is_published=False)
    html = page(user)
    assert "tidak lagi diumumkan" in html
    assert f"/kegiatan/{made.pk}" not in html


def test_what_is_over_is_listed_until_it_is_forgotten(user: User, settings: Any) -> None:
    settings.PARTICIPANTS_KEPT_DAYS = 10
    made = make(capacity=5)
    join(made, user, "2026-11-23")
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        html = page(user)
        assert "Sudah lewat" in html
        assert "Pendaftaran Anda dihapus 10 hari sesudah kegiatan." in html
        assert "batal-ikut" not in html
    with time_machine.travel(NOW + dt.timedelta(days=9), tick=False):
        assert forget_participants() == 0
    with time_machine.travel(NOW + dt.timedelta(days=11), tick=False):
        assert forget_participants() == 1
        assert "Sudah lewat" not in page(user)


def test_many_registrations_come_page_by_page_for_few_queries(
    user: User, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    made = make(rule="FREQ=DAILY;COUNT=25", capacity=5)
    for day in made.occurrences.all():
        joining.join(day, user)
    client = sign_in(Client(), user)
    with django_assert_max_num_queries(8):
        first = client.get(MINE)
    assert len(first.context["coming"]) == 20
    assert len(client.get(MINE + first.context["next_url"]).context["coming"]) == 5


def test_the_file_of_one_day_holds_that_day_alone(user: User) -> None:
    made = make(rule="FREQ=DAILY;COUNT=3", capacity=5)
    join(made, user, "2026-11-24")
    path = f"/kegiatan/{made.pk}.ics?tanggal=2026-11-24"
    assert path in page(user)
    (event,) = Calendar.from_ical(Client().get(path).content).walk("VEVENT")
    assert event.start == dt.datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert "RRULE" not in event
    assert str(event["UID"]).startswith(f"{made.pk}-20261124@")
    schedule.cancel(made.occurrences.get(day="2026-11-24"), "Hujan")
    (event,) = Calendar.from_ical(Client().get(path).content).walk("VEVENT")
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Dibatalkan: Perekaman contoh")


@pytest.mark.parametrize("day", ["2026-11-29", "besok", "9999-99-99"])
def test_the_file_of_a_day_that_is_not_held_is_not_there(day: str) -> None:
    made = make(rule="FREQ=DAILY;COUNT=3")
    assert Client().get(f"/kegiatan/{made.pk}.ics?tanggal={day}").status_code == 404


def test_a_day_that_goes_takes_with_it_who_had_taken_it_back(user: User) -> None:
    made = make(rule="FREQ=DAILY;COUNT=3", capacity=5)
    join(made, user, "2026-11-24")
    joining.leave(made.occurrences.get(day="2026-11-24"), user)
    made.rule = ""
    schedule.save(made)
    assert made.occurrences.count() == 1
    assert not Participant.objects.exists()
