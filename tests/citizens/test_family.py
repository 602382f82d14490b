"""A parent acts for a child, and an adult for whoever gave them a code; both ends can end it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from citizens import family, mandates
from citizens.mandates import Child, Refused
from citizens.models import Mandate, MandateInvitation, Party, Relation, User
from citizens.notifications.models import Notification
from foundation.flood import Flood
from tests.signing_in import make_citizen, sign_in

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}\b")
CHILD = {
    "name": "Anak Contoh",
    "birth_date-hari": "17",
    "birth_date-bulan": "8",
    "birth_date-tahun": "2020",
    "lives_here": "on",
}


@pytest.fixture(autouse=True)
def sunday() -> Iterator[None]:
    with time_machine.travel("2026-11-22T03:32:00Z", tick=False):
        yield


def account(name: str) -> tuple[User, Party]:
    user = make_citizen(f"{name.lower()}@uji.test", name=f"{name} Contoh")
    assert user.party is not None
    return user, user.party


def browser(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_parent_adds_a_child_with_the_same_address_and_number() -> None:
    user, parent = account("Ibu")
    Party.objects.filter(pk=parent.pk).update(phone="+6281234567890", hamlet="Kp. Uji")
    client = browser(user)
    assert client.post(reverse("citizens:child"), CHILD).status_code == 302
    made = Mandate.objects.get()
    assert (made.agent, made.relation) == (parent, Relation.CHILD)
    assert (made.principal.phone, made.principal.hamlet) == ("+6281234567890", "Kp. Uji")
    assert made.valid_to == dt.date(2037, 8, 16)
    assert "Anak Contoh" in text(client.get(reverse("citizens:family")))


def test_what_was_typed_wrong_comes_back_with_a_sentence() -> None:
    user, _parent = account("Ibu")
    answer = browser(user).post(reverse("citizens:child"), CHILD | {"nik": "123"})
    assert answer.status_code == 422
    assert "Isi NIK dengan 16 angka, seperti di KTP." in text(answer)
    assert "Anak Contoh" in answer.content.decode()
    assert not Mandate.objects.exists()


def test_who_is_seventeen_gives_a_code_instead() -> None:
    _user, parent = account("Ibu")
    with pytest.raises(Refused, match="sudah ber-KTP"):
        mandates.add_child(parent, Child("Anak", dt.date(2009, 11, 22)))
    young = mandates.add_child(parent, Child("Anak", dt.date(2009, 11, 23)))
    assert young.valid_to == dt.date(2026, 11, 22)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)))
def test_childhood_ends_the_day_before_the_seventeenth_birthday(birth: dt.date) -> None:
    after = mandates.last_day_of_childhood(birth) + dt.timedelta(days=1)
    assert after.year == birth.year + 17
    assert (after.month, after.day) == ((birth.month, birth.day) if birth.day < 29 or birth.month != 2 else (3, 1))


def test_a_code_makes_an_agent_once_and_the_principal_is_told() -> None:
    giver, principal = account("Bapak")
    taker, agent = account("Ani")
    answer = browser(giver).post(
        reverse("citizens:give"),
        {"relation": "parent", "until-hari": "31", "until-bulan": "12", "until-tahun": "2026"},
    )
    found = CODE.search(text(answer))
    assert found
    client = browser(taker)
    assert client.post(reverse("citizens:take"), {"code": found[0].lower().replace("-", " ")}).status_code == 302
    made = Mandate.objects.get()
    assert (made.principal, made.agent, made.relation) == (principal, agent, Relation.PARENT)
    told = Notification.objects.get(topic=mandates.BEGUN)
    assert (told.party, told.context) == (principal, {"name": "Ani Contoh", "until": "31 Desember 2026"})
    again = client.post(reverse("citizens:take"), {"code": found[0]})
    assert again.status_code == 422
    assert "salah, sudah dipakai, atau sudah berakhir" in text(again)
    assert found[0] not in str(list(MandateInvitation.objects.values_list()))


def test_a_code_is_dead_after_a_week_and_for_its_own_maker() -> None:
    _giver, principal = account("Bapak")
    _taker, agent = account("Ani")
    code = mandates.invite(principal, "spouse", dt.date(2027, 1, 1))
    with pytest.raises(Refused):
        mandates.accept(principal, code)
    with time_machine.travel("2026-11-29T03:32:01Z", tick=False), pytest.raises(Refused):
        mandates.accept(agent, code)
    assert mandates.accept(agent, code).relation == Relation.SPOUSE


def test_nobody_guesses_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    taker, _agent = account("Ani")
    monkeypatch.setattr(family, "GUESSES", Flood("uji", of_session=2))
    client = browser(taker)
    answers = [client.post(reverse("citizens:take"), {"code": f"AAAAA-AAAA{n}"}).status_code for n in range(2, 6)]
    assert answers == [422, 422, 429, 429]


def test_both_may_end_it_and_the_other_is_told() -> None:
    giver, principal = account("Bapak")
    taker, agent = account("Ani")
    for ender, told in ((giver, agent), (taker, principal)):
        Notification.objects.all().delete()
        mandate = mandates.accept(agent, mandates.invite(principal, "other", dt.date(2027, 1, 1)))
        Notification.objects.all().delete()
        assert browser(ender).post(reverse("citizens:end_mandate", args=[mandate.pk])).status_code == 302
        assert Notification.objects.get().party == told
        assert not mandates.held_by(agent).exists()


def test_a_stranger_ends_nothing_and_cannot_tell_it_from_what_never_was() -> None:
    _giver, principal = account("Bapak")
    _taker, agent = account("Ani")
    stranger, _party = account("Cici")
    mandate = mandates.accept(agent, mandates.invite(principal, "other", dt.date(2027, 1, 1)))
    mandates.invite(principal, "other", dt.date(2027, 1, 1))
    invitation = mandates.open_codes(principal).get()
    client = browser(stranger)
    for name, pk in (("end_mandate", mandate.pk), ("drop_code", invitation.pk), ("end_mandate", uuid4())):
        assert client.post(reverse(f"citizens:{name}", args=[pk])).status_code == 404
    assert mandates.held_by(agent).exists()
    assert mandates.open_codes(principal).exists()
    assert browser(_giver).post(reverse("citizens:drop_code", args=[invitation.pk])).status_code == 302
    assert not mandates.open_codes(principal).exists()


@pytest.mark.parametrize("until", [dt.date(2026, 11, 21), dt.date(2028, 11, 23)])
def test_a_mandate_ends_within_two_years(until: dt.date) -> None:
    _giver, principal = account("Bapak")
    with pytest.raises(Refused, match="dua tahun"):
        mandates.invite(principal, "other", until)


def test_the_database_holds_a_used_code_to_its_mandate() -> None:
    _giver, principal = account("Bapak")
    mandates.invite(principal, "other", dt.date(2027, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        MandateInvitation.objects.update(used_at=dt.datetime.now(dt.UTC))


def test_whoever_has_no_name_yet_is_led_to_the_profile() -> None:
    user = User.objects.create(email="tanpa@uji.test")
    for name in ("family", "child", "give", "take"):
        assert browser(user).get(reverse(f"citizens:{name}"))["Location"] == reverse("citizens:edit")


def test_the_page_costs_the_same_for_one_person_and_for_many(django_assert_max_num_queries: Any) -> None:
    user, parent = account("Ibu")
    client = browser(user)
    for number in range(12):
        mandates.add_child(parent, Child(f"Anak {'ABCDEFGHIJKL'[number]}", dt.date(2020, 8, 17)))
    client.get(reverse("citizens:family"))
    with django_assert_max_num_queries(8):
        client.get(reverse("citizens:family"))
