"""Compare what the portal keeps and publishes of its work with the recomputation from raw events, cell by cell.

    for line in differences(today, now): ...

Every entity and every quarter and month since `first` is compared: the sums before anything is hidden, the medians
worked out from them, and each number of the published rows that is not hidden.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from foundation import clock, periods
from foundation.periods import Period
from foundation.suppression import Key
from services.performance import publishing
from services.performance.models import EntityKind, PublishedRow
from services.performance.sums import FIGURES, Book, Sums, nearest_rank
from services.performance.sums import Entity as Kept
from tests.soak.figures_oracle import Entity, Figures, figures_of

DERIVED: Final = ("median_days", "p90_days", "median_wait", "p90_wait")


def differences(first: dt.date) -> Iterator[str]:
    """Yield one line a difference, none where all agree; every quarter that has begun since `first` is compared.

    The events are read once, for all periods together.
    """
    books = [Book(quarter) for quarter in sorted(periods.quarters(first, clock.today()))]
    found = figures_of([_span(period) for book in books for period in book.periods], now=clock.now())
    for book in books:
        hidden = publishing.hidden_keys(book)
        rows = {row.key: row for row in PublishedRow.objects.filter(period__in=[each.code for each in book.periods])}
        for period in book.periods:
            yield from _compare_sums(book, period, found[_span(period)])
            yield from _compare_rows(book, period, found[_span(period)], rows, hidden)


def _span(period: Period) -> tuple[dt.date, dt.date]:
    return period.first, period.last


def _compare_sums(book: Book, period: Period, found: dict[Entity, Figures]) -> Iterator[str]:
    kept = {_entity(entity): book.of(period, entity) for entity in book.entities()}
    for entity in sorted(kept.keys() | found.keys()):
        ours, theirs = _of_sums(kept.get(entity, Sums())), _of_figures(found.get(entity, Figures()))
        for name, value in ours.items():
            if value != theirs[name]:
                yield f"{period.code} {entity} {name}: kept {value}, events say {theirs[name]}"


def _compare_rows(
    book: Book, period: Period, found: dict[Entity, Figures], rows: dict[str, PublishedRow], hidden: set[Key]
) -> Iterator[str]:
    """Yield the numbers of published rows that are not those of the events, and rows that are missing."""
    for entity in book.entities():
        row, theirs = rows.get("|".join((period.code, *entity))), _of_figures(found.get(_entity(entity), Figures()))
        if row is None:
            yield f"{period.code} {entity}: not published"
            continue
        for name, value in row.counts.items():
            if value is not None and value != theirs[name]:
                yield f"{period.code} {entity} {name}: published {value}, events say {theirs[name]}"
            if name in publishing.PEOPLE and (value is None) != ((period.code, *entity, name, "") in hidden):
                yield f"{period.code} {entity} {name}: published {value}, though what is hidden changed"
        for reason, value in row.reasons.items():
            if value is not None and value != theirs["reasons"][reason]:
                yield f"{period.code} {entity} {reason}: published {value}, events say {theirs['reasons'][reason]}"


def _of_sums(sums: Sums) -> dict[str, Any]:
    counts = {name: sums.counts[name] for name in FIGURES} | {"decided": sums.decided, "measured": sums.measured}
    ranks = (nearest_rank(values, percent) for values in (sums.work, sums.wait) for percent in (50, 90))
    values = {"reasons": +sums.reasons, "days": +sums.work, "waits": +sums.wait}
    return counts | dict(zip(DERIVED, ranks, strict=True)) | values


def _of_figures(found: Figures) -> dict[str, Any]:
    reasons: Counter[str] = Counter()
    for (_service, reason), number in found.reasons.items():
        reasons[reason] += number
    values = {"reasons": reasons, "days": Counter(found.days), "waits": Counter(found.waits)}
    names = (*FIGURES, "decided", "measured", *DERIVED)
    return {name: getattr(found, name) for name in names} | values


def _entity(kept: Kept) -> Entity:
    if kept.kind == EntityKind.COUNTY:
        return ("kabupaten",)
    if kept.kind == EntityKind.DISTRICT:
        return ("kecamatan", kept.district)
    if kept.kind == EntityKind.PAIR:
        return ("service_agency", kept.service, kept.agency)
    return (str(kept.kind), kept.service or kept.agency)
