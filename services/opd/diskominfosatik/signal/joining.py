"""Join reports of the same place: within 500 m of an open site they are one site, however fast they come."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from foundation import clock, formats
from services.opd.diskominfosatik.signal import geo, rules, workflow
from services.opd.diskominfosatik.signal.models import (
    Coverage,
    Operator,
    Series,
    SignalSite,
    SiteOperator,
    SiteReport,
    SiteStep,
)
from services.requests.models import ServiceRequest

_DEGREE_M: Final = 111_000  # a little less than a degree is long, so that the box is never too small
_WORST: Final = {value: rank for rank, value in enumerate(Coverage.values)}


@dataclass(frozen=True)
class Place:
    """Hold where a report says there is no signal, and what it says."""

    village: str
    district: str
    lat: float
    lng: float
    rough: bool
    coverage: str
    operators: tuple[str, ...]
    households: int | None

    @classmethod
    def of(cls, answers: Mapping[str, Any]) -> Place | None:
        """Read the answers of a report; None where they name no desa, as after their erasure."""
        address = answers.get("kampung") or {}
        middle = geo.atlas().villages.get(address.get("desa", ""))
        if middle is None:
            return None
        point = answers.get("titik")
        if point and not geo.inside(point["lat"], point["lng"]):
            point = None  # taken while the check was not answering; the desa is known at least
        lat, lng = (point["lat"], point["lng"]) if point else (middle.lat, middle.lng)
        known = [value for value in answers.get("operator") or () if value in Operator.values]
        coverage = answers.get("status")
        return cls(
            middle.code,
            middle.district,
            lat,
            lng,
            not point,
            coverage if coverage in Coverage.values else Coverage.WEAK,
            tuple(sorted(known)),
            answers.get("kk_terdampak"),
        )


def lock() -> Series:
    """Take the one lock under which sites are made and joined, until the transaction ends."""
    Series.objects.get_or_create(pk="titik")
    return Series.objects.select_for_update().get(pk="titik")


def join(request: ServiceRequest, place: Place, series: Series) -> SignalSite:
    """Return the site of a report, a new one where no open one is near; called under the lock."""
    site = near(place.lat, place.lng)
    if site is None:
        site = make(place, series)
    if site.is_rough and not place.rough:
        site.lat, site.lng, site.is_rough = place.lat, place.lng, False
    distance = geo.metres(place.lat, place.lng, site.lat, site.lng)
    SiteReport.objects.create(site=site, request=request, distance=round(distance), joined_at=clock.now())
    site.reports += 1
    site.coverage = min(site.coverage, place.coverage, key=_WORST.__getitem__)
    site.households = max(filter(None, (site.households, place.households)), default=None)
    site.save()
    _try_operators(site, place.operators)
    return site


def near(lat: float, lng: float) -> SignalSite | None:
    """Return the nearest open site within 500 m, or what the office chose; of two as near, the older number."""
    reach = rules.current().near_m
    high, wide = reach / _DEGREE_M, reach / (_DEGREE_M * math.cos(math.radians(lat)))
    boxed = SignalSite.objects.filter(
        state__in=workflow.OPEN, lat__range=(lat - high, lat + high), lng__range=(lng - wide, lng + wide)
    )
    found = [(geo.metres(lat, lng, site.lat, site.lng), site.code, site) for site in boxed]
    reached = [each for each in found if each[0] <= reach]
    return min(reached, key=lambda each: each[:2])[2] if reached else None


def make(place: Place, series: Series, *, demo: bool = False) -> SignalSite:
    """Make a site with the next number and its first step."""
    now = clock.now()
    year = formats.local_date(now).year
    series.last = series.last + 1 if series.year == year else 1
    series.year = year
    series.save()
    site = SignalSite.objects.create(
        code=f"{'DEMO' if demo else 'BS'}-{year}-{series.last:05d}",
        seq=1,
        district_id=place.district,
        village_id=place.village,
        lat=place.lat,
        lng=place.lng,
        is_rough=place.rough,
        coverage=place.coverage,
        households=place.households,
        reported_at=now,
        state_since=now,
        is_demo=demo,
    )
    SiteStep.objects.create(site=site, seq=1, at=now, action="lapor", to_state=site.state)
    _try_operators(site, place.operators)
    return site


def _try_operators(site: SignalSite, operators: Iterable[str]) -> None:
    rows = [SiteOperator(site=site, operator=operator) for operator in operators]
    SiteOperator.objects.bulk_create(rows, ignore_conflicts=True)
