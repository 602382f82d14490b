"""Slow down who reports without end; whole villages share one address of a mobile network, so an address may do much.

A report that is refused here is lost to nobody: the page comes back with everything typed, and a phone tries later.
"""

from __future__ import annotations

import logging
from typing import Final

from django.core.cache import cache

from foundation import crypto

logger = logging.getLogger("portal.signal")
WINDOW: Final = 3600  # seconds
OF_A_SESSION: Final = 20
OF_AN_ADDRESS: Final = 200


class TooMany(Exception):
    """Say that this browser or this address has reported too often within the hour."""

    retry_after = 600


def count(key: str, session: str, address: str) -> None:
    """Count a report once, however often its phone tries; raises TooMany.

    Where nothing can be counted a report goes through: it does no harm, and a lost one does.
    """
    try:
        if not cache.add(_name(f"kunci:{key}"), 1, WINDOW):
            return
        over = session and _more(f"sesi:{session}", OF_A_SESSION)
        if _more(f"alamat:{address}", OF_AN_ADDRESS) or over:
            cache.delete(_name(f"kunci:{key}"))
            raise TooMany
    except TooMany:
        raise
    except Exception:  # whatever the cache is made of
        logger.warning("reports cannot be counted")


def _more(key: str, most: int) -> bool:
    name = _name(key)
    cache.add(name, 0, WINDOW)
    try:
        return cache.incr(name) > most
    except ValueError:  # it ran out between the two
        return False


def _name(key: str) -> str:
    return "sinyal:" + crypto.blind_index(key, purpose="signal.limits")
