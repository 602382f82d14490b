"""Give request numbers: gapless per agency and year, taken under a row lock."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from agencies.models import Agency
from foundation import clock, ids
from services.requests.models import NumberSeries


def next_number(agency: Agency, at: datetime) -> str:
    """Return the next number of an agency ("SRG-DKC-2026-000123-7"); a rolled-back submit gives it back."""
    year = clock.local(at).year
    NumberSeries.objects.get_or_create(agency=agency, year=year)
    NumberSeries.objects.filter(agency=agency, year=year).update(last=F("last") + 1)
    last = NumberSeries.objects.values_list("last", flat=True).get(agency=agency, year=year)
    return ids.format_number(agency.code, year, last)
