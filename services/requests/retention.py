"""Compute until when a request is kept, from its own document."""

from __future__ import annotations

from datetime import date

from foundation import clock
from services.definition.document import Document
from services.requests.models import ServiceRequest


def retain_until(document: Document, request: ServiceRequest) -> date | None:
    """Return the last day a request of this phase is kept, or None when the document says nothing."""
    rule = document.retention.get(request.phase)
    if rule is None:
        return None
    return rule.until(clock.today())
