"""With Python's scope gone, PostgreSQL still shows who comes to the person and to the agency that holds it alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.db import DatabaseError, transaction

from agencies import actions
from agencies.activities import joining, schedule
from agencies.models import Activity, Participant, Staff
from citizens.models import User
from foundation import rls
from tests import kept
from tests.agencies.activities.making import NOW, make
from tests.signing_in import make_citizen, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.services]


@pytest.fixture(autouse=True)
def _reference() -> Iterator[None]:
    kept.reference()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def user() -> User:
    return make_citizen()


@pytest.fixture
def made(user: User) -> Activity:
    activity = make(rule="FREQ=DAILY;COUNT=2", capacity=5)
    joining.join(activity.occurrences.get(day="2026-11-23"), user)
    return activity


def keeper(agency: str, **rights: bool) -> User:
    staff = Staff(user=make_officer(f"{agency}{len(rights)}@contoh.test"), agency_id=agency, **rights)
    return actions.appoint(staff).user


def seen(scope: rls.Scope) -> int:
    with rls.use(scope):
        return Participant.objects.count()


@pytest.mark.usefixtures("made")
def test_the_person_sees_their_own_registration_and_nobody_elses(user: User) -> None:
    assert seen(rls.citizen(user.pk)) == 1
    assert seen(rls.citizen(make_citizen("lain@contoh.test").pk)) == 0


@pytest.mark.usefixtures("made")
def test_who_keeps_the_agency_that_holds_it_sees_who_comes() -> None:
    assert seen(rls.records(keeper("disdukcapil", is_agency_admin=True).pk)) == 1


@pytest.mark.usefixtures("made")
def test_another_agency_a_colleague_without_the_right_and_diskominfosatik_see_nobody() -> None:
    assert seen(rls.records(keeper("dlh", is_agency_admin=True).pk)) == 0
    assert seen(rls.records(keeper("disdukcapil").pk)) == 0
    assert seen(rls.records(keeper("diskominfosatik", is_platform_admin=True).pk)) == 0
    assert seen(rls.audit(keeper("inspektorat", is_auditor=True).pk)) == 0


@pytest.mark.usefixtures("made")
def test_whoever_says_nothing_sees_nobody() -> None:
    assert [seen(scope) for scope in (rls.NOBODY, rls.visitor("0" * 64), rls.numbered("SRG-DKC-2026-1"))] == [0, 0, 0]
    assert seen(rls.SYSTEM) == 1


def test_nobody_registers_somebody_else(made: Activity, user: User) -> None:
    day = made.occurrences.get(day="2026-11-24")
    stranger = make_citizen("lain@contoh.test")
    refused = pytest.raises(DatabaseError, match="row-level security")
    with rls.use(rls.citizen(stranger.pk)), refused, transaction.atomic():
        Participant.objects.create(occurrence=day, user=user, joined_at=NOW)
    with rls.use(rls.citizen(stranger.pk)):
        joining.join(day, stranger)
        joining.leave(day, stranger)


def test_diskominfosatik_may_still_shorten_a_rule_whose_people_took_it_back(made: Activity, user: User) -> None:
    joining.join(made.occurrences.get(day="2026-11-24"), user)
    joining.leave(made.occurrences.get(day="2026-11-24"), user)
    top = keeper("diskominfosatik", is_platform_admin=True)
    made.rule = ""
    with rls.use(rls.records(top.pk)):
        schedule.save(made)
    assert made.occurrences.count() == 1
