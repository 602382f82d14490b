"""Many workers at once: each job is done by exactly one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from foundation.outbox import runner
from foundation.outbox.models import Job, JobState
from foundation.outbox.relay import Relay
from tests.foundation.outbox.helpers import Bench

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_workers_told_of_the_same_forty_jobs_do_each_exactly_once(bench: Bench) -> None:
    jobs = [bench.job(str(number)).pk for number in range(40)]

    def work(turn: int) -> int:
        try:
            return sum(runner.run(pk, bench.registry) for pk in (jobs if turn % 2 else reversed(jobs)))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        claimed = sum(pool.map(work, range(8)))
    assert claimed == 40
    assert sorted(bench.done, key=int) == [str(number) for number in range(40)]
    assert set(Job.objects.values_list("state", "attempts")) == {(JobState.DONE, 1)}


def test_two_relays_publish_each_job_once(bench: Bench, settings: Any) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = False
    jobs = {bench.job(str(number)).pk for number in range(40)}
    published: list[UUID] = []

    def relay(_turn: int) -> None:
        try:
            Relay(lambda pk, lane: published.append(pk), bench.registry).step()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(relay, range(2)))
    assert len(published) == 40
    assert set(published) == jobs
