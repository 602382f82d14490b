"""A QR code that is copied onto another paper, or shown after its time, is told apart."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from foundation import clock
from services.outputs.verifying import credentials, lookup
from services.outputs.verifying.lookup import Standing
from tests.services.outputs import world as outputs

pytestmark = pytest.mark.django_db
NOON = "2026-11-24T05:00:00Z"


@pytest.fixture
def pair():
    with time_machine.travel(NOON, tick=False) as now:
        first = outputs.issued(valid={"days": 30})[3]
        second = outputs.issued(valid={"days": 30})[3]
        yield first, second, now


def test_a_code_copied_onto_another_paper_says_what_it_was_issued_for(pair):
    first, second, _now = pair
    told = lookup.by_code(first.credential.code)
    assert told.claims.digest == credentials.short_digest(bytes.fromhex(first.sha256))
    assert credentials.read(second.credential.token).code != first.credential.code


def test_after_its_last_day_a_code_is_expired_online_by_command_and_by_its_statement(pair):
    first, _second, now = pair
    now.shift(timedelta(days=31).total_seconds())
    assert lookup.by_code(first.credential.code).standing is Standing.EXPIRED
    assert credentials.read(first.credential.token).until < clock.today()
    with pytest.raises(CommandError, match="expired"):
        call_command("verify_output", qr=first.credential.token, stdout=StringIO())
