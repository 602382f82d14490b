"""Fold requests into the sums: take out what was counted of them before, add what is true now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from django.db import transaction

from foundation import clock, periods
from foundation.periods import Period
from services.performance import cases, counting
from services.performance.cases import Facts
from services.performance.models import Case, Cell, Mark
from services.requests.models import ServiceRequest

MARK: Final = "events"
CaseKey = tuple[UUID, int]


def fold(ids: Collection[UUID], reader: cases.Reader) -> set[Period]:
    """Count some requests anew, under the lock of the figures; returns the quarters that changed.

    Doing it twice changes nothing. Objections to them are counted too, for they count at their parent's place.
    """
    with transaction.atomic():
        lock()
        return _fold(sorted({*ids, *_objections(ids)}), reader)


def lock() -> Mark:
    """Lock the figures until the transaction ends: sums are written by one worker at a time."""
    Mark.objects.get_or_create(name=MARK)
    return Mark.objects.select_for_update().get(name=MARK)


def _fold(ids: Sequence[UUID], reader: cases.Reader) -> set[Period]:
    rows = {(row.request_id, row.cycle): row for row in Case.objects.filter(request__in=ids)}
    old = {key: cases.of_row(row) for key, row in rows.items()}
    new = {(facts.request_id, facts.cycle): facts for facts in reader.load(ids)}
    gone = [facts for key, facts in old.items() if new.get(key) != facts]
    come = [facts for key, facts in new.items() if old.get(key) != facts]
    if not gone and not come:
        return set()
    _write(rows, new, come)
    moved = counting.count(come)
    moved.subtract(counting.count(gone))
    add(moved)
    return _quarters(gone, come, moved)


def _write(rows: Mapping[CaseKey, Case], new: Mapping[CaseKey, Facts], come: Iterable[Facts]) -> None:
    Case.objects.filter(pk__in=[row.pk for key, row in rows.items() if key not in new]).delete()
    fresh, changed = [], []
    for facts in come:
        row, known = cases.to_row(facts), rows.get((facts.request_id, facts.cycle))
        if known is None:
            fresh.append(row)
        else:
            row.pk = known.pk
            changed.append(row)
    Case.objects.bulk_create(fresh)
    Case.objects.bulk_update(changed, cases.CHANGING, batch_size=200)


def add(moved: Counter[counting.Key]) -> None:
    """Add to the sums, or take away from them; called with the figures locked."""
    by_text = {key.text: (key, number) for key, number in moved.items() if number}
    known = Cell.objects.in_bulk(by_text)
    changed, empty, fresh = [], [], []
    for text, (key, number) in by_text.items():
        cell = known.get(text)
        total = number + (cell.number if cell else 0)
        if cell is None:
            fresh.append(_cell(text, key, total))
        elif total:
            cell.number = total
            changed.append(cell)
        else:
            empty.append(text)
    Cell.objects.bulk_create(fresh)
    Cell.objects.bulk_update(changed, ["number"], batch_size=500)
    Cell.objects.filter(pk__in=empty).delete()


def _cell(text: str, key: counting.Key, number: int) -> Cell:
    return Cell(
        key=text,
        service_id=key.service,
        agency_id=key.agency,
        district=key.district,
        month=key.month,
        figure=key.figure,
        value=key.value,
        number=number,
    )


def _objections(ids: Collection[UUID]) -> list[UUID]:
    rows = ServiceRequest.objects.filter(parent__in=list(ids), kind=cases.OBJECTION)
    return list(rows.values_list("pk", flat=True))


def _quarters(gone: Iterable[Facts], come: Iterable[Facts], moved: Counter[counting.Key]) -> set[Period]:
    """Return the quarters of the sums that moved, and those at whose end a changed case was or is overdue."""
    found = {periods.quarter_of(key.month) for key, number in moved.items() if number}
    today = clock.today()
    for facts in (*gone, *come):
        if facts.overdue_on is not None and facts.overdue_on <= today:
            found |= periods.quarters(facts.overdue_on, facts.ended_on or today)
    return found
