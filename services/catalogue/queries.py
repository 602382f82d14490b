"""Read the catalogue: which services there are, which are open, which people ask for most. One query warm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from django.db.models import Q, QuerySet, Sum

from agencies.models import Agency, AgencyKind
from services.catalogue import availability, documents, search, wording
from services.catalogue.availability import Availability
from services.catalogue.life_events import LIFE_EVENTS, LifeEvent
from services.catalogue.models import Service, ServiceFigures, ServiceSatisfaction
from services.definition.document import Document

FEWEST: Final = 10  # decided requests from which a service counts as asked for often
LAST: Final = 100  # the turn of a service that names none
INDEXES: Final = 4  # catalogues remembered; tests and a change of version make new ones
Key = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Listed:
    """Hold one service with its live document and whether it is open."""

    service: Service
    document: Document
    availability: Availability

    @property
    def slug(self) -> str:
        """Return the slug, the service's public name."""
        return self.service.slug


def published() -> QuerySet[Service]:
    """Return the rows of every published service that is not withdrawn, with what a list shows of them."""
    rows = Service.objects.filter(live__isnull=False, withdrawn_at__isnull=True)
    return rows.select_related("live", "agency").defer("live__document")


def listed(rows: Sequence[Service], now: dt.datetime) -> list[Listed]:
    """Return rows of `published` with their documents and whether each is open, in the order they came."""
    known = documents.load_many(row.live for row in rows if row.live)
    return [Listed(row, known[row.live.checksum], availability.of(row, now)) for row in rows if row.live]


def services_listed(now: dt.datetime) -> list[Listed]:
    """Return every published service that is not withdrawn, open or not, by title."""
    return listed(list(published()), now)


def services_of(agency: Agency, now: dt.datetime) -> list[Listed]:
    """Return the services an agency serves, by title; what every kecamatan serves belongs to each of them."""
    if agency.kind != AgencyKind.DISTRICT:
        return listed(list(published().filter(agency=agency)), now)
    found = listed(list(published().filter(Q(agency=agency) | Q(agency__isnull=True))), now)
    return [each for each in found if each.service.agency is not None or not each.document.needs_parent]


def services_open(now: dt.datetime) -> list[Listed]:
    """Return the services that take requests now, by title."""
    return [listed for listed in services_listed(now) if listed.availability.is_open]


def service_page(slug: str, now: dt.datetime) -> Listed | None:
    """Return one service, even when it is closed or withdrawn; None when it was never published."""
    row = Service.objects.filter(slug=slug, live__isnull=False).select_related("live", "agency", "satisfaction").first()
    if row is None or row.live is None:
        return None
    return Listed(row, documents.load(row.live), availability.of(row, now))


def popular(now: dt.datetime, limit: int = 8) -> tuple[list[Listed], bool]:
    """Return open services, most decided requests first, and whether that order was measured at all.

    Fewer than ten say nothing of what people want. Until something was measured, each event of a life names one in
    turn, so that the first rows serve most of them.
    """
    found = services_open(now)
    counts: dict[str, int] = dict(
        ServiceFigures.objects.filter(agency__isnull=True)
        .values_list("service_id")
        .annotate(total=Sum("decided"))
        .values_list("service_id", "total")
    )
    turns = _turns(found)
    counts = {slug: total for slug, total in counts.items() if total >= FEWEST}
    found.sort(key=lambda listed: (-counts.get(listed.slug, 0), turns.get(listed.slug, len(turns))))
    return found[:limit], bool(counts)


def _turns(found: list[Listed]) -> dict[str, int]:
    """Return in which turn a service is named when each event of a life names one after the other."""
    turns: dict[str, int] = {}
    for round_ in zip_longest(*(services for _event, services in life_events(found))):
        for each in round_:
            if each is not None:
                turns.setdefault(each.slug, len(turns))
    return turns


def life_events(listed: list[Listed]) -> list[tuple[LifeEvent, list[Listed]]]:
    """Return the events of a life that have services, in the portal's order, each with its services in their turn."""
    found: dict[str, list[Listed]] = {}
    for each in listed:
        for event in each.document.life_events:
            found.setdefault(event, []).append(each)
    events = [(event, found[slug]) for slug, event in LIFE_EVENTS.items() if slug in found]
    return [(event, sorted(services, key=lambda each: _turn(each, event.slug))) for event, services in events]


def _turn(listed: Listed, event: str) -> int:
    step = listed.document.life_steps.get(event)
    return step.order if step else LAST


def matching(query: str, listed: list[Listed]) -> tuple[list[Listed], list[Listed]]:
    """Return the services that fit people's own words, and the nearest ones when none fits."""
    by_slug = {each.slug: each for each in listed}
    found = _index(listed).find(query)
    return [by_slug[slug] for slug in found.hits], [by_slug[slug] for slug in found.near]


def named(query: str, listed: list[Listed]) -> list[Listed]:
    """Return, best first, only the services of which a telling phrase stands in the query whole."""
    by_slug = {each.slug: each for each in listed}
    return [by_slug[slug] for slug in _index(listed).told(query)]


def figures_of(service: Service) -> ServiceFigures | None:
    """Return the newest figures of a service over all agencies, None while there are none that may be shown."""
    newest = service.figures.filter(agency__isnull=True).order_by("-last_day", "-first_day").first()
    return newest if newest is not None and newest.is_public else None


def satisfaction_of(service: Service) -> ServiceSatisfaction | None:
    """Return the newest satisfaction index of a service that may be shown, None while there is none."""
    found: ServiceSatisfaction | None = getattr(service, "satisfaction", None)  # joined to the service's own row
    return found


def office_name(listed: Listed) -> str:
    """Name who serves: the agency's short name, the kecamatan of the answer, or whoever decided."""
    agency = listed.service.agency
    if agency is not None:
        return agency.short_name
    return wording.deciding_office() if listed.document.needs_parent else wording.district_office()


# The index of the catalogue as it stood last: versions are immutable, so what it was built from is its key. Two threads
# may build the same one at once; both get the same result, so no lock is needed.
_kept: dict[Key, search.Index] = {}


def _index(listed: Sequence[Listed]) -> search.Index:
    key: Key = tuple((each.service.live.checksum if each.service.live else "", *_places(each)) for each in listed)
    found = _kept.get(key)
    if found is None:
        found = search.Index([_entry(each) for each in listed])
        if len(_kept) >= INDEXES:
            _kept.clear()
        _kept[key] = found
    return found


def _entry(listed: Listed) -> search.Entry:
    document = listed.document
    english = [document.title.en] if document.title.en else []
    also = [*document.synonyms, document.code, *english]
    return search.entry(document.slug, document.title.id, also, document.summary.id, _places(listed))


def _places(listed: Listed) -> list[str]:
    agency = listed.service.agency
    if listed.document.needs_parent:
        return []
    return [agency.short_name, agency.name] if agency else ["kecamatan", "camat", "desa"]
