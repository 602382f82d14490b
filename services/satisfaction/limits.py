"""Slow down who answers at a counter without end; one phone network's address may serve a whole waiting room."""

from __future__ import annotations

import logging
from typing import Final

from django.core.cache import cache

from foundation import clock, crypto
from services.satisfaction.models import Response, SurveyPoint

logger = logging.getLogger("portal.satisfaction")
WINDOW: Final = 3600  # seconds
OF_A_SESSION: Final = 30  # a tablet at the counter is one session
OF_AN_ADDRESS: Final = 90
OF_A_POINT: Final = 120
OF_A_DAY: Final = 600  # of one counter, asked of the database: it holds also while nothing can be counted


class TooMany(Exception):
    """Say that too many answers came from this browser, this address or this counter."""


def count(point: SurveyPoint, session: str, address: str) -> None:
    """Count one answer at a counter; raises TooMany."""
    if Response.objects.filter(point=point, answered_on=clock.today())[:OF_A_DAY].count() >= OF_A_DAY:
        raise TooMany
    try:
        over = [
            _more(f"loket:{point.pk}", OF_A_POINT),
            _more(f"alamat:{address}", OF_AN_ADDRESS),
            bool(session) and _more(f"sesi:{session}", OF_A_SESSION),
        ]
    except Exception:  # whatever the cache is made of
        logger.warning("answers at counters cannot be counted")
        return
    if any(over):
        raise TooMany


def _more(key: str, most: int) -> bool:
    name = "skm:" + crypto.blind_index(key, purpose="satisfaction.limits")
    cache.add(name, 0, WINDOW)
    try:
        return cache.incr(name) > most
    except ValueError:  # it ran out between the two
        return False
