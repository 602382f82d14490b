"""Draw random rules, and find their days by asking each day of the calendar: no library of rules is used here."""

from __future__ import annotations

import datetime as dt
import random
from typing import Final

from agencies.activities import rules

DAYS: Final = rules.DAYS


def draw(chance: random.Random) -> tuple[dict[str, str], dt.date]:
    """Return the parts of a rule without its end, and a day it may begin on."""
    first = dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(730))
    parts = {"FREQ": chance.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])}
    if chance.random() < 0.5:
        parts["INTERVAL"] = str(chance.randint(1, 4))
    if parts["FREQ"] == "WEEKLY" and chance.random() < 0.8:
        parts["BYDAY"] = ",".join(sorted(chance.sample(DAYS, chance.randint(1, 4)), key=DAYS.index))
    elif parts["FREQ"] == "DAILY" and chance.random() < 0.5:
        parts["BYDAY"] = ",".join(chance.sample(DAYS, chance.randint(2, 5)))
    elif parts["FREQ"] == "MONTHLY":
        parts |= _monthly(chance)
    elif parts["FREQ"] == "YEARLY" and chance.random() < 0.6:
        parts["BYMONTH"] = ",".join(map(str, sorted(chance.sample(range(1, 13), chance.randint(1, 3)))))
    return parts, first


def _monthly(chance: random.Random) -> dict[str, str]:
    kind = chance.randrange(4)
    if kind == 0:
        return {"BYMONTHDAY": ",".join(map(str, chance.sample([1, 5, 15, 28, 31, -1, -2], chance.randint(1, 3))))}
    if kind == 1:
        return {"BYDAY": f"{chance.choice([1, 2, 3, 4, -1])}{chance.choice(DAYS)}"}
    if kind == 2:
        return {"BYDAY": "MO,TU,WE,TH,FR", "BYSETPOS": chance.choice(["1", "-1", "2"])}
    return {}


def days_of(parts: dict[str, str], start: dt.date, last: dt.date) -> list[dt.date]:
    """Return the days from `start` to `last` on which a rule that counts from `start` holds."""
    days = (start + dt.timedelta(days=number) for number in range((last - start).days + 1))
    return [day for day in days if _holds(parts, start, day)]


def _holds(parts: dict[str, str], start: dt.date, day: dt.date) -> bool:
    return _in_turn(parts, start, day) and _fits(parts, start, day) and _in_place(parts, start, day)


def _in_turn(parts: dict[str, str], start: dt.date, day: dt.date) -> bool:
    every = int(parts.get("INTERVAL", "1"))
    gone = {
        "DAILY": (day - start).days,
        "WEEKLY": (_monday(day) - _monday(start)).days // 7,
        "MONTHLY": (day.year - start.year) * 12 + day.month - start.month,
        "YEARLY": day.year - start.year,
    }[parts["FREQ"]]
    return gone % every == 0


def _fits(parts: dict[str, str], start: dt.date, day: dt.date) -> bool:
    if "BYMONTH" in parts and str(day.month) not in parts["BYMONTH"].split(","):
        return False
    if "BYMONTHDAY" in parts:
        return {str(day.day), str(day.day - _length(day) - 1)} & set(parts["BYMONTHDAY"].split(",")) != set()
    if "BYDAY" in parts:
        name = DAYS[day.weekday()]
        nth, from_end = (day.day - 1) // 7 + 1, -((_length(day) - day.day) // 7 + 1)
        return {name, f"{nth}{name}", f"{from_end}{name}"} & set(parts["BYDAY"].split(",")) != set()
    return _as_begun(parts, start, day)


def _as_begun(parts: dict[str, str], start: dt.date, day: dt.date) -> bool:
    """A rule that names no day holds on the day its beginning is."""
    return {
        "DAILY": True,
        "WEEKLY": day.weekday() == start.weekday(),
        "MONTHLY": day.day == start.day,
        "YEARLY": day.day == start.day and ("BYMONTH" in parts or day.month == start.month),
    }[parts["FREQ"]]


def _in_place(parts: dict[str, str], start: dt.date, day: dt.date) -> bool:
    """Say whether a day is the nth of its month that fits, where the rule asks for one."""
    if "BYSETPOS" not in parts:
        return True
    month = [day.replace(day=number) for number in range(1, _length(day) + 1)]
    fitting = [each for each in month if _fits(parts, start, each)]
    place = int(parts["BYSETPOS"])
    return fitting[place - 1 if place > 0 else place] == day


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _length(day: dt.date) -> int:
    return ((day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)).day
