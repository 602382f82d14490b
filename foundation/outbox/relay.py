"""Offer due jobs to the queue, lane by lane, and take them back from workers that died."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.models import F, Q, QuerySet
from kombu.exceptions import OperationalError as BrokerError

from foundation import clock, rls
from foundation.outbox import runner
from foundation.outbox.database_time import DatabaseTime
from foundation.outbox.listener import Listener
from foundation.outbox.models import Job, JobState, Lane
from foundation.outbox.registry import Registry, registry
from foundation.outbox.schedule import offer_lasts
from foundation.outbox.tasks import run_job

log = logging.getLogger("portal.outbox")

LANES: Final = (Lane.OTP, Lane.TRANSACTIONAL, Lane.BULK)
WINDOW: Final = 200  # jobs of one lane that lie in the queue at a time; the rest wait in the table
SWEEP_SECONDS: Final = 1
TIDY_SECONDS: Final = 3600


def publish(job_id: UUID, lane: str) -> None:
    """Hand one id to Celery, or do the job here and now when there is no queue; raises BrokerError, OSError."""
    run_job.apply_async((str(job_id),), queue=lane, retry=False, ignore_result=True)


class Relay:
    """Move ids from the table to the queue; a job is never marked as done here, only by the one who did it."""

    def __init__(self, publish: Callable[[UUID, str], None] = publish, handlers: Registry = registry) -> None:
        """Prepare a relay that is not running yet."""
        self.publish = publish
        self.handlers = handlers
        self.stopping = threading.Event()
        self._listener = Listener()
        self._swept = self._tidied = -float(TIDY_SECONDS)
        self._minute = _minute()  # the minute in which it starts is not whole

    def run(self) -> None:
        """Work until `stopping` is set; a lost database or broker costs time, never a job."""
        while not self.stopping.is_set():
            try:
                busy = self.step()
            except (DatabaseError, InterfaceError) as error:
                log.warning("the database does not answer, trying again: %s", error.__class__.__name__)
                connection.close()
                busy = False
            if not busy:
                self._listener.wait(settings.OUTBOX_POLL_SECONDS, self.stopping)
        self._listener.close()

    def step(self) -> bool:
        """Do what is due by the clock, sweep, tidy up and offer once; returns whether there was anything to offer."""
        now = time.monotonic()
        if _minute() != self._minute:  # first of all: what follows fails while the database is away
            self._minute = _minute()
            each_minute(self.handlers)
        if now - self._swept >= SWEEP_SECONDS:
            self._swept = now
            runner.sweep(self.handlers)
        if now - self._tidied >= TIDY_SECONDS:
            self._tidied = now
            tidy(self.handlers)
        return self.offer()

    def offer(self) -> bool:
        """Offer due jobs, the most urgent lane first; without a queue one at a time, so that codes overtake."""
        alone = settings.CELERY_TASK_ALWAYS_EAGER
        offered = False
        for lane in LANES:
            room = 1 if alone else WINDOW - _lying_in_queue(lane).count()
            for job_id, offers in list(_offerable(lane).values_list("pk", "offers")[: max(room, 0)]):
                if self.stopping.is_set() or not self._offer(job_id, lane, offers):
                    return False
                offered = True
            if alone and offered:
                break
        return offered

    def _offer(self, job_id: UUID, lane: str, offers: int) -> bool:
        """Mark first and publish second: two relays never publish the same offer; False when the broker is away."""
        mine = Job.objects.filter(pk=job_id, state=JobState.WAITING).filter(_not_offered())
        if mine.update(offers=F("offers") + 1, offered_until=DatabaseTime(offer_lasts(offers))) != 1:
            return True
        try:
            self.publish(job_id, lane)
        except (BrokerError, OSError) as error:
            log.warning("the queue does not answer, jobs stay in the table: %s", error.__class__.__name__)
            Job.objects.filter(pk=job_id, state=JobState.WAITING).update(offers=offers, offered_until=None)
            return False
        return True


@rls.system()
def tidy(handlers: Registry = registry) -> None:
    """Do what the apps registered as hourly; one that fails does not keep the others from their work."""
    for work in handlers.hourly_work:
        try:
            work()
        except Exception:
            log.exception("hourly work %s failed", getattr(work, "__qualname__", work))


@rls.system()
def each_minute(handlers: Registry = registry) -> None:
    """Do what the apps registered as minutely; one that fails does not keep the others from their work."""
    for work in handlers.minutely_work:
        try:
            work()
        except Exception:
            log.exception("minutely work %s failed", getattr(work, "__qualname__", work))


def _minute() -> int:
    return int(clock.now().timestamp()) // 60


def _not_offered() -> Q:
    return Q(offered_until__isnull=True) | Q(offered_until__lt=DatabaseTime())


def _offerable(lane: str) -> QuerySet[Job]:
    due = Job.objects.filter(lane=lane, state=JobState.WAITING, not_before__lte=clock.now())
    return due.filter(_not_offered()).order_by("not_before", "id")


def _lying_in_queue(lane: str) -> QuerySet[Job]:
    return Job.objects.filter(lane=lane, state=JobState.WAITING, offered_until__gte=DatabaseTime())
