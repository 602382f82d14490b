"""Fill the database with random but valid requests, in bulk and in the shape in which the engine writes them.

    seed(300)                        # 300 requests of the last 400 days, seen from now, with the objections to them
    seed(300, draw=2)                # 300 others
    live_on(300)                     # later: what became of the first 300 meanwhile (same draw, same calendars)

Histories hold the chain (`manage.py verify_audit`), the invariants hold, drafts and tests and what is confidential are
among them. No person acts in them: every event is of a kind of actor and of nobody.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from citizens.models import Party
from foundation import clock, ids
from foundation.outbox import enqueue
from services.requests.engine.decisions import JOB
from services.requests.engine.ledger import PROJECTION
from services.requests.models import (
    OPEN_PHASES,
    EventPayload,
    NumberSeries,
    RequestEvent,
    ServiceRequest,
    SilenceEntry,
    SlaClock,
    SlaPause,
    Watch,
)
from tests.soak import figures_services
from tests.soak.figures_lives import Life

DAYS: Final = 400
BATCH: Final = 500
ROW: Final = (*PROJECTION, "seq", "updated_at")


def seed(count: int = 300, *, draw: int = 1, now: dt.datetime | None = None) -> int:
    """Write so many requests and the objections to them; returns how many rows of requests that made.

    `draw` chooses the chances: the same one gives the same lives. `now` is an aware moment.
    """
    moment = now or clock.now()
    return _in_batches(lives(count, draw, moment), lambda batch: write(batch, moment))


def live_on(count: int = 300, *, draw: int = 1, since: dt.datetime, now: dt.datetime | None = None) -> int:
    """Write what became of seeded requests meanwhile; returns how many events were added.

    `since` is the moment that was now when they were seeded: their lives are drawn again as seen from then.
    """
    moment = now or clock.now()
    return _in_batches(lives(count, draw, moment, since), lambda batch: _write_on(batch, moment))


def lives(count: int, draw: int, now: dt.datetime, since: dt.datetime | None = None) -> Iterator[Life]:
    """Yield random lives up to now, each parent before its children; nothing is written."""
    filed, objecting = figures_services.offers()
    calendars = figures_services.calendars()
    weights = [offer.weight for offer in filed]
    for number in range(count):
        rng = random.Random(f"{draw}:{number}")
        began = (since or now) - dt.timedelta(days=DAYS * rng.random())
        life = Life(rng.choices(filed, weights)[0], objecting, calendars, rng, began, now)
        life.live()
        yield from life.family


def write(batch: list[Life], now: dt.datetime) -> int:
    """Write lives that are not in the database yet; returns how many."""
    _number(batch)
    Party.objects.bulk_create([life.party for life in batch if life.parent is None])
    for life in batch:
        _show_due(life)
    ServiceRequest.objects.bulk_create([life.request for life in batch])
    _write_history(batch, defaultdict(int))
    timers = [timer for life in batch for timer in life.timers]
    SlaClock.objects.bulk_create([timer.row for timer in timers])
    SlaPause.objects.bulk_create([pause for timer in timers for pause in timer.pauses])
    SilenceEntry.objects.bulk_create([entry for life in batch for entry in life.silences])
    _wait(batch, now)
    return len(batch)


def _in_batches(found: Iterator[Life], do: Callable[[list[Life]], int]) -> int:
    total = 0
    while batch := list(islice(found, BATCH)):
        with transaction.atomic():
            total += do(batch)
    return total


def _write_on(batch: list[Life], now: dt.datetime) -> int:
    stored = dict(ServiceRequest.objects.filter(pk__in=[life.request.pk for life in batch]).values_list("pk", "seq"))
    before = [life for life in batch if life.request.pk in stored]
    new = [life for life in batch if life.request.pk not in stored]
    added = sum(life.request.seq - stored.get(life.request.pk, 0) for life in batch)
    write(new, now)
    numbers = ServiceRequest.objects.in_bulk([life.request.pk for life in before])
    _number([life for life in before if not numbers[life.request.pk].number])
    for life in before:
        life.request.number = numbers[life.request.pk].number or life.request.number
        _show_due(life)
    ServiceRequest.objects.bulk_update([life.request for life in before], ROW, batch_size=50)
    Party.objects.bulk_update([life.party for life in before if life.parent is None], ["name"], batch_size=200)
    _write_history(before, stored)
    _forget([life for life in before if life.erased_at is not None])
    _write_clocks(before)
    _wait(before, now)
    return added


def _write_history(batch: list[Life], stored: Mapping[UUID, int]) -> None:
    after = [life.events[stored[life.request.pk] :] for life in batch]
    payloads = [life.payloads[stored[life.request.pk] :] for life in batch]
    RequestEvent.objects.bulk_create([event for events in after for event in events], batch_size=1000)
    EventPayload.objects.bulk_create([payload for found in payloads for payload in found], batch_size=1000)


def _forget(erased: list[Life]) -> None:
    """Empty the payloads that were written before their request was erased."""
    for life in erased:
        early = EventPayload.objects.filter(event__request=life.request, destroyed_at__isnull=True)
        early.filter(event__seq__lt=life.request.seq).update(salt="", data=None, destroyed_at=life.erased_at)


def _write_clocks(batch: list[Life]) -> None:
    """Write clocks, pauses and silences over those that are there, in the order in which they began."""
    for life in batch:
        kept = SlaClock.objects.filter(request=life.request).order_by("id").values_list("pk", flat=True)
        _keep([timer.row for timer in life.timers], kept)
        for timer in life.timers:
            pauses = SlaPause.objects.filter(clock=timer.row).order_by("id").values_list("pk", flat=True)
            _keep(timer.pauses, pauses)
        silences = SilenceEntry.objects.filter(request=life.request).order_by("id").values_list("pk", flat=True)
        _keep(life.silences, silences)


def _keep(rows: Sequence[Model], kept: Iterable[int]) -> None:
    known = list(kept)
    for place, row in enumerate(rows):
        row.pk = known[place] if place < len(known) else None
        row.save()


def _number(batch: list[Life]) -> None:
    """Give numbers without a gap, by agency and year."""
    given: dict[tuple[str, int], int] = {}
    for life in batch:
        at = life.request.submitted_at
        if at is None or life.home is None:
            continue
        series = (life.home.pk, clock.local(at).year)
        if series not in given:
            given[series] = NumberSeries.objects.get_or_create(agency_id=series[0], year=series[1])[0].last
        given[series] += 1
        life.request.number = ids.format_number(life.home.code, series[1], given[series])
    for (agency, year), last in given.items():
        NumberSeries.objects.filter(agency_id=agency, year=year).update(last=last)


def _show_due(life: Life) -> None:
    due = life.due()
    life.request.due_at = due.row.due_at if due is not None else None
    life.request.due_is_estimate = due is not None and due.row.is_estimate


def _wait(batch: list[Life], now: dt.datetime) -> None:
    """Have open requests watched, and pending decisions made effective by a job."""
    Watch.objects.filter(request__in=[life.request.pk for life in batch]).delete()
    watched = [life.request for life in batch if life.request.phase in OPEN_PHASES and not life.request.is_test]
    Watch.objects.bulk_create([Watch(request=request, at=now + dt.timedelta(days=1)) for request in watched])
    for life in batch:
        if life.request.shown_state:
            decided = max(event.seq for event in life.events if event.kind == "decide")
            named = {"request": str(life.request.pk), "seq": str(decided)}
            enqueue(JOB, named, key=f"{life.request.pk}:{decided}", not_before=life.request.effective_at)
