"""Whoever holds every published number, and subtracts for as long as it gives something new, finds none below ten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from foundation.periods import quarter_of
from foundation.suppression import FEWEST
from services.performance import publishing
from services.performance.publishing import OFFICE, PEOPLE, hidden_keys
from services.performance.sums import COUNTY, Book, Entity, entities_of

LAST = dt.date(2026, 12, 31)
SERVICES, OFFICES, DISTRICTS = ("satu", "dua"), ("dinas", "kantor"), ("36.04.91", "36.04.92")
ADDED = (*(name for name in PEOPLE if name != "measured"), "on_time", "without_deadline", "late_withdrawn", "silence")
REASONS = ("tolak", "tolak_wilayah")
SMALL = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 40))
Unknown = tuple[str, ...]
Equation = tuple[Unknown, list[tuple[int, Unknown]]]  # a total, and its parts with their signs


class Given(Book):
    """Hold sums that nobody read from a database; the office of the first kecamatan is one of the two."""

    def __init__(self, cells: list[dict[str, Any]]) -> None:
        self.quarter, self.today, self._sums = quarter_of(LAST), LAST, {}
        self.periods = [self.quarter, *self.quarter.parts()]
        self.offices = {DISTRICTS[0]: OFFICES[1]}
        for each in cells:
            month = self.periods[each["month"]]
            for entity in entities_of(each["service"], each["agency"], each["district"]):
                for period in (self.quarter, month):
                    for figure in ("approved", "rejected", "closed", "withdrawn", "received", "on_time"):
                        self._at(period, entity).add(figure, "", each[figure])
                    for figure, whole in (("without_deadline", "approved"), ("late_withdrawn", "withdrawn")):
                        self._at(period, entity).add(figure, "", min(each[figure], each[whole]))
                    self._at(period, entity).add("reason", each["reason"], each["rejected"])
                for period in (month, *([self.quarter] if month == self.periods[-1] else [])):
                    self._at(period, entity).add("overdue_open", "", each["overdue_open"])


CELL = st.fixed_dictionaries(
    {
        "service": st.sampled_from(SERVICES),
        "agency": st.sampled_from(OFFICES),
        "district": st.sampled_from((*DISTRICTS, "")),
        "month": st.integers(1, 3),
        "reason": st.sampled_from(REASONS),
        **dict.fromkeys(("approved", "rejected", "withdrawn", "received", "overdue_open"), SMALL),
        **dict.fromkeys(("closed", "without_deadline", "late_withdrawn", "on_time"), st.integers(0, 12)),
    }
)


def published(book: Book) -> dict[Unknown, int]:
    """Return every number that leaves the portal, by period, entity and name."""
    found: dict[Unknown, int] = {}
    for row in publishing.rows(book, hidden_keys(book)):
        entity = tuple(row.key.split("|"))
        found |= {(*entity, name): n for name, n in row.counts.items() if n is not None and name in (*PEOPLE, *OFFICE)}
        if row.kind == "service":
            reasons = {reason: row.reasons.get(reason, 0) for reason in REASONS}
            found |= {(*entity, "reason", reason): n for reason, n in reasons.items() if n is not None}
    return found


def equations(book: Book) -> Iterator[Equation]:
    """Yield what must add up, as docs/figures.md says it, whatever the portal protects."""
    quarter, *months = (period.code for period in book.periods)
    for entity in book.entities():
        for name in (*ADDED, "dated"):
            yield (quarter, *entity, name), [(1, (month, *entity, name)) for month in months]
        for reason in REASONS:
            yield (quarter, *entity, "reason", reason), [(1, (month, *entity, "reason", reason)) for month in months]
        yield (quarter, *entity, "overdue_open"), [(1, (months[-1], *entity, "overdue_open"))]
        for period in (quarter, *months):
            yield from inside((period, *entity))
    for period in (quarter, *months):
        for name in (*ADDED, "measured", "overdue_open"):
            for total, parts in divisions(book.entities()):
                yield (period, *total, name), [(1, (period, *part, name)) for part in parts]
            for code, slug in book.offices.items():
                area, office = Entity("district", district=code), Entity("agency", agency=slug)
                if count(book, period, office, name) > count(book, period, area, name):
                    continue  # it serves more people of other kecamatan than the rest is
                yield (period, *area, name), [(1, (period, *office, name)), (1, (period, *area, "rest", name))]


def count(book: Book, period: str, entity: Entity, name: str) -> int:
    found = book.of(next(each for each in book.periods if each.code == period), entity)
    number: int = getattr(found, name, found.counts[name])
    return number


def inside(at: Unknown) -> Iterator[Equation]:
    decided = [(1, (*at, name)) for name in ("approved", "rejected", "closed")]
    yield (*at, "decided"), decided
    added = [(1, "decided"), (-1, "without_deadline"), (1, "late_withdrawn"), (1, "overdue_open")]
    yield (*at, "measured"), [(sign, (*at, name)) for sign, name in added]
    yield (*at, "measured"), [(1, (*at, "dated")), (1, (*at, "overdue_open"))]
    if at[1] == "service":
        yield (*at, "rejected"), [(1, (*at, "reason", reason)) for reason in REASONS]


def divisions(every: list[Entity]) -> Iterator[tuple[Entity, list[Entity]]]:
    for kind in ("agency", "service", "district"):
        yield COUNTY, [entity for entity in every if entity.kind == kind]
    for total in every:
        if total.kind in ("agency", "service"):
            pairs = [each for each in every if each.kind == "pair"]
            yield (
                total,
                [each for each in pairs if total.agency in ("", each.agency) and total.service in ("", each.service)],
            )


def solved(known: dict[Unknown, int], all_equations: list[Equation]) -> dict[Unknown, int]:
    """Return everything that follows: the one number an equation lacks, and each part of a sum that is zero."""
    found, grew = dict(known), True
    while grew:
        grew = False
        for total, parts in all_equations:
            terms = [(-1, total), *parts]
            lacking = [(sign, key) for sign, key in terms if key not in found]
            rest = -sum(sign * found[key] for sign, key in terms if key in found)
            same = len({sign for sign, _key in lacking}) == 1
            if len(lacking) == 1 or (lacking and rest == 0 and same):
                grew = True
                found |= {key: rest * sign for sign, key in lacking}
    return found


def betrayed(cells: list[dict[str, Any]]) -> dict[Unknown, int]:
    """Return what people's counts below ten follow from the published ones."""
    book = Given(cells)
    found = solved(published(book), list(equations(book)))
    return {key: n for key, n in found.items() if key[-1] in {*PEOPLE, *REASONS} and 0 < n < FEWEST}


