"""Slow down who answers at a counter without end; one phone network's address may serve a whole waiting room."""

from __future__ import annotations

import logging
from typing import Final

from foundation import clock
from foundation.flood import TooMany, more
from services.satisfaction.models import Response, SurveyPoint

logger = logging.getLogger("portal.satisfaction")
NAME: Final = "skm"
OF_A_SESSION: Final = 30  # a tablet at the counter is one session
OF_AN_ADDRESS: Final = 90
OF_A_POINT: Final = 120
OF_A_DAY: Final = 600  # of one counter, asked of the database: it holds also while nothing can be counted


def count(point: SurveyPoint, session: str, address: str) -> None:
    """Count one answer at a counter; raises TooMany."""
    if Response.objects.filter(point=point, answered_on=clock.today())[:OF_A_DAY].count() >= OF_A_DAY:
        raise TooMany
    try:
        over = [
            more(NAME, f"loket:{point.pk}", OF_A_POINT),
            more(NAME, f"alamat:{address}", OF_AN_ADDRESS),
            bool(session) and more(NAME, f"sesi:{session}", OF_A_SESSION),
        ]
    except Exception:  # whatever the cache is made of
        logger.warning("answers at counters cannot be counted")
        return
    if any(over):
        raise TooMany
