"""Tell the time: moments in UTC, days as people in Serang live them."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone

JAKARTA: Final = ZoneInfo("Asia/Jakarta")


def now() -> dt.datetime:
    """Return this moment, aware, in UTC."""
    return timezone.now().astimezone(dt.UTC)


def local(moment: dt.datetime) -> dt.datetime:
    """Return an aware moment on the clock of Serang; a naive one raises ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a naive moment has no place on any clock")
    return moment.astimezone(JAKARTA)


def today() -> dt.date:
    """Return the calendar day it is in Serang now."""
    return local(now()).date()
