"""Say how long a failed job waits before its next attempt."""

from __future__ import annotations

from typing import Final

from foundation.outbox.models import Lane

# Seconds after the first, second, ... failed attempt. A code is worthless after minutes; a notice may wait a night.
_CODES: Final = (2, 5, 15, 30, 60)
_NOTICES: Final = (10, 30, 60, 300, 900, 3600, 10800, 21600)
WAITS: Final[dict[str, tuple[int, ...]]] = {Lane.OTP: _CODES, Lane.TRANSACTIONAL: _NOTICES, Lane.BULK: _NOTICES}

FIRST_OFFER: Final = 15
LONGEST_OFFER: Final = 900


def attempts_allowed(lane: str) -> int:
    """Return how often a job of this lane is tried at all."""
    return len(WAITS[lane]) + 1


def wait_after(lane: str, attempts: int) -> int:
    """Return the seconds to wait after the given number of failed attempts."""
    waits = WAITS[lane]
    return waits[min(attempts, len(waits)) - 1]


def offer_lasts(offers: int) -> int:
    """Return the seconds before the queue is told of a job again: doubling, so that idle workers cause no flood."""
    return min(FIRST_OFFER << min(offers, 10), LONGEST_OFFER)
