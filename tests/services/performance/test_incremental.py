"""What the job adds up event by event is what counting everything again gives, whatever people press."""

from __future__ import annotations

import contextlib
import random
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation import clock
from foundation.outbox.models import Job
from services.performance import actions
from services.performance.models import Case, Cell, PublishedRow
from services.requests import engine
from services.requests.engine.errors import EngineError
from services.requests.models import RequestEvent, ServiceRequest
from tests.services.performance import world as figures
from tests.services.requests import ending, timed, world

pytestmark = pytest.mark.django_db
PRESSED = ("lengkap", "kembalikan", "perbaiki", "setujui", "tolak", "urungkan", "batalkan", "buka", "catatan")
GIVEN: dict[str, Any] = {
    "items": [{"field": "nama", "note": "Samakan dengan KTP."}],
    "alasan": "Tidak memenuhi syarat.",
    "text": "Baik.",
}


def history(now: Any, seed: int) -> None:
    """Let people press at random for weeks, with the job coming in between whenever it likes."""
    chance = random.Random(seed)
    data = ending.decided(objection={"within": ending.WITHIN})
    data["sla"] = {"amount": 2, "unit": "working_days", "from": "submitted", "pause_on": ["perbaikan"]}
    version, warga = world.publish(data), world.citizen()
    world.publish(ending.objecting())
    people = [warga, world.officer("verifikator"), world.officer("kepala"), world.officer("kepala", "verifikator")]
    requests = [world.submitted(version, warga) for _each in range(3)]
    for _step in range(20):
        request, action = chance.choice(requests), chance.choice(PRESSED)
        with contextlib.suppress(EngineError):
            world.press(request, action, chance.choice(people), **GIVEN)
        if chance.random() < 0.1:
            with contextlib.suppress(EngineError):
                draft = engine.open_objection(request.pk, warga, f"{seed}-{_step}")
                engine.save_answers(draft.pk, "data", {"mengapa": "Saya keberatan."}, warga)
                world.press(draft, "ajukan", warga)
                requests.append(world.fresh(draft))
        now.shift(chance.choice((5, 11, 3600, 90_000, 200_000)))
        if chance.random() < 0.2:
            actions.update()
        if chance.random() < 0.2:
            timed.work()


def told(*options: str) -> str:
    out = StringIO()
    call_command("recompute_performance", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def no_looking_back(monkeypatch: Any) -> None:
    """Let the job read only what is new, as it does once ten minutes have passed."""
    monkeypatch.setattr(actions, "OVERLAP", timedelta())


def rows() -> list[dict[str, Any]]:
    return list(PublishedRow.objects.order_by("key").values("key", "last_day", "counts", "reasons"))


@pytest.mark.parametrize("seed", range(2))
def test_random_histories_are_counted_as_their_events_say(now, seed):
    history(now, seed)
    assert "Every figure" in told("--check")
    kept = list(Cell.objects.order_by("key").values("key", "number")), rows()
    assert kept[0]
    Case.objects.all().delete()
    Cell.objects.all().delete()
    PublishedRow.objects.all().delete()
    assert f"{ServiceRequest.objects.count()} requests counted" in told()
    assert (list(Cell.objects.order_by("key").values("key", "number")), rows()) == kept


def test_the_check_names_a_figure_that_somebody_bent(now, no_looking_back):
    request = world.submitted(world.publish(figures.timed_document()), world.citizen())
    actions.update()
    Cell.objects.filter(figure="received").update(number=7)
    Case.objects.update(began_on="2026-11-01")
    with pytest.raises(CommandError) as said:
        told("--check")
    assert f"case {request.pk} cycle 0" in str(said.value)
    assert "figure" not in str(said.value).splitlines()[0]
    told()
    assert "Every figure" in told("--check")


def test_a_case_of_a_request_that_counts_no_more_is_found_by_both(now, no_looking_back):
    request = world.submitted(world.publish(figures.timed_document()), world.citizen())
    actions.update()
    ServiceRequest.objects.filter(pk=request.pk).update(is_test=True)
    with pytest.raises(CommandError, match="2 differences"):
        told("--check")
    told()
    assert not Cell.objects.exists()


def test_the_job_costs_what_is_new_and_not_what_is_kept(now):
    version, warga = world.publish(figures.timed_document()), world.citizen()

    def cost(requests: int) -> int:
        for _each in range(requests):
            world.submitted(version, warga)
        with CaptureQueriesContext(connection) as asked:
            actions.update()
        now.shift(3600)
        return len(asked)

    cost(1)
    few = cost(1)
    cost(6)
    assert cost(1) <= few + 1  # a count of ten or more is shown, so a row is written


def test_more_events_than_one_job_takes_come_in_the_next_one(now, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    monkeypatch.setattr(actions, "MOST_BATCHES", 1)
    version, warga = world.publish(figures.timed_document()), world.citizen()
    for _each in range(3):
        world.submitted(version, warga)
    Job.objects.all().delete()
    actions.order()
    timed.work()
    assert Job.objects.filter(kind=actions.UPDATE).count() >= 2
    assert figures.sums().counts["received"] == 3


def test_an_event_that_was_committed_late_is_still_counted(now):
    version, warga = world.publish(figures.timed_document()), world.citizen()
    slow = world.submitted(version, warga)
    event = RequestEvent.objects.get(request=slow)
    world.submitted(version, warga)
    actions.update()
    assert event.pk < RequestEvent.objects.latest("pk").pk
    # As if its transaction had ended only now: the mark stands behind it, and nothing of it was counted.
    Case.objects.filter(request=slow).delete()
    Cell.objects.update(number=1)
    actions.update()
    assert figures.sums().counts["received"] == 2


def test_a_quarter_is_published_a_last_time_when_it_is_over(now):
    world.submitted(world.publish(figures.timed_document()), world.citizen())
    actions.update()
    now.move_to("2027-01-04T03:00:00Z")
    actions.update()
    last = PublishedRow.objects.get(kind="county", period="2026-T4")
    assert (str(last.last_day), clock.local(last.computed_at).date().year) == ("2026-12-31", 2027)
    assert PublishedRow.objects.filter(kind="county", period="2027-T1").exists()
    now.shift(3600)
    with CaptureQueriesContext(connection) as asked:
        actions.update()
    assert not any("2026-T4" in query["sql"] and "UPDATE" in query["sql"] for query in asked.captured_queries)


def test_hours_pass_and_one_job_an_hour_is_written(now):
    for _each in range(3):
        actions.order()
    assert Job.objects.filter(kind=actions.UPDATE).count() == 1
    now.shift(timedelta(hours=1))
    actions.order()
    assert Job.objects.filter(kind=actions.UPDATE).count() == 2
