"""Slow down who goes through many codes; whoever checks one document never notices."""

from __future__ import annotations

from typing import Final

from django.core.cache import cache

TRIES: Final = 120  # of one address in an hour: a counter that checks papers all day stays below it
FILES: Final = 120  # signed files that one address lets us open in an hour, which costs a second of work each
WINDOW: Final = 3600
OPENED: Final = "-berkas"


def count(address: str, what: str = "") -> None:
    """Count one check that found nothing, or one signed file that was opened."""
    key = f"verifikasi{what}:{address}"
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


def may_open(address: str) -> bool:
    """Count a signed file that this address wants opened, and say whether it may be."""
    count(address, OPENED)
    try:
        return int(cache.get(f"verifikasi{OPENED}:{address}", 0)) <= FILES
    except Exception:
        return True
