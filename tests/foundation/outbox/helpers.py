"""Make jobs of kinds that only tests know."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from foundation.outbox.actions import enqueue
from foundation.outbox.database_time import DatabaseTime
from foundation.outbox.models import Job, JobState
from foundation.outbox.registry import PermanentFailure, Registry, TemporaryFailure

KIND = "test.work"


class Bench:
    """Hold a registry of its own whose one handler fails as told, and what it saw."""

    def __init__(self) -> None:
        """Begin with a handler that succeeds."""
        self.registry = Registry()
        self.done: list[str] = []
        self.given_up: list[tuple[str, str, str]] = []
        self.error: Exception | None = None
        self.registry.handles(KIND, gave_up=self._gave_up)(self._work)

    def job(self, name: str = "one", **options: Any) -> Job:
        """Write a job in a transaction of its own."""
        with transaction.atomic():
            return enqueue(KIND, {"name": name}, handlers=self.registry, **options)

    def _work(self, job: Job) -> None:
        if self.error is not None:
            raise self.error
        self.done.append(job.ids["name"])

    def _gave_up(self, job: Job) -> None:
        self.given_up.append((job.ids["name"], job.state, job.reason))


def let_lease_run_out(job: Job) -> None:
    """Pretend that the worker was silent until after the end of its lease."""
    assert Job.objects.filter(pk=job.pk, state=JobState.LEASED).update(leased_until=DatabaseTime(-1)) == 1


PERMANENT = PermanentFailure("alamat ditolak")
TEMPORARY = TemporaryFailure("server tidak menjawab")
