"""What the form of an undone decision wrote onto the request goes with the decision."""

from __future__ import annotations

import copy

import pytest
import time_machine

from services.requests import engine
from services.requests.presenters.endings import references
from tests.services.requests import documents, world

pytestmark = pytest.mark.django_db
NOON = "2026-11-24T05:00:00Z"


@pytest.fixture
def case():
    data = copy.deepcopy(documents.PLAIN)
    fields = [{"id": name, "type": "short_text", "required": False} for name in ("external_number", "receipt_number")]
    data["workflow"]["states"]["putusan"]["actions"][1]["form"] = fields
    with time_machine.travel(NOON, tick=False) as now:
        request = world.submitted(world.publish(data), world.citizen())
        world.press(request, "lengkap", world.officer("verifikator"))
        yield request, world.officer("kepala"), now


def test_the_number_of_an_undone_decision_is_forgotten_before_anybody_outside_saw_it(case):
    request, head, now = case
    world.press(request, "setujui", head, external_number="SALAH-1", receipt_number="B-1")
    assert references(world.fresh(request)) == []
    now.shift(3)
    world.press(request, "urungkan", head)
    row = world.fresh(request)
    assert (row.external_number, row.receipt_number, references(row)) == ("", "", [])


def test_the_number_of_the_decision_that_stands_is_shown(case):
    request, head, now = case
    world.press(request, "setujui", head, external_number="SALAH-1")
    world.press(request, "urungkan", head)
    world.press(request, "setujui", head, external_number="BENAR-2")
    now.shift(11)
    engine.settle(request.pk)
    assert references(world.fresh(request)) == ["Nomor dari sistem lain: BENAR-2."]
