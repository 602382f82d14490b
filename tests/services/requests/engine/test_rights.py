"""Who may press what: right, territory, four eyes, one's own request."""

from __future__ import annotations

import pytest

from services.catalogue.models import FunctionHolder
from services.requests import engine
from services.requests.policies import visible_to
from tests.services.requests import documents, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed():
    version = world.publish()
    return world.submitted(version, world.citizen())


def test_the_verifier_cannot_decide_and_the_head_cannot_verify(filed):
    verifier, head = world.officer("verifikator"), world.officer("kepala")
    with pytest.raises(engine.NotAllowed):
        world.press(filed, "lengkap", head)
    world.press(filed, "lengkap", verifier)
    with pytest.raises(engine.NotAllowed):
        world.press(filed, "setujui", verifier)


def test_whoever_checked_does_not_also_decide(filed):
    both = world.officer("verifikator", "kepala")
    world.press(filed, "lengkap", both)
    with pytest.raises(engine.NotAllowed, match="Empat mata"):
        world.press(filed, "setujui", both)


def test_an_officer_cannot_process_a_request_of_their_own():
    version, actor = world.publish(), world.citizen()
    request = world.submitted(version, actor)
    officer = world.officer("verifikator")
    officer.user.party = actor.party
    actor.user.party = None
    actor.user.save()
    officer.user.save()
    own = type(officer).at_desk(officer.user)
    with pytest.raises(engine.NotAllowed, match="milik sendiri"):
        world.press(request, "lengkap", own)


@pytest.mark.parametrize("action", ["lengkap", "kembalikan", "setujui", "ambil", "catatan"])
def test_an_officer_of_another_agency_finds_nothing(filed, action):
    stranger = world.officer("verifikator", "kepala", at=world.agency("bapenda", "BPD"))
    with pytest.raises(engine.NotFound):
        world.press(filed, action, stranger, text="x")
    assert not visible_to(stranger).exists()


def test_another_citizen_finds_nothing(filed):
    other = world.citizen("Orang Lain")
    with pytest.raises(engine.NotFound):
        world.press(filed, "batalkan", other)
    assert not visible_to(other).exists()


def test_staff_without_a_function_see_nothing_of_their_own_agency(filed):
    assert not visible_to(world.officer()).exists()


def test_a_draft_is_seen_by_its_owner_alone():
    version, citizen = world.publish(), world.citizen()
    world.draft(version, citizen)
    assert visible_to(citizen).count() == 1
    assert not visible_to(world.officer("verifikator", is_agency_admin=True)).exists()


def test_a_test_request_is_dropped_from_every_scope():
    version, citizen = world.publish(), world.citizen()
    engine.open_draft(version=version, actor=citizen, applicant=citizen.party, key="uji", is_test=True)
    assert not visible_to(citizen).exists()


def test_a_confidential_service_opens_only_to_a_holding_that_names_it():
    home = world.agency("dkbp3a", "PPA")
    version = world.publish(documents.anonymous())
    request = world.submitted(version, world.citizen())
    general = world.officer("verifikator", at=home, is_agency_admin=True)
    unit = world.officer("verifikator", at=home, service=version.service)
    assert not visible_to(general).filter(pk=request.pk).exists()
    assert visible_to(unit).filter(pk=request.pk).exists()


def test_losing_the_function_ends_the_right_at_once(filed):
    verifier = world.officer("verifikator")
    FunctionHolder.objects.all().delete()
    with pytest.raises(engine.NotFound):
        world.press(filed, "lengkap", verifier)
