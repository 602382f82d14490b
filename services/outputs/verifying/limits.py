"""Slow down who goes through many codes; whoever checks one document never notices."""

from __future__ import annotations

from typing import Final

from django.core.cache import cache

TRIES: Final = 120  # of one address in an hour: a counter that checks papers all day stays below it
WINDOW: Final = 3600


def count(address: str) -> None:
    """Count one check that found nothing."""
    key = f"verifikasi:{address}"
    try:
        cache.add(key, 0, WINDOW)
        cache.incr(key)
    except Exception:  # whatever the cache is made of: a document is checked all the same, the code is chance enough
        return


def exhausted(address: str) -> bool:
    """Say whether this address asked for too many unknown codes within the hour."""
    try:
        return int(cache.get(f"verifikasi:{address}", 0)) > TRIES
    except Exception:
        return False
