"""Twenty-five runs in every suite; two thousand of fifty steps in the soak (tests/soak/test_stateful.py)."""

from __future__ import annotations

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.services.requests.stateful.machine import START, Cast, Desk, Tally

QUICK = settings(
    max_examples=25,
    stateful_step_count=15,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.django_db
def test_whatever_eight_people_and_the_clock_do_in_any_order_every_invariant_holds() -> None:
    with time_machine.travel(START, tick=False) as traveller:
        Desk.cast, Desk.traveller, Desk.tally = Cast.gather(), traveller, Tally()
        run_state_machine_as_test(Desk, settings=QUICK)
    assert Desk.tally.runs >= 25
    # The runs get far: forks answered, decisions taken, corrections sent back; the soak counts all that happens.
    reached = set(+Desk.tally.moved)
    assert reached >= {"submit", "complete", "return", "resubmit", "fork", "task", "decide", "forward"}, Desk.tally
