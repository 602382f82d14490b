"""Whoever acts for another asks in their name, is told with them, and sees what they filed while the mandate holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from citizens import mandates
from citizens.mandates import Child
from citizens.models import Mandate, Party
from citizens.notifications.models import Notification
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import Phase, ServiceRequest
from services.requests.policies import visible_to
from tests.services.requests import world
from tests.services.requests.documents import ANSWERS
from tests.services.requests.pages import rooms

pytestmark = pytest.mark.django_db
NEXT_YEAR = dt.date(2027, 1, 1)


def party_of(actor: Actor) -> Party:
    assert actor.party is not None
    return actor.party


def appointed(agent: Actor, principal: Actor) -> Mandate:
    return mandates.accept(party_of(agent), mandates.invite(party_of(principal), "other", NEXT_YEAR))


def begin(actor: Actor, mandate: Mandate | None, **more: str) -> Any:
    chosen = {"untuk": str(mandate.pk)} if mandate else {}
    return rooms.browser(actor).post(reverse("file", args=["izin-uji"]), {"kunci": "0" * 32} | chosen | more)


def filed(agent: Actor, principal: Party) -> ServiceRequest:
    """File for somebody to the end."""
    version = world.publish()
    request = engine.open_draft(version=version, actor=agent, applicant=principal, key="k" * 16)
    engine.save_answers(request.pk, None, ANSWERS, agent)
    world.press(request, "ajukan", agent)
    return world.fresh(request)


def test_the_start_asks_for_whom_only_where_there_is_somebody(warga: Actor) -> None:
    world.publish()
    url = reverse("file", args=["izin-uji"])
    assert "Untuk siapa?" not in rooms.text_of(rooms.browser(warga).get(url))
    mandates.add_child(party_of(warga), Child("Anak Contoh", dt.date(2020, 8, 17)))
    shown = rooms.browser(warga).get(url)
    assert "Untuk siapa?" in rooms.text_of(shown)
    assert rooms.form_of(shown)["untuk"] == [""], "oneself, unless somebody else is chosen"


def test_a_parent_files_for_a_child_whose_name_stands_in_the_form(warga: Actor) -> None:
    world.publish()
    mandate = mandates.add_child(party_of(warga), Child("Anak Contoh", dt.date(2020, 8, 17)))
    answer = begin(warga, mandate)
    assert answer.status_code == 302, rooms.text_of(answer)
    draft = ServiceRequest.objects.get()
    assert (draft.applicant, draft.mandate, draft.filed_by) == (mandate.principal, mandate, warga.user)
    page = rooms.text_of(rooms.browser(warga).get(answer["Location"]))
    assert "Anda mengurus untuk Anak Contoh." in page
    assert "Izin uji untuk Anak Contoh" in rooms.text_of(rooms.browser(warga).get(reverse("requests:list")))


def test_a_mandate_that_ended_meanwhile_opens_no_draft(warga: Actor) -> None:
    world.publish()
    other = world.citizen("Bapak Contoh")
    mandate = appointed(warga, other)
    mandates.end(mandate.pk, party_of(other))
    answer = begin(warga, mandate)
    assert answer.status_code == 409
    assert "tidak lagi memegang kuasa" in rooms.text_of(answer)
    assert not ServiceRequest.objects.exists()


def test_the_engine_takes_nobodys_word_for_acting_for_another(warga: Actor) -> None:
    version = world.publish()
    stranger = world.citizen("Orang Lain")
    with pytest.raises(engine.NotAllowed, match="kuasa"):
        engine.open_draft(version=version, actor=warga, applicant=party_of(stranger), key="k" * 16)


def test_an_agent_sees_what_they_filed_and_nothing_else_of_the_principal(warga: Actor) -> None:
    other = world.citizen("Bapak Contoh")
    version = world.publish()
    earlier = world.submitted(version, other)
    appointed(warga, other)
    mine = filed(warga, party_of(other))
    assert list(visible_to(warga)) == [mine]
    assert set(visible_to(other)) == {earlier, mine}
    assert "Diajukan wakil Anda" in rooms.text_of(rooms.browser(other).get(reverse("requests:detail", args=[mine.pk])))


def test_when_the_mandate_ends_the_agent_sees_and_does_no_more(warga: Actor) -> None:
    other = world.citizen("Bapak Contoh")
    mandate = appointed(warga, other)
    mine = filed(warga, party_of(other))
    mandates.end(mandate.pk, party_of(other))
    assert not visible_to(warga).exists()
    assert rooms.browser(warga).get(reverse("requests:detail", args=[mine.pk])).status_code == 404
    with pytest.raises(engine.NotFound):
        world.press(mine, "batalkan", warga)
    assert visible_to(other).get() == mine


def test_both_are_told_where_both_have_an_account(warga: Actor) -> None:
    other = world.citizen("Bapak Contoh")
    appointed(warga, other)
    Notification.objects.all().delete()
    filed(warga, party_of(other))
    assert {notice.party for notice in Notification.objects.all()} == {warga.party, other.party}


def test_of_a_child_the_parent_alone_is_told(warga: Actor) -> None:
    mandate = mandates.add_child(party_of(warga), Child("Anak Contoh", dt.date(2020, 8, 17)))
    filed(warga, mandate.principal)
    assert {notice.party for notice in Notification.objects.all()} == {warga.party}


def test_an_officer_decides_nothing_filed_under_their_own_mandate(warga: Actor) -> None:
    version = world.publish()
    officer = world.officer("verifikator", "kepala", at=version.service.agency)
    assert officer.user is not None
    own = Party.objects.create(name="Petugas Uji", phone="+6281234567000")
    type(officer.user).objects.filter(pk=officer.user.pk).update(party=own)
    mandate = mandates.add_child(own, Child("Anak Petugas", dt.date(2020, 8, 17)))
    citizen = Actor.of(type(officer.user).objects.get(pk=officer.user.pk))
    request = engine.open_draft(version=version, actor=citizen, applicant=mandate.principal, key="k" * 16)
    engine.save_answers(request.pk, None, ANSWERS, citizen)
    world.press(request, "ajukan", citizen)
    with pytest.raises(engine.NotAllowed):
        world.press(request, "lengkap", officer)
    assert world.fresh(request).phase == Phase.IN_PROCESS
