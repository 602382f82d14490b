"""Write down what may be shown of a quarter: once protected, every page, table and program reads the same rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from django.db import transaction

from foundation import clock
from foundation.periods import Period
from foundation.suppression import FEWEST, Key, Table, protect
from services.performance import folding, sums, writing
from services.performance.models import EntityKind, PublishedRow
from services.performance.sums import COUNTY, Book, Entity, Sums, nearest_rank

# Counts of people's requests: hidden from 1 to 9. What describes an office follows `measured`.
PEOPLE: Final = (
    "received",
    "reopened",
    "decided",
    *sums.DECISIONS,
    "withdrawn",
    "returned",
    "objections",
    "granted",
    "measured",
)
OFFICE: Final = ("on_time", "overdue_open", "without_deadline", "late_withdrawn", "silence")
REST: Final = "rest"


def publish(quarter: Period) -> None:
    """Write the rows of a quarter and its months anew where they changed, and what the floors below show of it."""
    with transaction.atomic():
        folding.lock()
        book = Book(quarter)
        hidden = hidden_keys(book)
        _store(quarter, {row.key: row for row in rows(book, hidden)})
        open_to_all = {e for e in book.entities() if _key(quarter, e, "measured") not in hidden}
        writing.write_down(book, open_to_all)


def hidden_keys(book: Book) -> set[Key]:
    """Return what must not be shown of a quarter, by period, entity and count."""
    counts: dict[Key, int] = {}
    along: dict[Key, Key] = {}
    for period in book.periods:
        for entity in book.entities():
            found = book.of(period, entity)
            counts |= {_key(period, entity, name): _count(found, name) for name in PEOPLE}
            counts |= {_key(period, entity, "reason", reason): n for reason, n in _reasons(found, entity).items()}
            if found.measured:  # measured and what is shown beside it add up to decided
                along[_key(period, entity, "decided")] = _key(period, entity, "measured")
    never, tables = set(), []
    for table in _tables(book):
        tables.append(table)
        never |= {key for key in table.parts if key[1] == REST}
    return protect(counts, tables, frozenset(never), along)


def rows(book: Book, hidden: set[Key]) -> Iterator[PublishedRow]:
    """Yield what is shown of everybody in the quarter and its months, not stored."""
    now = clock.now()
    for period in book.periods:
        for entity in book.entities():
            found = book.of(period, entity)
            shown = {name: None if _key(period, entity, name) in hidden else _count(found, name) for name in PEOPLE}
            reasons = {
                reason: None if _key(period, entity, "reason", reason) in hidden else number
                for reason, number in sorted(_reasons(found, entity).items())
            }
            yield PublishedRow(
                key="|".join((period.code, *entity)),
                kind=entity.kind,
                period=period.code,
                service_id=entity.service or None,
                agency_id=entity.agency or None,
                district=entity.district,
                first_day=period.first,
                last_day=period.until(book.today),
                counts=shown | _office(found, shown["measured"]),
                reasons=reasons,
                computed_at=now,
            )


def _office(found: Sums, measured: int | None) -> dict[str, int | None]:
    """Return what describes the work of the office: nothing below ten measured cases."""
    enough = measured is not None and measured >= FEWEST
    work, wait = found.work, found.wait
    days = {
        "median_days": nearest_rank(work, 50) if enough and work.total() >= FEWEST else None,
        "p90_days": nearest_rank(work, 90) if enough and work.total() >= FEWEST else None,
        "median_wait": nearest_rank(wait, 50) if enough and wait.total() >= FEWEST else None,
        "p90_wait": nearest_rank(wait, 90) if enough and wait.total() >= FEWEST else None,
    }
    return {name: found.counts[name] if enough else None for name in OFFICE} | days


def _reasons(found: Sums, entity: Entity) -> Mapping[str, int]:
    """Return the reasons of refusals, of a service alone: another one's step of the same key is another reason."""
    return found.reasons if entity.kind == EntityKind.SERVICE else {}


def _count(found: Sums, name: str) -> int:
    if name == "decided":
        return found.decided
    return found.measured if name == "measured" else found.counts[name]


def _key(period: Period, entity: Entity, name: str, value: str = "") -> Key:
    return (period.code, *entity, name, value)


