"""Count, for each OPD, how much of what it received within a year came through the portal itself."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models import Count, Q

from agencies.models import Agency
from foundation import clock
from foundation.outbox import Lane, enqueue
from services.opd.diskominfosatik.inventory.models import Adoption
from services.requests.models import ServiceRequest
from services.requests.models.request import Channel

REFRESH: Final = "inventory.adoption"
DAYS: Final = 365
FEWEST: Final = 10
PORTAL: Final = (Channel.WEB, Channel.API)


def order() -> None:
    """Write the job of this day."""
    with transaction.atomic():
        enqueue(REFRESH, {}, lane=Lane.BULK, key=clock.today().isoformat())


@transaction.atomic
def refresh() -> int:
    """Write down the rows of every active OPD; returns how many. One grouped query, whatever the number of requests."""
    last = clock.today() - dt.timedelta(days=1)  # today is not over
    first = last - dt.timedelta(days=DAYS - 1)
    begin, end = (
        dt.datetime.combine(day, dt.time(), clock.local(clock.now()).tzinfo) for day in (first, clock.today())
    )
    # What is confidential is counted in no public figure (docs/figures.md).
    rows = ServiceRequest.objects.filter(
        is_test=False, confidential=False, submitted_at__gte=begin, submitted_at__lt=end
    )
    rows = rows.exclude(parent__confidential=True)
    sums = (
        rows.order_by()
        .values_list("agency")
        .annotate(received=Count("pk"), through=Count("pk", filter=Q(channel__in=PORTAL)))
    )
    counted = {agency: (received, through) for agency, received, through in sums}
    agencies = list(Agency.objects.filter(is_active=True).values_list("pk", flat=True))
    Adoption.objects.exclude(agency__in=agencies).delete()
    made = []
    for agency in agencies:
        received, through = shown(*counted.get(agency, (0, 0)))
        facts = {"first_day": first, "last_day": last, "computed_at": clock.now()}
        made.append(Adoption(agency_id=agency, received=received, through=through, **facts))
    Adoption.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["agency"],
        update_fields=["received", "through", "first_day", "last_day", "computed_at"],
    )
    return len(made)


def shown(received: int, through: int) -> tuple[int | None, int | None]:
    """Return what may be shown: neither part nor rest may be one to nine, nor the whole."""
    parts = (received, through, received - through)
    return (received, through) if all(not 0 < part < FEWEST for part in parts) else (None, None)
