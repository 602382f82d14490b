"""Reckon with the life of an issued document: its last day, and when the clock must look at it next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

ONE_DAY: Final = timedelta(days=1)


def next_look(until: date | None, remind: Iterable[int], after: date) -> date | None:
    """Return the first day behind `after` on which its owner is reminded or it is over, None where nothing comes."""
    if until is None:
        return None
    days = [until - timedelta(days=ahead) for ahead in remind] + [until + ONE_DAY]
    return min((day for day in days if day > after), default=None)


def due_reminder(until: date, remind: Iterable[int], since: date, today: date) -> int | None:
    """Return the reminder that is due, in days before the end, None for none.

    Of several that were missed only the nearest is given, and none that lay before the document did.
    """
    due = [ahead for ahead in remind if since < until - timedelta(days=ahead) <= today]
    return min(due, default=None) if today <= until else None
