"""Writing jobs: in the caller's transaction, once per key, secrets encrypted."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from foundation import crypto
from foundation.ids import uuid7
from foundation.outbox import actions, runner
from foundation.outbox.models import Job, JobState, Lane
from foundation.outbox.registry import Registry
from tests.foundation.outbox.helpers import KIND, PERMANENT, Bench


@pytest.mark.django_db
def test_a_rolled_back_transaction_leaves_no_job(bench: Bench) -> None:
    def file_and_fail() -> None:
        with transaction.atomic():
            bench.job()
            raise RuntimeError("the filing failed")

    with pytest.raises(RuntimeError):
        file_and_fail()
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_job_outside_a_transaction_is_refused(bench: Bench) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        actions.enqueue(KIND, {}, handlers=bench.registry)


@pytest.mark.django_db
def test_a_kind_that_nobody_handles_is_refused_when_written_not_when_run() -> None:
    with pytest.raises(LookupError, match="Nobody handles"):
        actions.enqueue("test.unknown", {}, handlers=Registry())


@pytest.mark.django_db
def test_ids_are_short(bench: Bench) -> None:
    with pytest.raises(ValueError, match="at most 100"):
        bench.job("x" * 101)


@pytest.mark.django_db
def test_the_same_key_gives_the_same_job_and_no_key_gives_a_new_one(bench: Bench) -> None:
    first = bench.job("one", key="k")
    assert bench.job("two", key="k") == first
    assert bench.job("one", key="other") != first
    assert bench.job("one").pk != bench.job("one").pk
    assert Job.objects.count() == 4


@pytest.mark.django_db
def test_a_finished_job_keeps_its_key(bench: Bench) -> None:
    job = bench.job(key="k")
    assert runner.run(job.pk, bench.registry)
    assert bench.job(key="k").state == JobState.DONE


@pytest.mark.django_db(transaction=True)
def test_eight_threads_with_twenty_keys_write_twenty_jobs(bench: Bench) -> None:
    def write(number: int) -> UUID:
        try:
            return bench.job(key=f"k{number % 20}").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(write, range(160)))
    assert Job.objects.count() == len(found) == 20


@pytest.mark.django_db
@time_machine.travel("2026-11-22T03:00:00Z", tick=False)
def test_a_job_is_due_now_or_when_it_was_asked_for(bench: Bench) -> None:
    later = dt.datetime(2026, 11, 22, 3, 0, 10, tzinfo=dt.UTC)
    now_job, later_job = bench.job("now"), bench.job("later", not_before=later)
    assert now_job.not_before == dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)
    assert runner.claim(later_job.pk) is None
    with time_machine.travel(later, tick=False):
        assert runner.claim(later_job.pk) is not None


@pytest.mark.django_db
def test_a_secret_lies_encrypted_and_opens_for_its_own_row_only(bench: Bench) -> None:
    job = bench.job(secret="kode 123456")
    job.refresh_from_db()
    assert "123456" not in job.secret
    assert actions.reveal(job) == "kode 123456"
    other = bench.job(secret="kode 999999")
    other.secret = job.secret
    with pytest.raises(crypto.CryptoError):
        actions.reveal(other)


@pytest.mark.django_db
@pytest.mark.parametrize("fails", [False, True])
def test_a_secret_is_wiped_when_the_job_is_over(bench: Bench, fails: bool) -> None:
    bench.error = PERMANENT if fails else None
    job = bench.job(secret="kode 123456")
    runner.run(job.pk, bench.registry)
    job.refresh_from_db()
    assert job.secret == ""
    assert job.had_secret


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"lane": "express"},
        {"state": "sleeping"},
        {"state": "done", "secret": "x"},
        {"state": "leased"},
        {"state": "waiting", "leased_until": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
    ],
    ids=["unknown lane", "unknown state", "secret kept", "lease without end", "end without lease"],
)
def test_the_database_itself_refuses_impossible_rows(bench: Bench, wrong: dict[str, object]) -> None:
    job = bench.job()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**wrong)


@pytest.mark.django_db
def test_failed_jobs_are_sent_again_with_all_their_attempts_but_never_without_their_secret(bench: Bench) -> None:
    bench.error = PERMANENT
    plain, sealed, done = bench.job("plain"), bench.job("sealed", secret="s"), bench.job("done", lane=Lane.BULK)
    for job in (plain, sealed):
        runner.run(job.pk, bench.registry)
    bench.error = None
    runner.run(done.pk, bench.registry)
    assert actions.send_again([plain.pk, sealed.pk, done.pk, uuid7()]) == 1
    plain.refresh_from_db()
    assert (plain.state, plain.attempts, plain.finished_at) == (JobState.WAITING, 0, None)
    assert runner.run(plain.pk, bench.registry)
    assert bench.done == ["done", "plain"]
