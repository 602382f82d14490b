"""Compute until when a request is kept, from its own document."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from foundation import clock
from services.definition.document import Document
from services.requests.models import ServiceRequest


def retain_until(document: Document, request: ServiceRequest) -> date | None:
    """Return the last day a request of this phase is kept, or None when the document says nothing."""
    rule = getattr(document.retention, request.phase, None)
    if rule is None:
        return None
    months = (rule.years or 0) * 12 + (rule.months or 0)
    return _add_months(clock.today(), months) + timedelta(days=rule.days or 0)


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
