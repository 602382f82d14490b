"""Write down what the public page says of a kecamatan, so that 10,000 sites cost it 29 rows."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from foundation import clock, formats
from services.opd.diskominfosatik.signal import workflow
from services.opd.diskominfosatik.signal.models import DistrictFigures, SignalSite, SiteOperator, SiteStep

SENT: Final = frozenset({workflow.PROPOSED, workflow.ANSWERED, workflow.BUILDING, workflow.TESTED})


def refresh(district: str) -> None:
    """Count the sites of one kecamatan anew; called in the transaction that changed one of them."""
    values = {"data": count(district), "updated_at": clock.now()}
    DistrictFigures.objects.update_or_create(district_id=district, defaults=values)


def count(district: str) -> dict[str, Any]:
    """Return the figures of the sites of a kecamatan that the public may know of."""
    rows = SignalSite.objects.filter(district=district, state__in=workflow.PUBLIC)
    found = list(rows.values_list("id", "state", "village", "reported_at", "is_demo"))
    unsolved = [row for row in found if row[1] != workflow.DONE]
    return {
        "states": dict(Counter(state for _id, state, *_rest in found)),
        "villages": dict(Counter(village for _id, _state, village, *_rest in unsolved)),
        "months": dict(Counter(f"{formats.local_date(at):%Y-%m}" for *_rest, at, _demo in unsolved)),
        "operators": _operators(district),
        "proposed": _told(district, "usulkan"),
        "answered": _told(district, "jawab"),
        "demo": any(row[4] for row in found),
    }


def _operators(district: str) -> dict[str, int]:
    open_states = [state for state in workflow.PUBLIC if state != workflow.DONE]
    rows = SiteOperator.objects.filter(site__district=district, site__state__in=open_states)
    return dict(Counter(rows.values_list("operator", flat=True)))


def _told(district: str, action: str) -> dict[str, int]:
    """Count the sites that were once proposed to somebody, or whose addressee answered."""
    steps = SiteStep.objects.filter(site__district=district, action=action, site__state__in=workflow.PUBLIC)
    pairs = {(site, target) for site, targets in steps.values_list("site", "targets") for target in targets}
    return dict(Counter(target for _site, target in pairs))
