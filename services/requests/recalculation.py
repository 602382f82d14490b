"""Date open promises anew when an agency's calendar changes, in bounded batches, and say so in the history."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from foundation import clock
from foundation.outbox import Lane, enqueue
from services.catalogue import documents
from services.definition.worktime import Calendar
from services.requests import deadlines
from services.requests.actor import Actor
from services.requests.engine import clocks, ledger, watching
from services.requests.engine.decisions import settle_if_due
from services.requests.engine.opening import lock, step_for
from services.requests.models import OPEN_PHASES, ServiceRequest, SlaClock, Visibility, Watch

log = logging.getLogger("portal.requests")

JOB: Final = "requests.recalculate"
ACTION: Final = "hitung_ulang"
BATCH: Final = 200
# Holidays are typed in one after the other: what changes within a few minutes is counted once.
GATHER: Final = timedelta(minutes=5)
SAVING: Final = timedelta(minutes=1)  # a page that saves takes no longer, so its change is seen by the job


def order(agency: str) -> None:
    """Write the job for one agency's open requests ("" is everybody's), one for all changes of the same minutes."""
    at = clock.now() + SAVING
    at += GATHER - timedelta(seconds=at.timestamp() % GATHER.total_seconds())
    _enqueue(agency, "", f"{agency}@{at.isoformat()}", at)


def run(agency: str, after: str, key: str) -> int:
    """Recalculate the next batch after a request id; a full batch leaves a job for the rest; returns how many moved."""
    running = SlaClock.objects.filter(request=OuterRef("pk"), stopped_at__isnull=True)
    counted = Exists(running) | Exists(Watch.objects.filter(request=OuterRef("pk")))
    rows = ServiceRequest.objects.filter(counted, phase__in=OPEN_PHASES).order_by("pk")
    rows = rows.filter(agency=agency) if agency else rows.filter(agency__isnull=False)
    rows = rows.filter(pk__gt=UUID(after)) if after else rows
    found = list(rows.values_list("pk", "agency")[:BATCH])
    calendar_of, moved = _calendars(), 0
    for request_id, home in found:
        try:
            moved += recalculate(request_id, calendar_of(str(home)))
        except Exception:  # one that fails keeps its old date and nobody else from theirs
            log.exception("request %s could not be dated anew", request_id)
    if len(found) == BATCH:
        with transaction.atomic():
            _enqueue(agency, str(found[-1][0]), key, clock.now())
    return moved


def recalculate(request_id: UUID, calendar: Calendar) -> bool:
    """Date one request anew; appends an event only when a date really moved, so that doing it twice says it once."""
    with transaction.atomic():
        request = settle_if_due(lock(request_id))
        if request.phase not in OPEN_PHASES and not request.shown_state:
            return False
        document = documents.load(request.version)
        before = request.due_at, request.due_is_estimate
        moved = clocks.follow_calendar(request, document, calendar)
        if moved:
            _record(request, moved)
        elif (request.due_at, request.due_is_estimate) != before:
            # Only "perkiraan" came or went: no promise changed, so there is nothing to tell.
            ServiceRequest.objects.filter(pk=request.pk, seq=request.seq).update(
                due_at=request.due_at, due_is_estimate=request.due_is_estimate
            )
        watching.arrange(request, document)
        return bool(moved)


def _record(request: ServiceRequest, moved: list[tuple[str, datetime, datetime]]) -> None:
    # The promise to the applicant is the overall clock; a stage's own time is for the office.
    scope, old, new = min(moved)
    data: Mapping[str, Any] = {"old": old.isoformat(), "new": new.isoformat(), "scope": scope}
    shown = scope == clocks.OVERALL and not request.shown_state
    step = step_for(request, Actor.clock(), ACTION, key=f"{ACTION}:{request.seq}")
    ledger.record(step, "recalculate", payload=data, visibility=Visibility.APPLICANT if shown else Visibility.INTERNAL)


def _calendars() -> Callable[[str], Calendar]:
    """Read each agency's calendar once in a batch."""
    known: dict[str, Calendar] = {}

    def of(agency: str) -> Calendar:
        if agency not in known:
            known[agency] = deadlines.calendar_for(agency)
        return known[agency]

    return of


def _enqueue(agency: str, after: str, key: str, at: datetime) -> None:
    ids = {"agency": agency, "after": after, "run": key}
    enqueue(JOB, ids, lane=Lane.BULK, key=f"{key}:{after}"[:120], not_before=at)
