"""Measure every minute and gather the days; minutes measured while the database is away are written down later."""

from __future__ import annotations

import datetime as dt
from collections import deque
from typing import Final

from django.db import DatabaseError, InterfaceError

from foundation import clock
from foundation.outbox import hourly, minutely
from foundation.uptime import probing
from foundation.uptime.models import Day, Sample
from foundation.uptime.record import tally

MINUTES_KEPT: Final = dt.timedelta(days=2)
DAYS_KEPT: Final = dt.timedelta(days=400)
LONGEST_OUTAGE: Final = 1440  # minutes that are remembered without a database

_unwritten: deque[Sample] = deque(maxlen=LONGEST_OUTAGE)


@minutely
def measure() -> None:
    """Measure this minute and write down whatever is not written yet."""
    minute = clock.now().replace(second=0, microsecond=0)
    database = probing.database()
    _unwritten.append(
        Sample(
            minute=minute,
            site=probing.site(),
            database=database,
            queue=database and probing.queue(),
            storage=probing.storage(),
        )
    )
    if database:
        _write()


@hourly
def gather() -> int:
    """Make one line of each day that is over, forget its minutes two days later; returns how many days were new."""
    start = dt.datetime.combine(clock.today(), dt.time(), tzinfo=clock.local(clock.now()).tzinfo)
    made = 0
    for back in range(int(MINUTES_KEPT / dt.timedelta(days=1)), 0, -1):
        first = start - dt.timedelta(days=back)
        made += _gather(first)
    Sample.objects.filter(minute__lt=start - MINUTES_KEPT).delete()
    Day.objects.filter(day__lt=clock.today() - DAYS_KEPT).delete()
    return made


def _write() -> None:
    try:
        Sample.objects.bulk_create(list(_unwritten), ignore_conflicts=True)  # another relay may have been first
    except (DatabaseError, InterfaceError):
        return  # it went away in between: the next minute tries again
    _unwritten.clear()


def _gather(first: dt.datetime) -> int:
    counted = tally(first, first + dt.timedelta(days=1))
    if not counted["measured"]:
        return 0
    _row, created = Day.objects.update_or_create(day=first.date(), defaults=counted)
    return int(created)
