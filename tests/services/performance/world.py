"""Histories for the figures: requests that are decided, late, undone, reopened, objected to. Nothing here exists."""

from __future__ import annotations

import copy
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.periods import quarter_of
from services.performance import cases, counting, folding
from services.performance.models import Cell
from services.performance.publishing import publish
from services.performance.sums import Book, Entity, Sums
from tests.services.requests.documents import PLAIN

# Monday 23 November 2026, 10.00 in Serang.
MONDAY = "2026-11-23T03:00:00Z"


def timed_document(**more: Any) -> dict[str, Any]:
    """Return the plain document with a time that runs from the day a request is sent."""
    data = copy.deepcopy(PLAIN)
    data["sla"] = {"amount": 3, "unit": "working_days", "from": "submitted", "pause_on": ["perbaikan"]}
    return data | more


def fold(*ids: UUID) -> None:
    """Count some requests anew."""
    folding.fold(ids, cases.Reader())


def sums(kind: str = "county", **names: str) -> Sums:
    """Return the sums of the present quarter."""
    book = Book(quarter_of(clock.today()))
    return book.of(book.quarter, Entity(kind, **names))


def cell(figure: str, number: int, service: str, agency: str, district: str = "", value: str = "") -> Cell:
    """Write down a sum of this month, whatever requests it may come from."""
    key = counting.Key(service, agency, district, clock.today().replace(day=1), figure, value)
    return Cell.objects.create(
        key=key.text,
        service_id=service,
        agency_id=agency,
        district=district,
        month=key.month,
        figure=figure,
        value=value,
        number=number,
    )


def decided(number: int, on_time: int, service: str, agency: str, district: str = "") -> None:
    """Write down so many decisions of this month, some of them on time."""
    for figure, count in (("received", number), ("approved", number), ("on_time", on_time)):
        if count:
            cell(figure, count, service, agency, district)
    cell("days", number, service, agency, district, value="2")
    cell("wait", number, service, agency, district, value="4")


def published() -> None:
    """Publish the present quarter."""
    publish(quarter_of(clock.today()))
