"""The calendars the tests count on: the decreed days of 2024 to 2027."""

from datetime import date, datetime

from services.definition.worktime import JAKARTA, Calendar
from tests.services.definition.helpers import load_json

DAYS_OFF = {date.fromisoformat(day): kind for day, kind in load_json("days_off.json")["days"].items()}
OFFICE = Calendar.of(DAYS_OFF)
OPEN_ON_CUTI_BERSAMA = Calendar.of(DAYS_OFF, cuti_bersama_off=False)
HOSPITAL = Calendar.of({}, weekdays=frozenset(range(7)))


def day(text: str) -> date:
    """Return the date of an ISO text."""
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    """Return a moment in Asia/Jakarta: "2026-11-23 09:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=JAKARTA)
