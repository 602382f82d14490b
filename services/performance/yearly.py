"""Add the cells of one service up for a whole year, for a report that a law asks for by the year."""

from __future__ import annotations

from services.performance.models import Cell
from services.performance.sums import Sums, first_month


def years_until(last: int) -> list[int]:
    """Return the years in which anything was counted, up to this one, newest first."""
    first = first_month()
    return [] if first is None else list(range(last, first.year - 1, -1))


def of_services(services: tuple[str, ...], year: int) -> dict[str, Sums]:
    """Return the sums of each service in a year, whatever agency and kecamatan (one query).

    These are counts below ten too: only for a report whose law names them (docs/figures.md, section 6).
    """
    found = {service: Sums() for service in services}
    cells = Cell.objects.filter(service__in=services, month__year=year)
    for service, figure, value, number in cells.values_list("service", "figure", "value", "number").iterator():
        found[service].add(figure, value, number)
    return found
