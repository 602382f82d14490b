"""Remember the working week of an agency for a few minutes: it is asked on every page and changes once a year."""

from __future__ import annotations

import logging
from typing import Final

from django.core.cache import cache

from services.definition.worktime import Calendar
from services.requests import deadlines

KEPT_SECONDS: Final = 300
logger = logging.getLogger("portal.desk")


def calendar_of(agency: str) -> Calendar:
    """Return an agency's calendar; without a cache it is read from the database each time."""
    key = f"desk.calendar.{agency}"
    try:
        found = cache.get(key)
    except Exception:  # whatever the cache raises, officers go on working without it
        logger.warning("calendar cache does not answer")
        return deadlines.calendar_for(agency)
    if not isinstance(found, Calendar):
        found = deadlines.calendar_for(agency)
        cache.set(key, found, KEPT_SECONDS)
    return found
