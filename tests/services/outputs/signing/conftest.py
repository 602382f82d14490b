"""Offer a stand-in of the signing service, and settings that lead to it."""

from __future__ import annotations

import pytest
import time_machine

from services.outputs.signing import reports, stand_in
from tests.services.outputs.signing import world

NOON = "2026-11-24T05:00:00Z"


@pytest.fixture(scope="session")
def served():
    """Serve one stand-in for all tests; its authority is made in the time they play in."""
    with time_machine.travel(NOON, tick=False):
        authority = stand_in.Authority()
    with world.standing(authority=authority) as server:
        yield server


@pytest.fixture
def now():
    """Stop the clock."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def stand(served, now, settings, monkeypatch):
    """Let officers of every agency sign at the stand-in, and read signatures without a process for each."""
    served.desk.lag, served.desk.busy, served.desk.garbage = 0.0, 0, None
    served.desk.people = dict(world.PEOPLE)
    settings.ESIGN = world.access(served)
    monkeypatch.setattr(reports, "read", world.near)
    world.forget_line()
    return served
