"""Make sites for the demo; there is no public list of real ones, so each says DEMO in its number and on the page."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from citizens.models import Region
from services.opd.diskominfosatik.signal import actions, figures, geo, joining, workflow
from services.opd.diskominfosatik.signal.models import Coverage, Operator, Series, SignalSite

STEP: Final = 7  # every seventh desa, in the order of their codes: a choice that says nothing about any of them
WAY: Final = (workflow.VERIFY, "survei", "usulkan", "jawab", "bangun", "uji", workflow.FINISH)
NOTE: Final = "DEMO"
HOUSEHOLDS: Final = 40


def load() -> int:
    """Make the sites once, each a different way along; returns how many are new."""
    if SignalSite.objects.filter(is_demo=True).exists():
        return 0
    chosen = [geo.atlas().villages[code] for code in sorted(geo.atlas().villages)[::STEP]]
    known = set(Region.objects.filter(pk__in=[each.code for each in chosen]).values_list("pk", flat=True))
    with transaction.atomic():
        series = joining.lock()
        made = [_make(each, number, series) for number, each in enumerate(chosen) if each.code in known]
        for district in sorted({site.district_id for site in made}):
            figures.refresh(district)
    return len(made)


def _make(village: geo.Village, number: int, series: Series) -> SignalSite:
    place = joining.Place(
        village.code,
        village.district,
        village.lat,
        village.lng,
        False,
        Coverage.values[number % len(Coverage.values)],
        (Operator.values[number % len(Operator.values)],),
        HOUSEHOLDS,
    )
    site = joining.make(place, series, demo=True)
    for key in WAY[: number % (len(WAY) + 1)]:
        targets = [place.operators[0]] if key not in {workflow.VERIFY, "survei"} else []
        actions.record(site, workflow.BY_KEY[key], None, actions.Said(NOTE, targets))
    return site
