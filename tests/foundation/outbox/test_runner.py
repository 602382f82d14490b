"""Doing jobs: claims, leases, named ends, retries, jobs taken back from the dead."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
import time_machine

from foundation import clock
from foundation.outbox import runner
from foundation.outbox.models import Job, JobState, Lane
from foundation.outbox.registry import TemporaryFailure
from foundation.outbox.schedule import WAITS, attempts_allowed
from tests.foundation.outbox.helpers import PERMANENT, TEMPORARY, Bench, let_lease_run_out

pytestmark = pytest.mark.django_db


def run_until_final(bench: Bench, job: Job) -> list[float]:
    """Run a job as often as it becomes due; returns the seconds between attempts."""
    waits = []
    with time_machine.travel("2026-11-22T03:00:00Z", tick=False) as traveller:
        Job.objects.filter(pk=job.pk).update(not_before=clock.now())
        while True:
            assert runner.run(job.pk, bench.registry)
            job.refresh_from_db()
            if job.state != JobState.WAITING:
                return waits
            waits.append((job.not_before - clock.now()).total_seconds())
            assert not runner.run(job.pk, bench.registry)  # not before it is due
            traveller.move_to(job.not_before)


def test_a_success_ends_the_job_and_a_second_message_does_nothing(bench: Bench) -> None:
    job = bench.job()
    assert runner.run(job.pk, bench.registry)
    assert not runner.run(job.pk, bench.registry)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.leased_until, bench.done) == (JobState.DONE, 1, None, ["one"])
    assert job.finished_at is not None


def test_a_permanent_failure_ends_at_once_in_a_named_state_and_tells_the_owner(bench: Bench) -> None:
    bench.error = PERMANENT
    job = bench.job()
    assert run_until_final(bench, job) == []
    assert (job.state, job.reason, job.attempts) == (JobState.FAILED, "alamat ditolak", 1)
    assert bench.given_up == [("one", "failed", "alamat ditolak")]


@pytest.mark.parametrize("lane", Lane.values)
def test_a_temporary_failure_is_retried_with_growing_waits_and_then_named_exhausted(bench: Bench, lane: Lane) -> None:
    bench.error = TEMPORARY
    job = bench.job(lane=lane)
    waits = run_until_final(bench, job)
    assert waits == list(WAITS[lane])
    assert waits == sorted(waits)
    assert (job.state, job.attempts) == (JobState.EXHAUSTED, attempts_allowed(lane))
    assert bench.given_up == [("one", "exhausted", "server tidak menjawab")]


def test_codes_are_given_up_within_minutes_and_notices_not_before_a_night() -> None:
    assert sum(WAITS[Lane.OTP]) < 300
    assert sum(WAITS[Lane.TRANSACTIONAL]) > 8 * 3600


def test_the_other_side_may_ask_for_a_longer_wait_but_not_for_a_shorter(bench: Bench) -> None:
    bench.error = TemporaryFailure("429", retry_after=120)
    with time_machine.travel("2026-11-22T03:00:00Z", tick=False):
        job = bench.job()
        runner.run(job.pk, bench.registry)
        job.refresh_from_db()
        assert job.not_before - clock.now() == dt.timedelta(seconds=120)
        bench.error = TemporaryFailure("429", retry_after=0)
        other = bench.job()
        runner.run(other.pk, bench.registry)
        other.refresh_from_db()
        assert other.not_before - clock.now() == dt.timedelta(seconds=10)


def test_a_fault_of_ours_is_parked_with_its_name_and_without_its_words(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.error = ZeroDivisionError("NIK 3604012345670001")
    job, other = bench.job("poison"), bench.job("other")
    with caplog.at_level(logging.CRITICAL):
        run_until_final(bench, job)
    assert job.state == JobState.EXHAUSTED
    assert "ZeroDivisionError" in job.reason
    assert "3604" not in job.reason
    bench.error = None
    assert runner.run(other.pk, bench.registry)
    assert bench.done == ["other"]


def test_a_kind_whose_app_was_removed_is_parked_and_not_lost(bench: Bench) -> None:
    job = bench.job()
    Job.objects.filter(pk=job.pk).update(kind="gone.away")
    run_until_final(bench, job)
    assert (job.state, job.reason) == (JobState.EXHAUSTED, "kesalahan program: LookupError")


def test_a_leased_job_is_nobody_elses_until_its_lease_runs_out(bench: Bench) -> None:
    job = bench.job()
    assert runner.claim(job.pk) is not None
    assert runner.claim(job.pk) is None
    assert runner.sweep(bench.registry) == 0
    let_lease_run_out(job)
    assert runner.sweep(bench.registry) == 1
    assert runner.run(job.pk, bench.registry)
    assert bench.done == ["one"]


def test_a_wrong_clock_of_one_machine_steals_no_lease_and_strands_none(bench: Bench) -> None:
    job = bench.job()
    assert runner.claim(job.pk) is not None
    for jump in (dt.timedelta(hours=2), dt.timedelta(hours=-2), dt.timedelta(days=400)):
        with time_machine.travel(dt.datetime.now(dt.UTC) + jump, tick=False):
            assert runner.sweep(bench.registry) == 0
    let_lease_run_out(job)
    with time_machine.travel(dt.datetime.now(dt.UTC) - dt.timedelta(hours=2), tick=False):
        assert runner.sweep(bench.registry) == 1


def test_a_worker_that_lost_its_lease_cannot_end_the_job_of_the_next(bench: Bench) -> None:
    job = bench.job()
    slow = runner.claim(job.pk)
    assert slow is not None
    let_lease_run_out(job)
    runner.sweep(bench.registry)
    quick = runner.claim(job.pk)
    assert quick is not None
    assert not runner.finish(slow, JobState.FAILED, "terlambat", bench.registry)
    assert not runner.postpone(slow, "terlambat", None, bench.registry)
    assert bench.given_up == []
    assert runner.finish(quick, JobState.DONE, "", bench.registry)


def test_a_job_that_kills_every_worker_ends_named_exhausted(bench: Bench) -> None:
    job = bench.job(lane=Lane.OTP)
    for _ in range(attempts_allowed(Lane.OTP)):
        assert runner.claim(job.pk) is not None
        let_lease_run_out(job)
        runner.sweep(bench.registry)
    assert runner.claim(job.pk) is None
    job.refresh_from_db()
    assert (job.state, job.reason) == (JobState.EXHAUSTED, "pekerja berhenti di tengah jalan")
    assert bench.given_up == [("one", "exhausted", "pekerja berhenti di tengah jalan")]


def test_when_the_owner_cannot_be_told_the_job_is_not_over(bench: Bench) -> None:
    def broken(job: Job) -> None:
        raise RuntimeError("the owner's row is locked")

    bench.registry.handles("test.deaf", gave_up=broken)(lambda job: None)
    job = bench.job()
    Job.objects.filter(pk=job.pk).update(kind="test.deaf")
    held = runner.claim(job.pk)
    assert held is not None
    with pytest.raises(RuntimeError):
        runner.finish(held, JobState.FAILED, "x", bench.registry)
    job.refresh_from_db()
    assert job.state == JobState.LEASED
