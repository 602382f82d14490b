"""Read the RFC 5545 rules that an activity may repeat by, and give the days they name; no database here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from itertools import islice
from typing import Final

from dateutil.rrule import rrulestr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation import formats

# Who plans longer extends the activity then: a routine that nobody remembers must not stay in the calendar for ever.
HORIZON: Final = dt.timedelta(days=732)
MOST: Final = HORIZON.days
CYCLE: Final = 400  # years after which the calendar repeats: a whole number of weeks
LAST_YEAR: Final = 9996  # room for two years to come
ORDER: Final = ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST", "COUNT", "UNTIL")
DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY: Final = f"(?:{'|'.join(DAYS)})"
_SHAPES: Final = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d?",
    "BYMONTH": r"(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*",
    "BYMONTHDAY": r"-?(?:[1-9]|[12]\d|3[01])(?:,-?(?:[1-9]|[12]\d|3[01]))*",
    "BYDAY": rf"[+-]?\d{{0,2}}{_DAY}(?:,[+-]?\d{{0,2}}{_DAY})*",
    "BYSETPOS": r"-?[1-9]\d?(?:,-?[1-9]\d?)*",
    "WKST": _DAY,
    "COUNT": r"[1-9]\d{0,3}",
    "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
}


class BadRule(ValueError):
    """Refuse a rule, with a sentence for the person who typed it."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))


def expand(rule: str, first_day: dt.date) -> list[dt.date]:
    """Return every day an activity is held, its first day first; raises BadRule."""
    if not rule:
        return [first_day]
    parts = read(rule)
    last = first_day + HORIZON
    until = _until(parts)
    if until is not None and until > last:
        raise BadRule(_too_long(last))
    days = _days(parts, first_day, min(until or last, last))
    if not days or days[0] != first_day:
        raise BadRule(_not_first(days))
    count = int(parts.get("COUNT", "0"))
    if count > len(days):
        raise BadRule(_too_long(last))
    return days[:count] if count else days


def write(parts: Mapping[str, str]) -> str:
    """Return the one way this portal writes a rule."""
    return ";".join(f"{name}={parts[name]}" for name in ORDER if parts.get(name))


def read(rule: str) -> dict[str, str]:
    """Return the parts of a rule; raises BadRule for what is no rule, never ends, or repeats within a day."""
    parts: dict[str, str] = {}
    for piece in rule.strip().upper().removeprefix("RRULE:").split(";"):
        name, _equals, value = (word.strip() for word in piece.partition("="))
        if name in parts or name not in _SHAPES or not re.fullmatch(_SHAPES[name], value, re.ASCII):
            raise BadRule(_("Bagian “%(part)s” dari aturan tidak dikenal.") % {"part": piece[:40]})
        parts[name] = value
    _check(parts)
    return parts


def _check(parts: Mapping[str, str]) -> None:
    if "FREQ" not in parts:
        raise BadRule(_("Aturan harus memuat FREQ, misalnya FREQ=WEEKLY."))
    if "COUNT" in parts and "UNTIL" in parts:
        raise BadRule(_("Isi COUNT atau UNTIL, jangan keduanya."))
    if "COUNT" not in parts and "UNTIL" not in parts:
        raise BadRule(_("Kegiatan ini tidak pernah berakhir. Isi sampai tanggal berapa kegiatan berulang."))
    ordinal = re.search(r"\d", parts.get("BYDAY", ""))
    if ordinal and parts["FREQ"] in {"DAILY", "WEEKLY"}:
        raise BadRule(_("Hari dengan urutan, misalnya 2TU, hanya untuk MONTHLY atau YEARLY."))
    if re.search(r"(?<!\d)0+[A-Z]", parts.get("BYDAY", "")):
        raise BadRule(_("Urutan hari mulai dari 1, misalnya 1MO."))
    if "BYMONTHDAY" in parts and parts["FREQ"] == "WEEKLY":
        raise BadRule(_("Tanggal dalam bulan tidak cocok dengan WEEKLY."))
    if "BYSETPOS" in parts and not parts.keys() & {"BYDAY", "BYMONTHDAY", "BYMONTH"}:
        raise BadRule(_("BYSETPOS memerlukan BYDAY, BYMONTHDAY atau BYMONTH."))


def _until(parts: Mapping[str, str]) -> dt.date | None:
    if "UNTIL" not in parts:
        return None
    try:
        return dt.datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()
    except ValueError:
        raise BadRule(_("Tanggal akhir pada aturan tidak ada di kalender.")) from None


def _days(parts: Mapping[str, str], first_day: dt.date, last: dt.date) -> list[dt.date]:
    """Return the days up to `last`.

    A rule that can never hold makes the library look until the year 9999, for many seconds. The calendar is the same
    every 400 years, so the rule is asked as near to that year as may be.
    """
    shift = max((LAST_YEAR - first_day.year) // CYCLE * CYCLE, 0)
    bare = write({name: value for name, value in parts.items() if name not in {"COUNT", "UNTIL"}})
    end = last.replace(year=last.year + shift)
    start = dt.datetime.combine(first_day.replace(year=first_day.year + shift), dt.time())
    try:
        found = rrulestr(f"{bare};UNTIL={end:%Y%m%d}", dtstart=start)
        return [each.date().replace(year=each.year - shift) for each in islice(found, MOST + 1)]
    except (ValueError, OverflowError):
        raise BadRule(_("Aturan berulang ini tidak dapat dibaca.")) from None


def _too_long(last: dt.date) -> str:
    day = {"day": formats.long_date(last, weekday=False)}
    return str(_("Paling lama dua tahun: sampai %(day)s. Perpanjang nanti bila kegiatan masih berjalan.") % day)


def _not_first(days: list[dt.date]) -> str:
    if not days:
        return str(_("Aturan ini tidak pernah jatuh pada hari apa pun."))
    day = {"day": formats.long_date(days[0])}
    return str(_("Hari pertama tidak cocok dengan aturan. Menurut aturan, yang pertama adalah %(day)s.") % day)