def cell(**more: Any) -> dict[str, Any]:
    """Return a cell of which everything is zero but what is said."""
    nothing = dict.fromkeys((*PEOPLE, *OFFICE), 0)
    place = {"service": "satu", "agency": "dinas", "district": "36.04.92", "month": 3, "reason": "tolak"}
    return nothing | place | more


@given(st.lists(CELL, min_size=1, max_size=7))
@example([cell(approved=7, overdue_open=5), cell(agency="kantor", service="dua", approved=40)])
@example([cell(approved=20, overdue_open=5), cell(overdue_open=5, agency="kantor", approved=30)])
@example(
    [
        *(cell(rejected=number, month=month) for month, number in ((1, 12), (2, 3))),
        *(cell(rejected=number, month=month, reason="tolak_wilayah") for month, number in ((1, 40), (2, 20))),
    ]
)
@settings(max_examples=25, deadline=None)
def test_no_count_below_ten_follows_from_everything_that_is_published(cells: list[dict[str, Any]]) -> None:
    assert betrayed(cells) == {}


def test_the_reader_who_subtracts_finds_what_an_unprotected_table_betrays() -> None:
    """Decided 7 is hidden, but 12 measured of which 5 are open and overdue would say it."""
    book = Given([cell(approved=7, overdue_open=5)])
    at = ("2026-T4", "county", "", "", "")
    known: dict[Unknown, int] = {
        (*at, "measured"): 12,
        (*at, "overdue_open"): 5,
        (*at, "without_deadline"): 0,
        (*at, "late_withdrawn"): 0,
    }
    assert solved(known, list(equations(book)))[(*at, "decided")] == 7
    assert not known.items() & published(book).items() - {((*at, "without_deadline"), 0), ((*at, "late_withdrawn"), 0)}
