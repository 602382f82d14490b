"""Say whether a service takes requests now, and if not: why, and when it opens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundation import formats
from services.catalogue.models import Service


@dataclass(frozen=True)
class Availability:
    """Hold the answer: open or not, the reason, and the next opening if one is known."""

    is_open: bool
    reason: str = ""
    opens_at: dt.datetime | None = None


def of(service: Service, now: dt.datetime) -> Availability:
    """Return whether `service` is open at `now`; the reason is the OPD's own words where it wrote some."""
    if service.live_id is None:
        return Availability(False, _("Layanan ini belum diterbitkan."))
    if service.withdrawn_at is not None:
        return Availability(False, service.closed_message or _("Layanan ini tidak lagi dibuka di portal."))
    if service.opens_at is not None and service.opens_at > now:
        reason = _("Layanan ini dibuka pada {moment}.").format(moment=formats.moment(service.opens_at))
        # Whoever wrote a message may have left out the one thing that people come back for.
        said = " ".join(filter(None, (service.closed_message, reason)))
        return Availability(False, said, service.opens_at)
    if service.closes_at is not None and service.closes_at <= now:
        reason = _("Layanan ini ditutup pada {moment}.").format(moment=formats.moment(service.closes_at))
        return Availability(False, service.closed_message or reason)
    return Availability(True)
