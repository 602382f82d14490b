"""Work every figure out again from the events of all requests, or only say what would differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db import transaction

from foundation import clock, periods
from services.performance import actions, cases, counting, folding, sums
from services.performance.models import Case, Cell, Mark
from services.requests.models import RequestEvent, ServiceRequest

BATCH: Final = 500
SAID: Final = 20  # differences that are named
Progress = Callable[[int], None]


@dataclass
class Differences:
    """Hold how many rows differ, and the first of them in words."""

    number: int = 0
    said: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        """Count one difference."""
        self.number += 1
        if len(self.said) < SAID:
            self.said.append(text)


def rebuild(progress: Progress) -> int:
    """Count every request anew, sum the cells up from the cases, publish every quarter; returns how many requests.

    Streams in batches, each under the lock, so the hourly job may go on meanwhile.
    """
    reader, done = cases.Reader(), 0
    last = RequestEvent.objects.order_by("-pk").values_list("pk", flat=True).first()
    for ids in _batches():
        folding.fold(ids, reader)
        done += len(ids)
        progress(done)
    with transaction.atomic():
        folding.lock()
        _replace_cells(_sum_cases())
        Mark.objects.filter(name=folding.MARK).update(event=last)
    first = sums.first_month()
    actions.publish_all(periods.quarters(first or clock.today(), clock.today()))
    return done


def check(progress: Progress) -> Differences:
    """Compare what is stored with what the events say, after counting what is new; writes nothing else."""
    part = 0
    while actions.update(part):
        part += 1
    found, reader, done = Differences(), cases.Reader(), 0
    total: Counter[counting.Key] = Counter()
    for ids in _batches():
        rows = {(row.request_id, row.cycle): cases.of_row(row) for row in Case.objects.filter(request__in=ids)}
        fresh = {(facts.request_id, facts.cycle): facts for facts in reader.load(ids)}
        for key in sorted(rows.keys() | fresh.keys()):
            if rows.get(key) != fresh.get(key):
                found.note(f"case {key[0]} cycle {key[1]}: stored {rows.get(key)}, events say {fresh.get(key)}")
        total.update(counting.count(fresh.values()))
        done += len(ids)
        progress(done)
    _compare_cells(total, found)
    return found


def _compare_cells(total: Counter[counting.Key], found: Differences) -> None:
    wanted = {key.text: number for key, number in total.items()}
    for text, number in Cell.objects.values_list("key", "number").iterator():
        if wanted.pop(text, 0) != number:
            found.note(f"cell {text}: stored {number}, events say otherwise")
    for text, number in wanted.items():
        found.note(f"cell {text}: nothing stored, events say {number}")


def _batches() -> Iterator[list[UUID]]:
    """Yield the ids of all requests, a bounded number at a time."""
    after = UUID(int=0)
    while True:
        rows = ServiceRequest.objects.filter(pk__gt=after).order_by("pk")
        found = list(rows.values_list("pk", flat=True)[:BATCH])
        if found:
            yield found
        if len(found) < BATCH:
            return
        after = found[-1]


def _sum_cases() -> Counter[counting.Key]:
    total: Counter[counting.Key] = Counter()
    for row in Case.objects.order_by("pk").iterator(BATCH):
        total.update(counting.keys(cases.of_row(row)))
    return total


def _replace_cells(total: Counter[counting.Key]) -> None:
    """Bring the cells to these sums, called with the figures locked."""
    moved: Counter[counting.Key] = Counter(total)
    for cell in Cell.objects.iterator(BATCH):
        key = counting.Key(cell.service_id, cell.agency_id, cell.district, cell.month, cell.figure, cell.value)
        moved[key] -= cell.number
    folding.add(moved)
