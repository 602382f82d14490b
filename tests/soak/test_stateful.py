"""Seven people and the clock, two thousand runs of fifty steps: every invariant holds after each step and at each end.

In two halves with seeds of their own, so that two processes share them (`ARGS="-n 2"`) and a fault comes again.
"""

from __future__ import annotations

import os
import time
from typing import Final

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.services.requests.stateful.machine import START, Cast, Desk, Tally
from tests.soak.evidence import record

RUNS: Final = int(os.environ.get("STATEFUL_RUNS", "2000")) // 2
LONG = settings(
    max_examples=RUNS,
    stateful_step_count=50,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# What must have come about: that nothing broke says little of what never happened.
REACHED: Final = frozenset(
    {
        *("submit", "complete", "return", "resubmit", "fork", "consult", "task", "forward", "decide", "effective"),
        *("reopen", "extend", "rebase", "undo", "withdraw", "objection", "claim", "hand_over", "answer", "flag"),
    }
)


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("half", [1, 2])
def test_a_thousand_runs_of_fifty_steps_break_nothing(half: int) -> None:
    began = time.perf_counter()
    with time_machine.travel(START, tick=False) as traveller:
        Desk.cast, Desk.traveller, Desk.tally = Cast.gather(), traveller, Tally()
        run_state_machine_as_test(seed(20261129 + half)(Desk), settings=LONG)
    tally = Desk.tally
    assert tally.runs >= RUNS
    assert set(+tally.moved) >= REACHED, REACHED - set(+tally.moved)
    record(
        f"seven-people-{half}",
        f"Seven people and the clock, half {half}",
        promise="2,000 runs of 50 steps: every invariant holds after each step, and for all at the end of each run",
        conditions={"seed": 20261129 + half, "runs asked for": RUNS},
        figures={
            "runs": tally.runs,
            "steps after which every invariant held": tally.steps,
            "violations": 0,
            "what came about": ", ".join(f"{kind} {times}" for kind, times in sorted(tally.moved.items())),
            "seconds": round(time.perf_counter() - began),
        },
    )
