"""Slow down who sends without end and without an account; villages share one address, so an address may do much.

What is refused here is lost to nobody: the page comes back with everything typed, and a phone tries again later.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache

from foundation import crypto

logger = logging.getLogger("portal.flood")
WINDOW: Final = 3600  # seconds
RETRY_AFTER: Final = 600


class TooMany(Exception):
    """Say that this browser or this address has sent too often within the hour."""

    retry_after = RETRY_AFTER


@dataclass(frozen=True)
class Flood:
    """Count what is sent of one kind; within an hour a browser and an address may send so many."""

    name: str
    of_session: int = 20
    of_address: int = 200

    def count(self, key: str, session: str, address: str) -> None:
        """Count a sending once, however often its key comes again; raises TooMany.

        Where nothing can be counted everything goes through: it does no harm, and what is lost does.
        """
        try:
            if not cache.add(self._name(f"kunci:{key}"), 1, WINDOW):
                return
            over = session and more(self.name, f"sesi:{session}", self.of_session)
            if more(self.name, f"alamat:{address}", self.of_address) or over:
                cache.delete(self._name(f"kunci:{key}"))
                raise TooMany
        except TooMany:
            raise
        except Exception:  # whatever the cache is made of
            logger.warning("what is sent as %s cannot be counted", self.name)

    def _name(self, key: str) -> str:
        return _counter(self.name, key)


def more(name: str, key: str, most: int) -> bool:
    """Count one of a kind for a key within the hour, and say whether it is more than so many."""
    counter = _counter(name, key)
    cache.add(counter, 0, WINDOW)
    try:
        return cache.incr(counter) > most
    except ValueError:  # it ran out between the two
        return False


def _counter(name: str, key: str) -> str:
    return f"{name}:" + crypto.blind_index(key, purpose="flood")
