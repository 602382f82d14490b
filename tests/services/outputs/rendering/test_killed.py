"""A process that is really killed takes no number along and leaves no file to nobody."""

from __future__ import annotations

import pytest
import time_machine

from services.outputs.models import Credential, OutputNumber, OutputStatus
from services.outputs.rendering import issuing
from services.requests.files import private_path
from tests.services.outputs.rendering import many
from tests.services.outputs.rendering import world as made

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_process_killed_between_typesetting_and_issuing_leaves_neither_number_nor_file():
    before = frozenset(many.files())
    with time_machine.travel(made.NOON, tick=False) as now:
        request, _citizen, head = made.ready()
        draft = made.effective(request, head, now)
    with many.halting(draft.pk) as child:
        many.kill(child)
    draft.refresh_from_db()
    assert (draft.status, draft.number) == (OutputStatus.PENDING, "")
    assert not OutputNumber.objects.exists()
    assert not Credential.objects.exists()
    assert (frozenset(many.files()), many.half_written()) == (before, [])
    assert issuing.issue(draft.pk)
    assert many.problems(before) == []
    assert private_path(draft.path).exists()
