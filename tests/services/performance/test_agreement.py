"""The hourly job, the recomputation and an independent reading of the raw events give the same figures."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import Any

import time_machine

from foundation import clock
from services.performance import actions, rebuilding
from services.performance.models import Cell, PublishedRow
from tests.soak import figures_world
from tests.soak.figures_agreement import differences

NOW = dt.datetime(2026, 11, 23, 3, tzinfo=dt.UTC)
COUNT = 150
FIRST = dt.date(2025, 7, 1)
LINES = 20


def told() -> list[str]:
    return list(islice(differences(FIRST), LINES))


def test_what_the_job_counts_in_portions_is_what_the_raw_events_say(db: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(actions, "OVERLAP", dt.timedelta())
    moments = [NOW - dt.timedelta(days=60), NOW - dt.timedelta(days=9), NOW]
    with time_machine.travel(moments[0], tick=False) as wall:
        figures_world.seed(COUNT)
        actions.update()
        for before, moment in zip(moments, moments[1:], strict=False):
            wall.move_to(moment)
            figures_world.live_on(COUNT, since=moments[0], now=moment)
            actions.update()
            assert before < clock.now()
        assert told() == []
        kept = set(Cell.objects.values_list("key", "number"))
        published = list(PublishedRow.objects.order_by("key").values_list("key", "counts", "reasons"))
        rebuilding.rebuild(lambda _done: None)
        assert set(Cell.objects.values_list("key", "number")) == kept
        again = list(PublishedRow.objects.order_by("key").values_list("key", "counts", "reasons"))
        assert again == published
        assert told() == []
