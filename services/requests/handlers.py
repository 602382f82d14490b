"""Do the jobs requests leave behind: make pending decisions effective."""

from __future__ import annotations

from uuid import UUID

from foundation.outbox import handles
from foundation.outbox.models import Job
from services.requests.engine.decisions import JOB, settle


@handles(JOB)
def settle_decision(job: Job) -> None:
    """Make one decision effective; an undone one needs nothing."""
    settle(UUID(job.ids["request"]), int(job.ids["seq"]))
