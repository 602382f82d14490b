"""A person registers once, gives the place back, and nobody gets a place that is not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from agencies.activities import joining
from agencies.models import Occurrence, Participant
from citizens.models import User
from tests import kept
from tests.agencies.activities.making import NOW, make
from tests.signing_in import make_citizen, sign_in

pytestmark = pytest.mark.django_db
DAY = "2026-11-23"


@pytest.fixture(autouse=True)
def _reference() -> Iterator[None]:
    kept.reference()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def day() -> Occurrence:
    """Return a day with two places."""
    return make(capacity=2).occurrences.get()


def taken(day: Occurrence) -> int:
    day.refresh_from_db()
    assert day.participants.filter(left_at=None).count() == day.taken
    return day.taken


def test_the_same_press_twice_takes_one_place(day: Occurrence) -> None:
    user = make_citizen()
    assert joining.join(day, user) == joining.join(day, user)
    assert taken(day) == 1


def test_whoever_leaves_gives_the_place_back_once_and_may_come_again(day: Occurrence) -> None:
    user = make_citizen()
    joining.join(day, user)
    joining.leave(day, user)
    joining.leave(day, user)
    assert taken(day) == 0
    joining.join(day, user)
    assert (taken(day), Participant.objects.count()) == (1, 1)


def test_leaving_without_having_come_takes_nobodys_place(day: Occurrence) -> None:
    joining.join(day, make_citizen())
    joining.leave(day, make_citizen("lain@contoh.test"))
    assert taken(day) == 1


def test_a_full_day_is_full_in_a_sentence(day: Occurrence) -> None:
    for name in ("a", "b"):
        joining.join(day, make_citizen(f"{name}@contoh.test"))
    with pytest.raises(joining.Refused, match="Semua tempat sudah terisi"):
        joining.join(day, make_citizen())
    assert taken(day) == 2


@pytest.mark.parametrize(
    "words",
    [
        {"is_cancelled": True, "cancel_reason": "Hujan"},
        {"is_dropped": True},
        {"starts_at": NOW - dt.timedelta(minutes=1)},
    ],
    ids=["cancelled", "dropped", "begun"],
)
def test_nobody_registers_for_a_day_that_is_off_or_has_begun(day: Occurrence, words: dict[str, object]) -> None:
    Occurrence.objects.filter(pk=day.pk).update(**words)
    with pytest.raises(joining.Refused, match="sudah ditutup"):
        joining.join(day, make_citizen())


def test_nobody_registers_for_what_needs_no_registration() -> None:
    with pytest.raises(joining.Refused, match="sudah ditutup"):
        joining.join(make().occurrences.get(), make_citizen())


def test_a_name_is_asked_for_first(day: Occurrence) -> None:
    with pytest.raises(joining.Refused, match="Isi dulu nama lengkap"):
        joining.join(day, User.objects.create_user("tanpa@contoh.test"))
    assert taken(day) == 0


def test_a_citizen_registers_and_takes_it_back_on_the_page(day: Occurrence) -> None:
    client = sign_in(Client(), make_citizen())
    path = f"/kegiatan/{day.activity_id}/"
    assert "Masih ada 2 tempat." in client.get(path).content.decode()
    html = client.post(f"{path}daftar/", {"tanggal": DAY}, follow=True).content.decode()
    assert "Anda terdaftar. Sampai bertemu." in html
    assert "Batal ikut" in html
    html = client.post(f"{path}batal-ikut/", {"tanggal": DAY}, follow=True).content.decode()
    assert "Pendaftaran Anda dibatalkan" in html
    assert "Masih ada 2 tempat." in html
    assert taken(day) == 0


def test_what_is_refused_is_said_on_the_page(day: Occurrence) -> None:
    for name in ("a", "b"):
        joining.join(day, make_citizen(f"{name}@contoh.test"))
    client = sign_in(Client(), make_citizen())
    html = client.post(f"/kegiatan/{day.activity_id}/daftar/", {"tanggal": DAY}, follow=True).content.decode()
    assert "Semua tempat sudah terisi. Coba hari lain" in html


def test_a_stranger_is_led_to_sign_in_and_back(day: Occurrence) -> None:
    html = Client().get(f"/kegiatan/{day.activity_id}/").content.decode()
    assert f"?next=/kegiatan/{day.activity_id}/%3Ftanggal%3D{DAY}" in html
    assert "/daftar/" not in html


@pytest.mark.parametrize("given", ["2026-11-24", "besok", "9999-99-99", ""], ids=["other", "word", "none", "empty"])
def test_only_a_day_that_is_held_can_be_registered_for(day: Occurrence, given: str) -> None:
    client = sign_in(Client(), make_citizen())
    answer = client.post(f"/kegiatan/{day.activity_id}/daftar/", {"tanggal": given})
    assert answer.status_code == (302 if not given else 404)  # without a day the next one is meant
    hidden = make(capacity=2, is_published=False)
    assert client.post(f"/kegiatan/{hidden.pk}/daftar/", {"tanggal": DAY}).status_code == 404


def test_the_page_of_one_person_does_not_say_who_else_comes(day: Occurrence) -> None:
    joining.join(day, make_citizen("lain@contoh.test", name="Orang Lain"))
    html = sign_in(Client(), make_citizen()).get(f"/kegiatan/{day.activity_id}/").content.decode()
    assert "Orang Lain" not in html
    assert "Masih ada 1 tempat." in html
