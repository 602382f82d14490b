"""Work the five figures out: each a part of a whole, so that the worst can stand first; counts alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.periods import Period, quarter_of
from services.opd.diskominfosatik.roadmap.models import Initiative, Status
from services.performance import reading
from services.performance.models import EntityKind, PublishedRow

Counts = Mapping[str, int | None]


@dataclass(frozen=True)
class Measure:
    """Describe one figure: what is bad, of how much, and in which words."""

    slug: str
    title: Any
    of: Any  # what the whole is, after "dari"
    part: Callable[[Counts], int | None]
    whole: Callable[[Counts], int | None]


def _late(counts: Counts) -> int | None:
    measured, on_time = counts.get("measured"), counts.get("on_time")
    return None if measured is None or on_time is None else measured - on_time


def _of(name: str) -> Callable[[Counts], int | None]:
    return lambda counts: counts.get(name)


INITIATIVES: Final = "peta-jalan"
MEASURES: Final = (
    Measure("terlambat", _("Tidak selesai tepat waktu"), _("permohonan yang dinilai"), _late, _of("measured")),
    Measure(
        "lewat-tenggat",
        _("Lewat tenggat, belum selesai"),
        _("permohonan yang dinilai"),
        _of("overdue_open"),
        _of("measured"),
    ),
    Measure("batas-diam", _("Melewati batas diam"), _("permohonan masuk"), _of("silence"), _of("received")),
    Measure("keberatan", _("Keberatan atas putusan"), _("permohonan yang diputus"), _of("objections"), _of("decided")),
    Measure(INITIATIVES, _("Inisiatif peta jalan terlambat"), _("inisiatif berjalan"), _of("late"), _of("open")),
)
BY_SLUG: Final = {measure.slug: measure for measure in MEASURES}


@dataclass(frozen=True)
class Line:
    """Hold one figure of the county or of one OPD; None is not shown, because it tells of fewer than ten."""

    name: str
    part: int | None
    whole: int | None

    @property
    def rank(self) -> tuple[bool, float, str]:
        """Return what sorts the largest share first, and what is not shown last."""
        if self.part is None or not self.whole:
            return (True, 0.0, self.name.casefold())
        return (False, -self.part / self.whole, self.name.casefold())


def county() -> list[tuple[Measure, Line]]:
    """Return the five figures, the worst first."""
    row, plans = PublishedRow.objects.filter(kind=EntityKind.COUNTY, period=period().code).first(), _plans()
    counts: Counts = row.counts if row is not None else {}
    sums = {"late": sum(each["late"] for each in plans.values()), "open": sum(each["open"] for each in plans.values())}
    found = []
    for measure in MEASURES:
        given: Counts = sums if measure.slug == INITIATIVES else counts
        found.append((measure, Line(str(measure.title), measure.part(given), measure.whole(given))))
    return sorted(found, key=lambda each: each[1].rank)


def offices(measure: Measure) -> list[Line]:
    """Return one figure of every OPD that has one, the worst first."""
    if measure.slug == INITIATIVES:
        found = [Line(name, each["late"], each["open"]) for name, each in _plans().items()]
    else:
        rows = reading.parts(period(), EntityKind.AGENCY)
        found = [
            Line(row.agency.short_name, measure.part(row.counts), measure.whole(row.counts))
            for row in rows
            if row.agency
        ]
    return sorted(found, key=lambda line: line.rank)


def period() -> Period:
    """Return the quarter that runs."""
    return quarter_of(clock.today())


def _plans() -> dict[str, dict[str, int]]:
    today = clock.today()
    found: dict[str, dict[str, int]] = {}
    rows = Initiative.objects.filter(status__in=[Status.PLANNED, Status.RUNNING]).select_related("agency")
    for row in rows.order_by("agency__short_name", "code"):
        sums = found.setdefault(row.agency.short_name, {"late": 0, "open": 0})
        sums["open"] += 1
        sums["late"] += row.ends(today) > row.due_on
    return found
