"""Write jobs in the caller's transaction; nobody calls a broker or a mail server from here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction

from foundation import clock, crypto
from foundation.ids import uuid7
from foundation.outbox.registry import Registry, registry
from foundation.outbox.states import LOST_STATES, JobState, Lane

if TYPE_CHECKING:
    from django.db.models import Manager, QuerySet

    from foundation.outbox.models import Job

CHANNEL: Final = "outbox"
ID_LENGTH: Final = 100


def enqueue(
    kind: str,
    ids: dict[str, str],
    *,
    lane: Lane = Lane.TRANSACTIONAL,
    key: str = "",
    not_before: dt.datetime | None = None,
    secret: str | None = None,
    handlers: Registry = registry,
) -> Job:
    """Write a job into the open transaction, or return the one this kind already has under `key`.

    `ids` name rows and hold no personal data; `secret` is stored encrypted and wiped when the job is final.
    Raises LookupError for a kind nobody handles and TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a job is written in the transaction whose commit it follows")
    handlers.get(kind)
    if not all(len(value) <= ID_LENGTH for value in ids.values()):
        raise ValueError(f"the ids of a job are texts of at most {ID_LENGTH} characters")
    pk = uuid7()
    sealed = "" if secret is None else crypto.encrypt(secret, aad=str(pk))
    values = {"id": pk, "kind": kind, "ids": ids, "lane": lane, "key": key, "not_before": not_before or clock.now()}
    job = _insert(values | {"secret": sealed, "had_secret": secret is not None})
    if job.pk == pk:
        _wake_relay(lane)
    return job


def reveal(job: Job) -> str:
    """Decrypt the secret of a job; raises CryptoError when it was wiped or belongs to another row."""
    return crypto.decrypt(job.secret, aad=str(job.pk))


def send_again(jobs: Iterable[UUID]) -> int:
    """Give finally failed jobs all their attempts back, except those whose secret is gone; returns how many."""
    return _revive(_jobs().filter(pk__in=list(jobs)))


def send_all_again(kind: str, reason: str) -> int:
    """Do the same for every job of one kind that ended for one reason; returns how many."""
    return _revive(_jobs().filter(kind=kind, reason=reason))


def _revive(jobs: QuerySet[Job]) -> int:
    with transaction.atomic():
        count = jobs.filter(state__in=LOST_STATES, had_secret=False).update(
            state=JobState.WAITING,
            attempts=0,
            offers=0,
            offered_until=None,
            not_before=clock.now(),
            finished_at=None,
        )
        _wake_relay(Lane.TRANSACTIONAL)
    return count


def _insert(values: dict[str, Any]) -> Job:
    jobs = _jobs()
    if not values["key"]:
        return jobs.create(**values)
    jobs.bulk_create([jobs.model(**values)], ignore_conflicts=True)
    [job] = jobs.filter(kind=values["kind"], key=values["key"])  # its own, or the one that was there
    return job


def _jobs() -> Manager[Job]:
    """Look the table up late: the package itself offers `enqueue`, and is imported before there are tables."""
    jobs: Manager[Job] = apps.get_model("outbox", "Job")._default_manager
    return jobs


def _wake_relay(lane: str) -> None:
    """Tell the listening relay at commit; without PostgreSQL it asks every second anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, lane])
