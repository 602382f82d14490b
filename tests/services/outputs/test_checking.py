"""Every issued document verifies online and offline, and no tampered one does: a few here, a thousand in the soak."""

from __future__ import annotations

import pytest
import time_machine

from services.outputs.models import Output, OutputStatus
from tests.services.outputs import checking
from tests.services.outputs import world as outputs
from tests.services.outputs.rendering import world as made

pytestmark = pytest.mark.django_db


def test_what_was_issued_verifies_in_every_way_and_what_was_tampered_with_in_none(client):
    with time_machine.travel(made.NOON, tick=False) as now:
        for _each in range(2):
            outputs.issued(valid={"years": 1})
        for _each in range(2):
            request, _citizen, head = made.ready()
            made.issued(request, head, now)
        found = list(Output.objects.filter(status=OutputStatus.ISSUED).select_related("credential").order_by("pk"))
        wrong, ways = checking.found_wanting(found)
        assert wrong == []
        assert ways["online, by code"] == ways["offline, by a library of somebody else"] == 4
        assert ways["offline, by file"] == 2  # where the QR code is part of the file, it cannot say its digest
        wrong, ways = checking.believed(found)
        assert wrong == []
        assert set(ways.values()) == {4}
        assert len(ways) == 9
        assert checking.personal(client, found, ["Warga Uji", "3604054104900001", "+62", "@uji.test"]) == []
