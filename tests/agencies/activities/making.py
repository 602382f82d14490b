"""Make activities for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from agencies.activities import schedule
from agencies.models import Activity

MONDAY: Final = dt.date(2026, 11, 23)
NOW: Final = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)  # Monday, eight o'clock in Serang


def make(**words: Any) -> Activity:
    """Make a published activity of Disdukcapil, on Monday from nine to twelve unless told otherwise."""
    first = words.setdefault("first_day", MONDAY)
    given = {
        "agency_id": "disdukcapil",
        "title": "Perekaman contoh",
        "place": "Aula contoh",
        "last_day": first,
        "opens": dt.time(9),
        "closes": dt.time(12),
        "is_published": True,
    }
    return schedule.save(Activity(**(given | words)))
