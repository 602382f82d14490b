"""Go through the requests whose moment has come, in bounded batches, and look ahead once an hour."""

from __future__ import annotations

import logging
from datetime import UTC
from typing import Final

from django.db import transaction
from django.db.models.functions import Trunc

from foundation import clock
from foundation.outbox import enqueue
from services.requests.engine import watching
from services.requests.engine.attending import attend, put_off
from services.requests.models import Watch

log = logging.getLogger("portal.requests")

BATCH: Final = 200


def run(minute: str, part: int = 0) -> int:
    """Attend to the requests that are due, each in its own transaction; a full batch leaves a job for the rest.

    One that fails is logged, put off for an hour, and keeps nobody waiting. Returns how many were attended to.
    """
    due = list(Watch.objects.filter(at__lte=clock.now()).order_by("at", "pk").values_list("pk", flat=True)[:BATCH])
    done = 0
    for request_id in due:
        try:
            done += attend(request_id)
        except Exception:
            log.exception("the watch failed on request %s", request_id)
            put_off(request_id)
    if len(due) == BATCH:
        ids = {"minute": minute, "part": str(part + 1)}
        with transaction.atomic():
            enqueue(watching.JOB, ids, key=f"{minute}+{part + 1}")
    return done


def look_ahead() -> int:
    """Write the jobs of the coming minutes in which something falls due, and one for whatever was missed.

    Called every hour: so a lost job costs an hour, never a deadline. Returns how many minutes have something.
    """
    now = clock.now()
    rows = Watch.objects.filter(at__lte=now + watching.HORIZON).annotate(minute=Trunc("at", "minute", tzinfo=UTC))
    minutes = {max(at, now) for at in rows.order_by().values_list("minute", flat=True).distinct()}
    with transaction.atomic():
        for minute in sorted(minutes):
            watching.wake(minute)
    return len(minutes)
