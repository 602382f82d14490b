"""The relay: lanes in order, nothing lost without a broker, no endless publishing."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError
from kombu.exceptions import OperationalError as BrokerError

from foundation import clock
from foundation.outbox import relay as relay_module
from foundation.outbox import runner
from foundation.outbox.database_time import DatabaseTime
from foundation.outbox.models import Job, JobState, Lane
from foundation.outbox.relay import WINDOW, Relay
from tests.foundation.outbox.helpers import Bench, let_lease_run_out

pytestmark = pytest.mark.django_db


class Queue:
    """Stand where the broker is: remember what was published, or be away."""

    def __init__(self) -> None:
        """Begin reachable and empty."""
        self.published: list[tuple[UUID, str]] = []
        self.away: Exception | None = None

    def __call__(self, job_id: UUID, lane: str) -> None:
        if self.away is not None:
            raise self.away
        self.published.append((job_id, lane))


@pytest.fixture
def queue(settings: Any) -> Queue:
    """Return a queue, with the relay set to use one."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    return Queue()


def forget_offers() -> None:
    """Pretend that every offer was made so long ago that it may be repeated."""
    Job.objects.exclude(offered_until=None).update(offered_until=DatabaseTime(-1))


def test_lanes_are_offered_in_their_order_and_each_by_age(bench: Bench, queue: Queue) -> None:
    old = clock.now() - dt.timedelta(hours=1)
    bulk = bench.job(lane=Lane.BULK, not_before=old)
    second, first = bench.job(), bench.job(not_before=old)
    code = bench.job(lane=Lane.OTP)
    assert Relay(queue, bench.registry).step()
    assert queue.published == [
        (code.pk, "otp"),
        (first.pk, "transactional"),
        (second.pk, "transactional"),
        (bulk.pk, "bulk"),
    ]


def test_the_relay_itself_ends_no_job(bench: Bench, queue: Queue) -> None:
    job = bench.job()
    Relay(queue, bench.registry).step()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.offers) == (JobState.WAITING, 0, 1)


def test_a_job_that_is_not_due_is_not_offered(bench: Bench, queue: Queue) -> None:
    bench.job(not_before=clock.now() + dt.timedelta(seconds=10))
    assert not Relay(queue, bench.registry).step()
    with time_machine.travel(clock.now() + dt.timedelta(seconds=11), tick=False):
        assert Relay(queue, bench.registry).step()


def test_an_offer_is_repeated_when_nobody_came_and_ever_more_rarely(bench: Bench, queue: Queue) -> None:
    job = bench.job()
    relay = Relay(queue, bench.registry)
    lengths = []
    for _ in range(10):
        assert relay.offer()
        assert not relay.offer()
        row = Job.objects.annotate(database_now=DatabaseTime()).get(pk=job.pk)
        assert row.offered_until is not None
        lengths.append(round((row.offered_until - row.database_now).total_seconds()))
        forget_offers()
    assert lengths == [15, 30, 60, 120, 240, 480, 900, 900, 900, 900]
    assert len(queue.published) == 10


def test_a_flushed_queue_costs_a_wait_and_no_job(bench: Bench, queue: Queue) -> None:
    job = bench.job()
    relay = Relay(queue, bench.registry)
    relay.step()
    queue.published.clear()
    assert not relay.step()
    forget_offers()
    assert relay.step()
    assert queue.published == [(job.pk, "transactional")]


@pytest.mark.parametrize("away", [BrokerError("refused"), ConnectionRefusedError(), TimeoutError()])
def test_without_a_broker_the_rows_stay_and_are_offered_as_soon_as_it_is_back(
    bench: Bench, queue: Queue, away: Exception
) -> None:
    job = bench.job()
    relay = Relay(queue, bench.registry)
    queue.away = away
    for _ in range(3):
        assert not relay.step()
    job.refresh_from_db()
    assert (job.state, job.offers, job.offered_until) == (JobState.WAITING, 0, None)
    queue.away = None
    assert relay.step()
    assert queue.published == [(job.pk, "transactional")]


def test_a_backlog_does_not_flood_the_queue_and_does_not_hold_back_codes(bench: Bench, queue: Queue) -> None:
    for number in range(WINDOW + 5):
        bench.job(str(number))
    relay = Relay(queue, bench.registry)
    relay.step()
    assert len(queue.published) == WINDOW
    assert not relay.step()
    code = bench.job(lane=Lane.OTP)
    relay.step()
    assert queue.published[-1] == (code.pk, "otp")
    runner.run(queue.published[0][0], bench.registry)
    relay.step()
    assert len(queue.published) == WINDOW + 2


def test_the_relay_takes_jobs_back_from_dead_workers_and_offers_them_at_once(bench: Bench, queue: Queue) -> None:
    job = bench.job()
    relay = Relay(queue, bench.registry)
    relay.step()
    runner.claim(job.pk)
    let_lease_run_out(job)
    Relay(queue, bench.registry).step()
    assert [pk for pk, _lane in queue.published] == [job.pk, job.pk]


def test_without_a_queue_the_same_task_is_run_in_this_process_and_codes_overtake(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner.run, "__defaults__", (bench.registry,))
    jobs = [bench.job(f"bulk {number}", lane=Lane.BULK) for number in range(3)]
    relay = Relay(handlers=bench.registry)
    assert relay.step()
    bench.job("code", lane=Lane.OTP)
    while relay.step():
        pass
    assert bench.done == ["bulk 0", "code", "bulk 1", "bulk 2"]
    assert {job.state for job in Job.objects.filter(pk__in=[job.pk for job in jobs])} == {JobState.DONE}


def test_a_lost_database_is_waited_for(bench: Bench, queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    relay = Relay(queue, bench.registry)
    turns = []

    def sweep(handlers: object) -> int:
        turns.append(handlers)
        if len(turns) == 1:
            raise OperationalError("server closed the connection unexpectedly")
        relay.stopping.set()
        return 0

    monkeypatch.setattr(relay_module, "SWEEP_SECONDS", 0)
    monkeypatch.setattr(runner, "sweep", sweep)
    monkeypatch.setattr(relay_module.connection, "close", lambda: None)
    monkeypatch.setattr(relay._listener, "wait", lambda seconds, stopping: False)
    relay.run()
    assert len(turns) == 2


def test_hourly_work_that_fails_does_not_keep_the_others_from_theirs(bench: Bench) -> None:
    done: list[str] = []

    @bench.registry.hourly
    def broken() -> None:
        raise RuntimeError("broken")

    bench.registry.hourly(lambda: done.append("second"))
    relay_module.tidy(bench.registry)
    assert done == ["second"]


def test_old_finished_jobs_are_forgotten_and_open_ones_never(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    done, waiting = bench.job("done"), bench.job("waiting")
    runner.run(done.pk, bench.registry)
    ours = Job.objects.filter(pk__in=[done.pk, waiting.pk])  # the clock asks for jobs of its own by the hour
    with time_machine.travel(clock.now() + dt.timedelta(days=89), tick=False):
        call_command("tick")
        assert ours.count() == 2
    with time_machine.travel(clock.now() + dt.timedelta(days=91), tick=False):
        call_command("tick")
    assert list(ours) == [waiting]
    assert "tick: 0 pekerjaan diambil kembali" in capsys.readouterr().out
