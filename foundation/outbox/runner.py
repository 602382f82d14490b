"""Do one job: claim it, let its handler work, write down how it ended."""

from __future__ import annotations

import datetime as dt
import logging
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from foundation import clock, rls
from foundation.outbox.database_time import DatabaseTime
from foundation.outbox.models import Job, JobState
from foundation.outbox.registry import PermanentFailure, Registry, TemporaryFailure, registry
from foundation.outbox.schedule import attempts_allowed, wait_after

log = logging.getLogger("portal.outbox")


def run(job_id: UUID, handlers: Registry = registry) -> bool:
    """Do the job if it is waiting and due; returns False when another worker has it or it is final."""
    job = claim(job_id)
    if job is None:
        return False
    try:
        handlers.get(job.kind).work(job)
    except PermanentFailure as failure:
        finish(job, JobState.FAILED, failure.reason, handlers)
    except TemporaryFailure as failure:
        postpone(job, failure.reason, failure.retry_after, handlers)
    except Exception as error:  # a fault of ours: parked after the last attempt, never lost
        log.exception("job %s of kind %s failed", job.pk, job.kind)
        postpone(job, _("kesalahan program: %(name)s") % {"name": type(error).__name__}, None, handlers)
    else:
        finish(job, JobState.DONE, "", handlers)
    return True


def claim(job_id: UUID) -> Job | None:
    """Lease a waiting and due job by the database's clock; only "one row changed" makes it ours."""
    changed = Job.objects.filter(pk=job_id, state=JobState.WAITING, not_before__lte=clock.now()).update(
        state=JobState.LEASED,
        leased_until=DatabaseTime(settings.OUTBOX_LEASE_SECONDS),
        attempts=F("attempts") + 1,
        offers=0,
        offered_until=None,
    )
    return Job.objects.get(pk=job_id) if changed == 1 else None


def finish(job: Job, state: JobState, reason: str = "", handlers: Registry = registry) -> bool:
    """End a job we hold in a final state and wipe its secret; returns False when our lease was lost meanwhile."""
    with transaction.atomic():
        held = _held(job).update(
            state=state, reason=reason[:200], secret="", leased_until=None, finished_at=clock.now()
        )
        if held != 1:
            log.warning("job %s of kind %s: the lease was lost before it ended as %s", job.pk, job.kind, state)
            return False
        gave_up = handlers.get(job.kind).gave_up if job.kind in handlers else None
        if state != JobState.DONE and gave_up is not None:
            job.state, job.reason = state, reason[:200]
            gave_up(job)
    if state != JobState.DONE:
        log.warning("job %s of kind %s ended as %s: %s", job.pk, job.kind, state, reason)
    return True


def postpone(job: Job, reason: str, retry_after: int | None = None, handlers: Registry = registry) -> bool:
    """Let a job we hold wait for its next attempt, or end it as EXHAUSTED after the last one."""
    if job.attempts >= attempts_allowed(job.lane):
        return finish(job, JobState.EXHAUSTED, reason, handlers)
    wait = max(wait_after(job.lane, job.attempts), retry_after or 0)
    return (
        _held(job).update(
            state=JobState.WAITING,
            reason=reason[:200],
            leased_until=None,
            not_before=clock.now() + dt.timedelta(seconds=wait),
        )
        == 1
    )


@rls.system()
def sweep(handlers: Registry = registry) -> int:
    """Take jobs back from workers whose lease ran out: they died or hang; returns how many."""
    expired = list(Job.objects.filter(state=JobState.LEASED, leased_until__lt=DatabaseTime())[:100])
    reason = _("pekerja berhenti di tengah jalan")
    for job in expired:
        if job.attempts >= attempts_allowed(job.lane):
            finish(job, JobState.EXHAUSTED, reason, handlers)
        else:
            _held(job).update(state=JobState.WAITING, reason=reason, leased_until=None, not_before=clock.now())
    return len(expired)


def _held(job: Job) -> QuerySet[Job]:
    """Match the row only while it is leased by this very attempt; the attempt's number is the fence."""
    return Job.objects.filter(pk=job.pk, state=JobState.LEASED, attempts=job.attempts)
