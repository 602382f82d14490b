"""Many documents made at once bear different numbers, and none is left out."""

from __future__ import annotations

import pytest
import time_machine

from services.outputs.models import Output, OutputNumber, OutputStatus
from services.outputs.rendering import issuing
from services.requests import engine
from tests.services.outputs.rendering import world as made
from tests.services.requests import world
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 8


def test_documents_made_at_once_bear_different_numbers_without_a_gap(monkeypatch):
    # What is raced here is the register; the bytes are another test's matter.
    monkeypatch.setattr(issuing, "render", lambda sheet: b"%PDF-" + sheet.data["values"]["number"].encode())
    with time_machine.travel(made.NOON, tick=False) as now:
        version = world.publish(made.document())
        found = [made.ready(version) for _each in range(MANY)]
        drafts = [made.decide(request, head).pk for request, _citizen, head in found]
        now.shift(11)
        for request, _citizen, _head in found:
            engine.settle(request.pk)
        results = together(*(lambda pk=pk: issuing.issue(pk) for pk in drafts))
    assert results == [True] * MANY
    assert sorted(OutputNumber.objects.values_list("seq", flat=True)) == list(range(1, MANY + 1))
    issued = Output.objects.filter(status=OutputStatus.ISSUED)
    assert len({output.number for output in issued}) == MANY
    for output in issued:
        assert output.entry.seq == int(output.number.split("/")[1])


def test_one_document_asked_for_twice_at_once_is_issued_once(monkeypatch):
    monkeypatch.setattr(issuing, "render", lambda sheet: b"%PDF-" + sheet.data["values"]["number"].encode())
    with time_machine.travel(made.NOON, tick=False) as now:
        request, _citizen, head = made.ready()
        draft = made.effective(request, head, now)
        results = together(lambda: issuing.issue(draft.pk), lambda: issuing.issue(draft.pk))
    assert sorted(results) == [False, True]
    assert OutputNumber.objects.count() == 1
