"""Reading dates and times as people write them: 22/11/2026, 22-11-2026, 2026-11-22, three boxes; 10.32, 10:32."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator

from services.definition.conditions.values import as_date
from services.definition.fields.context import Context
from services.definition.fields.texts import clean_text
from services.definition.problems import FieldProblem, ProblemCode

_DAY_FIRST = re.compile(r"([0-9]{1,2})[/\-. ]([0-9]{1,2})[/\-. ]([0-9]{4})\Z")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_TIME = re.compile(r"([0-9]{1,2})[.:]([0-9]{2})([.:]00)?\Z")
_RELATIVE = re.compile(r"today(?:([+-])([0-9]{1,4})([dmy]))?\Z")
_EARLIEST, _LATEST = date(1800, 1, 1), date(2200, 12, 31)


def _bound(text: str) -> str:
    if not _RELATIVE.match(text) and not (_ISO.match(text) and as_date(text)):
        raise ValueError('a date bound is an ISO date, "today" or "today-18y" (d, m, y)')
    return text


# A limit on dates: "2026-01-01", "today", "today+30d", "today-18y".
DateBound = Annotated[str, AfterValidator(_bound)]


def read_date(raw: Any) -> date:
    """Return the date in `raw`: text, or {day, month, year}; raise FieldProblem otherwise."""
    if isinstance(raw, Mapping):
        parts = [clean_text(raw.get(part) or "", 20) for part in ("day", "month", "year")]
        text = "/".join(parts)
    elif isinstance(raw, str):
        text = clean_text(raw, 40)
    else:
        raise FieldProblem(ProblemCode.WRONG_SHAPE)
    if match := _DAY_FIRST.match(text):
        day, month, year = map(int, match.groups())
    elif match := _ISO.match(text):
        year, month, day = map(int, match.groups())
    else:
        raise FieldProblem(ProblemCode.NOT_A_DATE)
    try:
        value = date(year, month, day)
    except ValueError:
        raise FieldProblem(ProblemCode.NOT_A_DATE) from None
    if not _EARLIEST <= value <= _LATEST:
        raise FieldProblem(ProblemCode.NOT_A_DATE)
    return value


def read_time(raw: Any) -> str:
    """Return "HH:MM" from "10.32", "10:32" or {hour, minute}; raise FieldProblem otherwise."""
    if isinstance(raw, Mapping):
        raw = ":".join(clean_text(raw.get(part) or "", 4) for part in ("hour", "minute"))
    if not isinstance(raw, str):
        raise FieldProblem(ProblemCode.WRONG_SHAPE)
    match = _TIME.match(clean_text(raw, 20).removesuffix("WIB").strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise FieldProblem(ProblemCode.NOT_A_TIME)
    return f"{int(match[1]):02}:{match[2]}"


def resolve(bound: str, today: date) -> date:
    """Return the date a bound stands for."""
    match = _RELATIVE.match(bound)
    if not match:
        return date.fromisoformat(bound)
    sign, amount, unit = match.groups()
    if not amount:
        return today
    count = int(amount) * (-1 if sign == "-" else 1)
    return today + timedelta(days=count) if unit == "d" else add_months(today, count * (12 if unit == "y" else 1))


def add_months(start: date, months: int) -> date:
    """Return the same day `months` later, or the last day of that month where it has no such day."""
    index = start.year * 12 + start.month - 1 + months
    year, month = min(max(index // 12, 1), 9998), index % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(start.day, (following - timedelta(days=1)).day))


def within_dates(value: date, least: str | None, most: str | None, context: Context) -> None:
    """Raise FieldProblem when a date lies outside its bounds; the future has its own code where `max: today`."""
    if least is not None and value < (bound := resolve(least, context.today)):
        raise FieldProblem(ProblemCode.DATE_TOO_EARLY, limit=bound.isoformat())
    if most is not None and value > (bound := resolve(most, context.today)):
        if most == "today":
            raise FieldProblem(ProblemCode.DATE_IN_FUTURE)
        raise FieldProblem(ProblemCode.DATE_TOO_LATE, limit=bound.isoformat())


def sample_date(least: str | None, most: str | None) -> date:
    """Return a date inside the bounds, seen from 22 November 2026."""
    today = date(2026, 11, 22)
    value = date(2026, 11, 20)
    if least is not None:
        value = max(value, resolve(least, today))
    if most is not None:
        value = min(value, resolve(most, today))
    return value
