"""Say when an office is open: its hours in words, and whether it is open now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.models import Holiday, HolidayKind, WorkCalendar
from foundation import clock, formats

AHEAD: Final = dt.timedelta(days=31)  # no row of holidays is longer
DEFAULT: Final = ""


@dataclass(frozen=True)
class Hours:
    """Hold an office's week, and the days off ahead with their names."""

    weekdays: frozenset[int]
    opens: dt.time
    closes: dt.time
    verified: bool
    days_off: Mapping[dt.date, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Write the week as "Senin sampai Jumat, 08.00 sampai 16.00 WIB"."""
        times = {"opens": _short(self.opens), "closes": formats.clock_time(self.closes)}
        return f"{_days(self.weekdays)}, " + _("%(opens)s sampai %(closes)s") % times

    def works(self, day: dt.date) -> bool:
        """Say whether the office opens on a day."""
        return day.isoweekday() in self.weekdays and day not in self.days_off


@dataclass(frozen=True)
class Opening:
    """Hold whether an office is open at a moment, in words; hours nobody verified make no promise."""

    is_open: bool
    verified: bool
    state: str
    remark: str


def hours_of(agencies: Iterable[str], today: dt.date) -> dict[str, Hours]:
    """Return the hours of agencies (two queries however many they are)."""
    wanted = list(agencies)
    rows = WorkCalendar.objects.filter(Q(agency__isnull=True) | Q(agency__in=wanted))
    known = {row.agency_id or DEFAULT: row for row in rows}
    default = known.get(DEFAULT) or _unwritten()
    coming = list(Holiday.objects.filter(date__gte=today, date__lte=today + AHEAD).order_by("date", "id"))
    return {slug: _hours(known.get(slug, default), coming) for slug in wanted}


def usual() -> Hours:
    """Return the week of an office of which nothing can be read, without asking the database."""
    return _hours(_unwritten(), [])


def _unwritten() -> WorkCalendar:
    calendar = WorkCalendar()
    calendar.clean_fields(exclude=["id", "agency"])  # an unsaved row holds its times as text
    return calendar


def opening(hours: Hours, now: dt.datetime) -> Opening:
    """Say whether an office is open at a moment, until when, or when it opens next."""
    here = clock.local(now)
    day, time = here.date(), here.time()
    if hours.works(day) and hours.opens <= time < hours.closes:
        remark = _("Sampai %(time)s hari ini.") % {"time": formats.clock_time(hours.closes)}
        return Opening(True, hours.verified, _("Buka sekarang"), remark)
    reason = _("Hari ini libur: %(name)s.") % {"name": hours.days_off[day]} if day in hours.days_off else ""
    return Opening(False, hours.verified, _("Sedang tutup"), " ".join(filter(None, [reason, _next(hours, day, time)])))


def _next(hours: Hours, day: dt.date, time: dt.time) -> str:
    first = 0 if time < hours.opens else 1
    for ahead in range(first, AHEAD.days):
        coming = day + dt.timedelta(days=ahead)
        if hours.works(coming):
            words = {"day": formats.long_date(coming), "time": formats.clock_time(hours.opens)}
            return _("Buka lagi %(day)s, %(time)s.") % words
    return ""


def _hours(row: WorkCalendar, coming: Iterable[Holiday]) -> Hours:
    off = {} if not row.follows_holidays else {
        each.date: each.name
        for each in coming
        if not (row.counts_joint_leave and each.kind == HolidayKind.JOINT_LEAVE)
    }  # fmt: skip
    return Hours(frozenset(int(day) for day in row.weekdays), row.opens, row.closes, row.verified, off)


def _short(time: dt.time) -> str:
    return f"{time.hour:02d}.{time.minute:02d}"


def _days(weekdays: frozenset[int]) -> str:
    days = sorted(weekdays)
    names = [_(formats.DAYS[day - 1]) for day in days]
    if len(days) == 7:
        return _("Setiap hari")
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _("%(first)s sampai %(last)s") % {"first": names[0], "last": names[-1]}
    return ", ".join(names)
