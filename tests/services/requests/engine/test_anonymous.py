"""A confidential report without an account: bound to a session, followed by a code, silent to everybody else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from citizens.notifications.models import Notification
from services.requests import engine
from services.requests.actor import Actor
from services.requests.engine.submit import follow_up_code, hash_code
from services.requests.models import RequestTerm
from services.requests.policies import visible_to
from tests.services.requests import documents, world

pytestmark = pytest.mark.django_db


def visitor(session: str = "sesi-satu") -> Actor:
    return Actor.of(AnonymousUser(), session)


@pytest.fixture
def version():
    world.agency("dkbp3a", "PPA")
    return world.publish(documents.anonymous())


def test_a_report_without_an_account_gets_a_number_and_a_follow_up_code(version):
    draft = world.draft(version, visitor())
    outcome = world.press(draft, "ajukan", visitor())
    row = world.fresh(draft)
    assert row.number.startswith("SRG-PPA-")
    assert len(outcome.follow_up) == 10
    assert row.follow_up_hash == hash_code(outcome.follow_up.lower())
    assert outcome.follow_up not in str(row.__dict__)


def test_a_repeated_press_after_a_lost_answer_shows_the_same_code(version):
    draft = world.draft(version, visitor())
    first = engine.perform(draft.pk, "ajukan", visitor(), key="k")
    again = engine.perform(draft.pk, "ajukan", visitor(), key="k")
    assert (again.replayed, again.follow_up) == (True, first.follow_up)


def test_another_session_finds_neither_draft_nor_report(version):
    draft = world.draft(version, visitor())
    assert not visible_to(visitor("sesi-dua")).exists()
    assert not visible_to(visitor("")).exists()
    with pytest.raises(engine.NotFound):
        world.press(draft, "ajukan", visitor("sesi-dua"))
    with pytest.raises(engine.NotFound):
        engine.save_answers(draft.pk, "data", {"nama": "Lain"}, visitor("sesi-dua"))


def test_a_visitor_without_a_session_is_told_why_no_draft_can_be_kept(version):
    with pytest.raises(engine.NotAllowed, match="kuki"):
        engine.open_draft(version=version, actor=visitor(""), key="k")


def test_nothing_of_a_confidential_report_can_be_searched_or_is_told_by_name(version):
    citizen = world.citizen("Nama Rahasia")
    request = world.submitted(version, citizen)
    terms = set(RequestTerm.objects.filter(request=request).values_list("term", flat=True))
    assert "rahasia" not in terms
    notice = Notification.objects.get()
    assert "service" not in notice.context
    assert notice.confidential


def test_the_code_of_one_report_opens_no_other(version):
    one, two = world.draft(version, visitor()), world.draft(version, visitor())
    assert follow_up_code(one) != follow_up_code(two)


def test_an_ordinary_service_cannot_be_filed_without_an_account():
    with pytest.raises(engine.NotAllowed, match="akun"):
        engine.open_draft(version=world.publish(), actor=visitor(), key="k")


def test_a_service_that_needs_a_phone_says_so_before_the_first_question():
    data = {**documents.PLAIN, "access": {"level": "phone"}}
    citizen = world.citizen()
    citizen.party.phone = ""
    with pytest.raises(engine.NotAllowed, match="nomor HP"):
        engine.open_draft(version=world.publish(data), actor=citizen, applicant=citizen.party, key="k")
