"""Give the working week of an agency as plain data; services turns it into its own calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from agencies.models import DecreedYear, Holiday, HolidayKind, WorkCalendar


@dataclass(frozen=True)
class WorkingWeek:
    """Hold when an agency works: ISO weekdays (1 is Monday), days off, decreed years and office hours."""

    weekdays: frozenset[int]
    holidays: frozenset[dt.date]
    years: frozenset[int]
    opens: dt.time
    closes: dt.time
    verified: bool


def working_week(agency: str = "") -> WorkingWeek:
    """Return the agency's own week, else the default one, else Monday to Friday 08.00-16.00 (three queries)."""
    rows = {row.agency_id or "": row for row in WorkCalendar.objects.filter(agency__in=[agency])} if agency else {}
    row = rows.get(agency) or WorkCalendar.objects.filter(agency__isnull=True).first() or WorkCalendar()
    row.clean_fields(exclude=["id", "agency"])  # an unsaved row holds its times as text
    return WorkingWeek(
        weekdays=frozenset(int(day) for day in row.weekdays),
        holidays=_days_off(row),
        years=frozenset(DecreedYear.objects.values_list("year", flat=True)),
        opens=row.opens,
        closes=row.closes,
        verified=row.verified,
    )


def _days_off(row: WorkCalendar) -> frozenset[dt.date]:
    if not row.follows_holidays:
        return frozenset()
    days = Holiday.objects.all()
    if row.counts_joint_leave:
        days = days.exclude(kind=HolidayKind.JOINT_LEAVE)
    return frozenset(days.values_list("date", flat=True))
