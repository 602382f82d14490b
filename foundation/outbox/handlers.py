"""Tidy up what the ground floor keeps for a limited time."""

from __future__ import annotations

import datetime as dt
from typing import Final

from foundation import clock, idempotency
from foundation.outbox.models import FINAL_STATES, Job
from foundation.outbox.registry import hourly

KEPT: Final = dt.timedelta(days=90)

hourly(idempotency.purge)


@hourly
def forget_old_jobs() -> int:
    """Delete jobs that ended more than 90 days ago; returns how many."""
    return Job.objects.filter(state__in=FINAL_STATES, finished_at__lt=clock.now() - KEPT).delete()[0]
