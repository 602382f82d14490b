"""Gather the page on which people find a service: what fits, what else may, and where to turn when nothing does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.catalogue import elsewhere, queries, wording
from services.catalogue.presenters.rows import EventTile, Row, row, tile
from services.catalogue.queries import Listed
from services.catalogue.search import MAX_QUERY

FIRST: Final = 14  # services of a first page
DISTRICT: Final = "kecamatan"  # stands for whichever kecamatan an answer chooses
SUGGESTED: Final = 6
NEAREST: Final = 3  # services still offered where another office was asked for
SHORTEST: Final = 2  # letters from which words are suggested


@dataclass(frozen=True)
class Wanted:
    """Hold what somebody looks for: own words, an office, a shelf of the catalogue; and whether to show all."""

    query: str = ""
    agency: str = ""
    category: str = ""
    whole: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Say whether an office or a shelf was chosen."""
        return bool(self.agency or self.category)


@dataclass(frozen=True)
class Finding:
    """Hold everything the page shows; `narrowed_away` counts hits that the chosen office or shelf leaves out."""

    wanted: Wanted
    rows: list[Row]
    all_count: int
    near: list[Row]
    everything: list[Row]
    narrowed_away: int
    elsewhere: str
    events: list[EventTile]
    agencies: list[tuple[str, str]]
    categories: list[tuple[str, str]]
    words: Sequence[str]


def wanted(given: Mapping[str, str]) -> Wanted:
    """Read what somebody looks for from an address; what is unknown finds nothing and breaks nothing."""
    query = " ".join(given.get("q", "").replace("\x00", "").split())[:MAX_QUERY]
    return Wanted(query, given.get("opd", "")[:40], given.get("kelompok", "")[:40], "semua" in given)


def find(wanted: Wanted, listed: list[Listed]) -> Finding:
    """Return the page for what somebody looks for."""
    other_office = elsewhere.office(wanted.query) if wanted.query else ""
    hits, near = queries.matching(wanted.query, listed) if wanted.query else (listed, [])
    if other_office:  # "perpanjang paspor" is no reason to show whatever else can be renewed
        hits, near = queries.named(wanted.query, listed), hits[:NEAREST]
    fitting = [each for each in hits if _fits(each, wanted)]
    # A cheap phone first gets what fits into twenty kilobytes; one more tap gets the rest.
    first = len(fitting) if wanted.query or wanted.whole else FIRST
    return Finding(
        wanted=wanted,
        rows=[row(each) for each in fitting[:first]],
        all_count=len(fitting) if len(fitting) > first else 0,
        near=[row(each) for each in near] if not hits else [],
        everything=[row(each) for each in listed] if wanted.query and not hits else [],
        narrowed_away=len(hits) - len(fitting),
        elsewhere=other_office,
        events=[tile(event, services) for event, services in queries.life_events(listed)],
        agencies=_agencies(listed),
        categories=sorted({(each.service.category, _shelf(each)) for each in listed if each.service.category}),
        words=elsewhere.SOUGHT,
    )


def suggested(query: str, listed: list[Listed]) -> list[str]:
    """Return the titles offered while somebody types, best first."""
    if len(query) < SHORTEST:
        return []
    hits, near = queries.matching(query, listed)
    return [wording.text(each.document.title) for each in (hits or near)[:SUGGESTED]]


def _fits(listed: Listed, wanted: Wanted) -> bool:
    if wanted.category and listed.service.category != wanted.category:
        return False
    return not wanted.agency or _agency(listed) == wanted.agency


def _agency(listed: Listed) -> str:
    return listed.service.agency_id or ("" if listed.document.needs_parent else DISTRICT)


def _agencies(listed: list[Listed]) -> list[tuple[str, str]]:
    named = {_agency(each): queries.office_name(each) for each in listed if _agency(each)}
    return sorted(named.items(), key=lambda item: item[1].lower())


def _shelf(listed: Listed) -> str:
    return listed.service.category.replace("-", " ").capitalize()
