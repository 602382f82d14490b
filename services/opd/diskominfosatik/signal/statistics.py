"""Tell the figures of each kecamatan by operator and age, from the rows that were written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from foundation import clock
from services.opd.diskominfosatik.signal import geo, workflow
from services.opd.diskominfosatik.signal.models import DistrictFigures, Operator

BOUNDS: Final = (0, 6, 12)  # months up to which an age is counted; what is older comes last


@dataclass(frozen=True)
class Line:
    """Hold the figures of one kecamatan; operators and ages count what is not solved."""

    code: str
    name: str
    slug: str
    open: int
    done: int
    operators: tuple[int, ...]
    ages: tuple[int, ...]
    demo: bool


def lines() -> list[Line]:
    """Return all kecamatan by name."""
    kept: dict[str, dict[str, Any]] = dict(DistrictFigures.objects.values_list("district", "data"))
    found = (_line(each, kept.get(each.code, {})) for each in geo.atlas().districts.values())
    return sorted(found, key=lambda line: line.name)


def total(rows: list[Line]) -> Line:
    """Return the sum over the kabupaten."""
    return Line(
        "36.04",
        "",
        "",
        sum(row.open for row in rows),
        sum(row.done for row in rows),
        tuple(sum(column) for column in zip(*(row.operators for row in rows), strict=True)),
        tuple(sum(column) for column in zip(*(row.ages for row in rows), strict=True)),
        any(row.demo for row in rows),
    )


def _line(district: geo.District, data: Mapping[str, Any]) -> Line:
    states, operators = data.get("states", {}), data.get("operators", {})
    done = states.get(workflow.DONE, 0)
    return Line(
        district.code,
        district.name,
        district.slug,
        sum(states.values()) - done,
        done,
        tuple(operators.get(each, 0) for each in Operator.values),
        by_age(data.get("months", {})),
        bool(data.get("demo")),
    )


def by_age(months: Mapping[str, int]) -> tuple[int, ...]:
    """Count by how many whole months ago the first report came."""
    today = clock.today()
    counted = [0] * (len(BOUNDS) + 1)
    for month, number in months.items():
        year, of_year = (int(part) for part in month.split("-"))
        passed = (today.year - year) * 12 + today.month - of_year
        counted[sum(passed > last for last in BOUNDS)] += number
    return tuple(counted)
