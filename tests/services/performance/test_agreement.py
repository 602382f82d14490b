"""The hourly job, the recomputation and an independent reading of the raw events give the same figures."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import Any

import time_machine
from django.db.models import F

from services.performance import actions, rebuilding
from services.performance.models import Cell, PublishedRow
from tests.soak import figures_world
from tests.soak.figures_agreement import differences

NOW = dt.datetime(2026, 11, 23, 3, tzinfo=dt.UTC)
EARLIER = NOW - dt.timedelta(days=100)
COUNT = 150
LIVING_ON = 70
FEWEST = 20  # events that came later
FIRST = dt.date(2025, 7, 1)
LINES = 20


def told() -> list[str]:
    return list(islice(differences(FIRST), LINES))


def kept() -> tuple[Any, Any]:
    """Return every sum and every published number."""
    rows = PublishedRow.objects.order_by("key").values_list("key", "counts", "reasons")
    return dict(Cell.objects.values_list("key", "number")), list(rows)


def test_what_the_job_counts_in_portions_is_what_the_raw_events_say(db: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(actions, "OVERLAP", dt.timedelta())
    with time_machine.travel(EARLIER, tick=False) as wall:
        figures_world.seed(COUNT)
        actions.update()
        before = kept()
        wall.move_to(NOW)
        assert figures_world.live_on(LIVING_ON, since=EARLIER) > FEWEST
        actions.update()
        now = kept()
        assert now != before
        assert told() == []
        rebuilding.rebuild(lambda _done: None)
        assert kept() == now
        # The comparison sees what is wrong by one.
        wrong = Cell.objects.filter(month=dt.date(2026, 11, 1), number__gt=0).order_by("key").first()
        assert wrong is not None
        Cell.objects.filter(pk=wrong.pk).update(number=F("number") + 1)
        assert any(f"{wrong.figure}: kept" in line for line in told())