def _tables(book: Book) -> Iterator[Table]:
    entities = book.entities()
    for period in book.periods:
        for name in PEOPLE:
            for total, parts in _divisions(entities):
                yield _table(book, period, name, total, parts)
            yield from _beside_offices(book, period, name)
        for entity in entities:
            yield from _inside(book, period, entity)
    for entity in entities:
        for name in PEOPLE:
            yield _over_time(book, entity, name)
        yield from _reasons_over_time(book, entity)


def _divisions(entities: list[Entity]) -> Iterator[tuple[Entity, list[Entity]]]:
    by_kind: dict[str, list[Entity]] = {kind: [] for kind in EntityKind.values}
    by_agency: dict[str, list[Entity]] = {}
    by_service: dict[str, list[Entity]] = {}
    for entity in entities:
        by_kind[entity.kind].append(entity)
        if entity.kind == EntityKind.PAIR:
            by_agency.setdefault(entity.agency, []).append(entity)
            by_service.setdefault(entity.service, []).append(entity)
    for kind in (EntityKind.AGENCY, EntityKind.SERVICE, EntityKind.DISTRICT):
        yield COUNTY, by_kind[kind]
    for agency, pairs in by_agency.items():
        yield Entity(EntityKind.AGENCY, agency=agency), pairs
    for service, pairs in by_service.items():
        yield Entity(EntityKind.SERVICE, service=service), pairs


def _table(book: Book, period: Period, name: str, total: Entity, parts: list[Entity]) -> Table:
    return Table(
        _key(period, total, name), {_key(period, part, name): _count(book.of(period, part), name) for part in parts}
    )


def _beside_offices(book: Book, period: Period, name: str) -> Iterator[Table]:
    """Yield what a kecamatan has besides its own office: never shown, so it must not be the difference either."""
    for code, slug in book.offices.items():
        area, office = Entity(EntityKind.DISTRICT, district=code), Entity(EntityKind.AGENCY, agency=slug)
        whole, own = _count(book.of(period, area), name), _count(book.of(period, office), name)
        if 0 < own <= whole:
            rest: Key = (period.code, REST, "", "", code, name, "")
            parts = {_key(period, office, name): own, rest: whole - own}
            yield Table(_key(period, area, name), parts, total_first=True)


def _inside(book: Book, period: Period, entity: Entity) -> Iterator[Table]:
    found = book.of(period, entity)
    outcomes = {_key(period, entity, name): found.counts[name] for name in sums.DECISIONS}
    yield Table(_key(period, entity, "decided"), outcomes)
    reasons = {_key(period, entity, "reason", reason): n for reason, n in _reasons(found, entity).items()}
    if reasons:
        yield Table(_key(period, entity, "rejected"), reasons)


def _over_time(book: Book, entity: Entity, name: str) -> Table:
    """Return a quarter as the sum of its months.

    What is overdue when the quarter ends is so when its last month ends, so only that month is compared with it.
    """
    quarter, *months = book.periods
    parts = {}
    for month in months:
        found = book.of(month, entity)
        ended = name == "measured" and month != months[-1]
        parts[_key(month, entity, name)] = found.dated if ended else _count(found, name)
    return Table(_key(quarter, entity, name), parts)


def _reasons_over_time(book: Book, entity: Entity) -> Iterator[Table]:
    quarter, *months = book.periods
    for reason in _reasons(book.of(quarter, entity), entity):
        parts = {_key(month, entity, "reason", reason): book.of(month, entity).reasons[reason] for month in months}
        yield Table(_key(quarter, entity, "reason", reason), parts)


def _store(quarter: Period, made: dict[str, PublishedRow]) -> None:
    codes = [period.code for period in (quarter, *quarter.parts())]
    known = {row.key: row for row in PublishedRow.objects.filter(period__in=codes)}
    PublishedRow.objects.filter(pk__in=known.keys() - made.keys()).delete()
    PublishedRow.objects.bulk_create(row for key, row in made.items() if key not in known)
    changed = [row for key, row in made.items() if key in known and _differs(row, known[key])]
    PublishedRow.objects.bulk_update(changed, ["last_day", "counts", "reasons", "computed_at"], batch_size=200)


def _differs(new: PublishedRow, old: PublishedRow) -> bool:
    """Say whether a row must be written: what changed, and the last word on a period that is over."""
    content = (new.last_day, new.counts, new.reasons) != (old.last_day, old.counts, old.reasons)
    return content or clock.local(old.computed_at).date() <= old.last_day < clock.today()
