"""Keep the figures up to date: from new events every hour, and after a calendar changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db import transaction

from foundation import clock, periods
from foundation.outbox import Lane, enqueue
from foundation.periods import Period
from services.performance import cases, folding
from services.performance.models import Case, EntityKind, Mark, PublishedRow
from services.performance.publishing import publish
from services.requests.models import RequestEvent

UPDATE: Final = "performance.update"
RECOUNT: Final = "performance.recount"
BATCH: Final = 500  # events, or requests
MOST_BATCHES: Final = 40  # of one job; what is left comes in the next one
# A transaction commits its events a little after their ids were made, so each run looks back so long.
OVERLAP: Final = dt.timedelta(minutes=10)
GATHER: Final = dt.timedelta(minutes=5)  # holidays are typed in one after the other
LONGEST: Final = dt.timedelta(days=400)  # a portal that stood still longer needs recompute_performance
_TIME_BITS: Final = 80  # of a UUID 7, below its milliseconds


def order(part: int = 0) -> None:
    """Write the job of this hour, or of what it left."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    with transaction.atomic():
        enqueue(UPDATE, {"part": str(part)}, lane=Lane.BULK, key=f"{hour.isoformat()}+{part}")


def update(part: int = 0) -> bool:
    """Count what happened since the mark and publish the quarters it changed; returns whether more is left.

    The first part of a run looks back a little before the mark; those that follow go on at it.
    """
    reader, touched = cases.Reader(), set(_due())
    after = _start(dt.timedelta() if part else OVERLAP)
    for _turn in range(MOST_BATCHES):
        found = list(RequestEvent.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "request")[:BATCH])
        if found:
            after = found[-1][0]
            touched |= folding.fold({request for _pk, request in found}, reader)
            Mark.objects.filter(name=folding.MARK).update(event=after)
        if len(found) < BATCH:
            publish_all(touched)
            return False
    publish_all(touched)
    return True


def publish_all(quarters: Collection[Period]) -> None:
    """Publish some quarters that have begun, the oldest first."""
    today = clock.today()
    for quarter in sorted(quarters):
        if quarter.first <= today:
            publish(quarter)


def order_recount(agency: str, after: int = 0, key: str = "") -> None:
    """Write the job that counts an agency's cases anew ("" is everybody's), one for all changes of the same minutes."""
    at = clock.now()
    if not key:
        at += GATHER
        at += GATHER - dt.timedelta(seconds=at.timestamp() % GATHER.total_seconds())
        key = f"{agency}@{at.isoformat()}"
    ids = {"agency": agency, "after": str(after), "run": key}
    enqueue(RECOUNT, ids, lane=Lane.BULK, key=f"{key}:{after}"[:120], not_before=at)


def recount(agency: str, after: int, key: str) -> None:
    """Count the next batch of cases anew; a full batch leaves a job for the rest."""
    rows = Case.objects.filter(pk__gt=after).order_by("pk")
    rows = rows.filter(agency=agency) if agency else rows
    found = list(rows.values_list("pk", "request")[:BATCH])
    publish_all(folding.fold({request for _pk, request in found}, cases.Reader()))
    if len(found) == BATCH:
        with transaction.atomic():
            order_recount(agency, found[-1][0], key)


def _start(overlap: dt.timedelta) -> UUID:
    """Return the id after which events are read: the mark, or so long before it."""
    mark = Mark.objects.filter(name=folding.MARK, event__isnull=False).first()
    if mark is None or mark.event is None:
        return UUID(int=0)
    if not overlap:
        return mark.event
    back = (mark.event.int >> _TIME_BITS) - int(overlap.total_seconds() * 1000)
    return UUID(int=max(0, back) << _TIME_BITS)


def _due() -> set[Period]:
    """Return the present quarter, and those that were published last before they were over."""
    today = clock.today()
    rows = PublishedRow.objects.filter(kind=EntityKind.COUNTY, first_day__gte=today - LONGEST, last_day__lt=today)
    found = {periods.quarter_of(today)}
    for first, computed in rows.values_list("first_day", "computed_at"):
        quarter = periods.quarter_of(first)
        if clock.local(computed).date() <= quarter.last:
            found.add(quarter)
    return found
