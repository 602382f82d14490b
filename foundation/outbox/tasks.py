"""Let Celery do one job by its id."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from foundation import rls
from foundation.outbox import runner


@shared_task(name="outbox.run_job")
def run_job(job_id: str) -> None:
    """Do the job with this id if it is still waiting; a second message about it does nothing."""
    with rls.system():
        runner.run(UUID(job_id))
