"""Six people, two thousand runs of fifty steps: every invariant holds after each step and for all at the end."""

from __future__ import annotations

import os

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from services.requests.invariants import check
from tests.services.requests.stateful.machine import START, Cast, Desk

RUNS = int(os.environ.get("STATEFUL_RUNS", "2000"))
LONG = settings(
    max_examples=RUNS,
    stateful_step_count=50,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.soak
@pytest.mark.django_db
def test_two_thousand_runs_of_fifty_steps_break_nothing() -> None:
    with time_machine.travel(START, tick=False) as traveller:
        Desk.cast, Desk.traveller, Desk.moved = Cast.gather(), traveller, {}
        run_state_machine_as_test(Desk, settings=LONG)
        assert list(check()) == []
    events = ", ".join(f"{kind} {times}" for kind, times in sorted(Desk.moved.items()))
    print(f"{RUNS} runs of up to 50 steps by 6 people: every invariant held after each step; events: {events}")
