"""Write the figures of a quarter down to the tables that start page, service pages and agency pages read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from agencies.models import AgencyFigures
from foundation import clock
from foundation.suppression import FEWEST
from services.catalogue.models import ServiceFigures
from services.performance.models import EntityKind
from services.performance.sums import Book, Entity, nearest_rank


def write_down(book: Book, open_to_all: Collection[Entity]) -> None:
    """Replace the rows of the quarter; `open_to_all` says whose figures may be shown."""
    services, agencies = [], []
    for entity in book.entities():
        if entity.kind == EntityKind.SERVICE:
            values = _values(book, entity, entity in open_to_all)
            work = book.of(book.quarter, entity).work
            median = nearest_rank(work, 50) if work.total() >= FEWEST else None
            services.append(ServiceFigures(service_id=entity.service, median_working_days=median, **values))
        elif entity.kind == EntityKind.AGENCY:
            agencies.append(AgencyFigures(agency_id=entity.agency, **_values(book, entity, entity in open_to_all)))
    ServiceFigures.objects.filter(first_day=book.quarter.first, agency__isnull=True).delete()
    ServiceFigures.objects.bulk_create(services)
    AgencyFigures.objects.filter(first_day=book.quarter.first).delete()
    AgencyFigures.objects.bulk_create(agencies)


def _values(book: Book, entity: Entity, is_public: bool) -> dict[str, Any]:
    found = book.of(book.quarter, entity)
    return {
        "first_day": book.quarter.first,
        "last_day": book.quarter.until(book.today),
        "decided": found.decided,
        "on_time": found.counts["on_time"],
        "overdue_open": found.counts["overdue_open"],
        "without_deadline": found.counts["without_deadline"],
        "late_withdrawn": found.counts["late_withdrawn"],
        "is_public": is_public,
        "computed_at": clock.now(),
    }
