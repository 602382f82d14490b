"""Give the activities as an iCalendar feed that a phone keeps up to date by itself."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.activities import ics, queries, rules, schedule
from agencies.models import Activity, Occurrence
from foundation import clock

MOST: Final = 500  # activities of one feed
PAST: Final = dt.timedelta(days=31)  # how long what is over stays, so that a calendar need not forget at once
DOMAIN: Final = "kegiatan.serangkab.go.id"


def feed(wanted: queries.Wanted, name: str) -> bytes:
    """Return the feed of what is asked for (two queries)."""
    rows = queries.public_activities(wanted).filter(until_day__gte=clock.today() - PAST)
    return calendar(list(rows.order_by("until_day", "id")[:MOST]), name)


def calendar(activities: list[Activity], name: str) -> bytes:
    """Return a calendar of activities, with the days that were cancelled (one query)."""
    cancelled = _cancelled(activities)
    lines: list[ics.Line] = []
    for activity in activities:
        rows = cancelled[activity.pk]
        if activity.rule:
            lines += _event(activity, activity.cancel_reason if activity.is_cancelled else "")
            for row in rows:
                lines += _cancelled_day(activity, row)
        else:  # its one day and the whole of it are the same event
            lines += _event(activity, activity.cancel_reason or (rows[0].cancel_reason if rows else ""))
    return _file(lines, name)


def one_day(activity: Activity, row: Occurrence) -> bytes:
    """Return a calendar of one day alone, under a name of its own, for whoever comes that day (no query)."""
    off = activity.cancel_reason or row.cancel_reason or (_("Jadwal kegiatan ini berubah.") if row.is_dropped else "")
    lines = [*_head(activity, f"-{row.day:%Y%m%d}"), *_times(activity, row.day), *_words(activity, off)]
    return _file([*lines, ("END", "VEVENT")], activity.title)


def rule_line(activity: Activity) -> str:
    """Return the rule as iCalendar wants it: its end is a moment in UTC where the beginning has hours."""
    parts = rules.read(activity.rule)
    if "UNTIL" in parts:
        parts["UNTIL"] = parts["UNTIL"][:8]
        if activity.opens is not None:
            until = dt.date.fromisoformat(parts["UNTIL"])
            parts["UNTIL"] = ics.utc(schedule.moments(activity, until)[0])
    return rules.write(parts)


def _file(lines: Iterable[ics.Line], name: str) -> bytes:
    head = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Kabupaten Serang//Portal SPBE//ID"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", ics.text(name)),
        ("X-WR-TIMEZONE", ics.ZONE),
        ("REFRESH-INTERVAL;VALUE=DURATION", "PT6H"),
        ("X-PUBLISHED-TTL", "PT6H"),
        *ics.TIMEZONE,
    ]
    return ics.write([*head, *lines, ("END", "VCALENDAR")])


def _event(activity: Activity, off: str) -> Iterator[ics.Line]:
    """Write an activity; `off` says why it is cancelled, "" when it is held."""
    yield from _head(activity)
    yield from _times(activity, activity.first_day)
    if activity.rule:
        yield "RRULE", rule_line(activity)
    yield from _words(activity, off)
    yield "END", "VEVENT"


def _cancelled_day(activity: Activity, row: Occurrence) -> Iterator[ics.Line]:
    yield from _head(activity)
    yield _stamp(activity, "RECURRENCE-ID", row.day)
    yield from _times(activity, row.day)
    yield from _words(activity, row.cancel_reason)
    yield "END", "VEVENT"


def _head(activity: Activity, part: str = "") -> Iterator[ics.Line]:
    yield "BEGIN", "VEVENT"
    yield "UID", f"{activity.pk}{part}@{DOMAIN}"
    yield "DTSTAMP", ics.utc(activity.updated_at)
    yield "LAST-MODIFIED", ics.utc(activity.updated_at)
    yield "SEQUENCE", str(activity.revision)


def _times(activity: Activity, day: dt.date) -> Iterator[ics.Line]:
    yield _stamp(activity, "DTSTART", day)
    end = schedule.moments(activity, day)[1]
    if activity.opens is None:
        yield ics.day("DTEND", clock.local(end).date())  # the day after the last one, as the format has it
    else:
        yield ics.moment("DTEND", end)


def _stamp(activity: Activity, name: str, day: dt.date) -> ics.Line:
    return ics.day(name, day) if activity.opens is None else ics.moment(name, schedule.moments(activity, day)[0])


def _words(activity: Activity, off: str) -> Iterator[ics.Line]:
    title = _("Dibatalkan: %(title)s") % {"title": activity.title} if off else activity.title
    lines = [off, activity.description, activity.for_whom, activity.contact, activity.agency.name]
    yield "SUMMARY", ics.text(title)
    yield "LOCATION", ics.text(activity.place)
    yield "DESCRIPTION", ics.text("\n".join(line for line in lines if line))
    yield "CATEGORIES", ics.text(activity.agency.short_name)
    yield "URL", address(activity)
    yield "STATUS", "CANCELLED" if off else "CONFIRMED"


def address(activity: Activity, day: dt.date | None = None) -> str:
    """Return where an activity is read about, for calendars and messages outside the portal."""
    path = reverse("agencies:activity", args=[activity.pk])
    return f"{settings.PORTAL_URL}{path}" + (f"?tanggal={day:%Y-%m-%d}" if day else "")


def _cancelled(activities: Iterable[Activity]) -> dict[UUID, list[Occurrence]]:
    """Return the cancelled days of those that are not cancelled as a whole."""
    held = [activity.pk for activity in activities if not activity.is_cancelled]
    rows = Occurrence.objects.filter(activity__in=held, is_cancelled=True, is_dropped=False)
    found: dict[UUID, list[Occurrence]] = defaultdict(list)
    for row in rows.order_by("day", "id"):
        found[row.activity_id].append(row)
    return found
