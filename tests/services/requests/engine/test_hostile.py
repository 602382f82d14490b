"""Hold the door against what no page sends: characters no database keeps, steps after the end, one's own request."""

from __future__ import annotations

import pytest

from citizens.models import Party
from services.requests import engine
from services.requests.models import CorrectionItem, EventPayload, ServiceRequest
from tests.services.requests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def verifier() -> world.Actor:
    return world.officer("verifikator")


@pytest.fixture
def request_(verifier: world.Actor) -> ServiceRequest:
    return world.submitted(world.publish(), world.citizen())


def test_nul_characters_in_the_remarks_of_a_return_are_dropped(request_: ServiceRequest, verifier: world.Actor) -> None:
    items = [{"field": "nama", "note": "Betul\x00kan"}]
    outcome = world.press(request_, "kembalikan", verifier, items=items, remark="Te\x00rima kasih")
    assert CorrectionItem.objects.get(request=request_).note == "Betulkan"
    payload = EventPayload.objects.get(event__request=request_, event__seq=outcome.event_seq)
    assert payload.data["remark"] == "Terima kasih"


def test_nul_characters_in_the_reason_of_a_withdrawal_are_dropped() -> None:
    owner = world.citizen()
    request = world.submitted(world.publish(), owner)
    outcome = world.press(request, "batalkan", owner, reason="salah\x00 kirim")
    assert EventPayload.objects.get(event__request=request, event__seq=outcome.event_seq).data == {
        "reason": "salah kirim"
    }


@pytest.mark.parametrize("action", ["lengkap", "kembalikan", "setujui", "perbaiki", "tidak-ada"])
def test_a_withdrawn_request_refuses_every_step_with_a_sentence(verifier: world.Actor, action: str) -> None:
    owner = world.citizen()
    request = world.submitted(world.publish(), owner)
    world.press(request, "batalkan", owner)
    with pytest.raises(engine.WrongState):
        world.press(request, action, verifier)


@pytest.mark.parametrize("action", ["ambil", "catatan", "pesan", "lengkap"])
def test_an_officer_neither_claims_nor_comments_what_they_filed_for_somebody_else(action: str) -> None:
    clerk = world.officer("verifikator")
    request = world.submitted(world.publish(), world.citizen())
    ServiceRequest.objects.filter(pk=request.pk).update(filed_by=clerk.user)
    with pytest.raises(engine.NotAllowed, match="milik sendiri"):
        world.press(request, action, clerk, text="catatan")


def test_a_second_account_with_the_same_nik_is_the_same_person() -> None:
    owner, clerk = world.citizen(), world.officer("verifikator")
    assert owner.party is not None
    owner.party.nik = "3604054104900001"
    owner.party.save()
    clerk.user.party = Party.objects.create(name="Nama Lain", nik="3604054104900001")
    clerk.user.save()
    request = world.submitted(world.publish(), owner)
    again = world.Actor.at_desk(clerk.user)
    assert again is not None
    with pytest.raises(engine.NotAllowed, match="milik sendiri"):
        world.press(request, "lengkap", again)
