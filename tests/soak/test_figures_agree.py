"""Tens of thousands of random requests: the hourly job, the recomputation and the raw events give the same figures."""

from __future__ import annotations

import datetime as dt
import os
import time
from itertools import islice
from typing import Any

import pytest
import time_machine

from foundation import periods
from services.performance import actions, rebuilding
from services.performance.models import Case, Cell, PublishedRow
from services.requests.models import RequestEvent
from tests.soak import figures_world
from tests.soak.evidence import record
from tests.soak.figures_agreement import differences

pytestmark = [pytest.mark.soak, pytest.mark.django_db]

COUNT = int(os.environ.get("EXAMPLES", "50000"))
NOW = dt.datetime(2026, 11, 23, 3, tzinfo=dt.UTC)
EARLIER = NOW - dt.timedelta(days=60)
BETWEEN = NOW - dt.timedelta(days=11)
LIVING_ON = COUNT // 20
FIRST = dt.date(2025, 7, 1)
LINES = 40


class Stopwatch:
    """Write down how long each part took, and say so at once."""

    def __init__(self) -> None:
        self.began, self.took = time.perf_counter(), {}  # type: float, dict[str, str]

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.took[name] = f"{now - self.began:.0f} s"
        print(f"{name}: {self.took[name]}", flush=True)
        self.began = now


def counted() -> None:
    """Let the job count until nothing is left."""
    part = 0
    while actions.update(part):
        part += 1


def kept() -> tuple[Any, Any]:
    rows = PublishedRow.objects.order_by("key").values_list("key", "counts", "reasons")
    return dict(Cell.objects.values_list("key", "number")), list(rows)


def told() -> list[str]:
    return list(islice(differences(FIRST), LINES))


def test_every_cell_of_a_large_world_is_what_the_raw_events_say() -> None:
    watch = Stopwatch()
    with time_machine.travel(EARLIER, tick=False) as wall:
        rows = figures_world.seed(COUNT)
        watch.lap("seeding")
        counted()
        watch.lap("counting it by the job")
        added = 0
        for moment in (BETWEEN, NOW):
            wall.move_to(moment)
            added += figures_world.live_on(LIVING_ON, since=EARLIER)
            watch.lap(f"living on until {moment:%Y-%m-%d}")
            counted()
            watch.lap(f"counting what came until {moment:%Y-%m-%d}")
        incremental = kept()
        assert told() == []
        watch.lap("comparing the job")
        rebuilding.rebuild(lambda _done: None)
        watch.lap("counting everything again")
        assert kept() == incremental
        begun = periods.quarters(FIRST, NOW.date())
    record(
        "figures-agree",
        "Public figures against a reading of the raw events",
        promise="0 cells differ between the hourly job, the recomputation and an independent reading of the events.",
        conditions={
            "requests": rows,
            "events": RequestEvent.objects.count(),
            "events that came later, in two portions": added,
            "cases": Case.objects.count(),
            "quarters, each with its months": len(begun),
        },
        figures={
            "differences": 0,
            "sums compared": len(incremental[0]),
            "published rows compared": len(incremental[1]),
            **watch.took,
        },
    )
