"""Write down what may be shown of a year: fewer than ten answers stand nowhere, nor can they be subtracted out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db import transaction

from agencies.models import AgencySatisfaction
from foundation import clock
from foundation.periods import Period, year_of
from foundation.suppression import FEWEST, Key, Table, protect
from services.catalogue.models import ServiceSatisfaction
from services.satisfaction import formula
from services.satisfaction.book import COUNTS, COUNTY, Book, Entity, Tally
from services.satisfaction.models import Kind, PublishedIndex

COPIED: Final = ("first_day", "last_day", "count", "index", "grade")


def publish_due() -> None:
    """Publish the present year, and the one before while its last word is not written."""
    today = clock.today()
    this = year_of(today)
    before = this.before()
    last = PublishedIndex.objects.filter(period=before.code).order_by("-computed_at").first()
    if last is not None and clock.local(last.computed_at).date() <= before.last:
        publish(before)
    publish(this)


def publish(year: Period) -> None:
    """Write the rows of a year and its quarters anew, and what the floors below show of it."""
    with transaction.atomic():
        book = Book(year)
        hidden = hidden_keys(book)
        PublishedIndex.objects.filter(period__in=[period.code for period in book.periods]).delete()
        PublishedIndex.objects.bulk_create(rows(book, hidden), batch_size=500)
        _write_down()


def hidden_keys(book: Book) -> set[Key]:
    """Return what must not be shown of a year, by period, entity and count."""
    counts = {
        _key(period, entity, name): book.of(period, entity).counts[name]
        for period in book.periods
        for entity in book.entities()
        for name in COUNTS
    }
    return protect(counts, list(_tables(book)))


def rows(book: Book, hidden: set[Key]) -> Iterator[PublishedIndex]:
    """Yield what is shown of everybody in the year and its quarters that have begun, not stored."""
    now, today = clock.now(), clock.today()
    for period in book.periods:
        if period.first > today:
            continue
        for entity in book.entities():
            found = book.of(period, entity)
            shown = {n: None if _key(period, entity, n) in hidden else found.counts[n] for n in COUNTS}
            yield PublishedIndex(
                key="|".join((period.code, *entity)),
                kind=entity.kind,
                period=period.code,
                agency_id=entity.agency or None,
                service_id=entity.service or None,
                first_day=period.first,
                last_day=period.until(today),
                computed_at=now,
                **shown,
                **_worked_out(found, shown["count"], shown["marks"]),
            )


def _worked_out(found: Tally, count: int | None, marks: int | None) -> dict[str, Any]:
    worked: dict[str, Any] = {"mark_sum": found.mark_sum if marks is not None and marks >= FEWEST else None}
    if count is not None and count >= FEWEST:
        sums = dict(found.sums)
        value = formula.index(sums, count)
        worked |= {"index": value, "grade": formula.band(value).grade, "sums": sums}
    return worked


def _tables(book: Book) -> Iterator[Table]:
    entities = book.entities()
    for name in COUNTS:
        for period in book.periods:
            for total, parts in _divisions(entities):
                yield _table(book, name, (period, total), [(period, part) for part in parts])
        for entity in entities:
            yield _table(book, name, (book.year, entity), [(quarter, entity) for quarter in book.quarters])
    for period in book.periods:
        for entity in entities:
            found = book.of(period, entity).counts
            channels = {_key(period, entity, name): found[name] for name in ("portal", "counter")}
            yield Table(_key(period, entity, "count"), channels)


def _divisions(entities: list[Entity]) -> Iterator[tuple[Entity, list[Entity]]]:
    pairs = [entity for entity in entities if entity.kind == Kind.PAIR]
    for kind in (Kind.AGENCY, Kind.SERVICE):
        yield COUNTY, [entity for entity in entities if entity.kind == kind]
    for entity in entities:
        if entity.kind == Kind.AGENCY:
            yield entity, [pair for pair in pairs if pair.agency == entity.agency]
        elif entity.kind == Kind.SERVICE:
            yield entity, [pair for pair in pairs if pair.service == entity.service]


Place = tuple[Period, Entity]


def _table(book: Book, name: str, total: Place, parts: list[Place]) -> Table:
    return Table(_key(*total, name), {_key(*part, name): book.of(*part).counts[name] for part in parts})


def _key(period: Period, entity: Entity, name: str) -> Key:
    return (period.code, *entity, name)


def _write_down() -> None:
    """Let the pages of services and offices read their newest yearly index from tables of their own floor."""
    newest: dict[tuple[str, str], PublishedIndex] = {}
    shown = PublishedIndex.objects.filter(index__isnull=False, kind__in=[Kind.AGENCY, Kind.SERVICE])
    for row in shown.exclude(period__contains="-").order_by("period"):
        if pk := row.agency_id or row.service_id:
            newest[row.kind, pk] = row  # a later year takes the place of an earlier one
    AgencySatisfaction.objects.all().delete()
    ServiceSatisfaction.objects.all().delete()
    agencies, services = [], []
    for (kind, pk), row in newest.items():
        values: dict[str, Any] = {name: getattr(row, name) for name in COPIED}
        if kind == Kind.AGENCY:
            agencies.append(AgencySatisfaction(agency_id=pk, **values))
        else:
            services.append(ServiceSatisfaction(service_id=pk, **values))
    AgencySatisfaction.objects.bulk_create(agencies)
    ServiceSatisfaction.objects.bulk_create(services)
