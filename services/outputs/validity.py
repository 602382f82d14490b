"""Work out how long a document counts."""

from __future__ import annotations

from datetime import date, timedelta

from services.definition.document import Validity
from services.definition.worktime import add_months


def ends_on(valid: Validity | None, start: date) -> date | None:
    """Return the last day of validity, None where the document gives no length."""
    if valid is None or not (valid.years or valid.months or valid.days):
        return None
    months = (valid.years or 0) * 12 + (valid.months or 0)
    return add_months(start, months) + timedelta(days=valid.days or 0)
