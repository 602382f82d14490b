"""Say when, where and how often, in the words of the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from agencies.activities import feeds, rules
from agencies.models import Activity, Occurrence
from foundation import clock, formats

_EVERY: Final = {
    "DAILY": (gettext_noop("Setiap hari"), gettext_noop("Setiap %(n)s hari")),
    "WEEKLY": (gettext_noop("Setiap minggu"), gettext_noop("Setiap %(n)s minggu")),
    "MONTHLY": (gettext_noop("Setiap bulan"), gettext_noop("Setiap %(n)s bulan")),
    "YEARLY": (gettext_noop("Setiap tahun"), gettext_noop("Setiap %(n)s tahun")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one line of a list; `day` is the day it is listed under, `span` the days of one that takes several."""

    url: str
    title: str
    day: dt.date
    hours: str
    span: str
    place: str
    agency: str
    cancelled: bool
    reason: str


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Hold what is held on one day."""

    day: dt.date
    heading: str
    today: bool
    rows: list[Row]


def row(occurrence: Occurrence, first: dt.date | None = None) -> Row:
    """Return the line of a day; one that goes on stands under the first day shown."""
    activity = occurrence.activity
    return Row(
        url=page_url(activity, occurrence.day),
        title=activity.title,
        day=max(occurrence.day, first or occurrence.day),
        hours=hours(activity),
        span=span(occurrence),
        place=activity.place,
        agency=activity.agency.short_name,
        cancelled=activity.is_cancelled or occurrence.is_cancelled or occurrence.is_dropped,
        reason=reason(occurrence, activity),
    )


def grouped(rows: Iterable[Row]) -> list[DayGroup]:
    """Gather rows by day; they come by when they begin, so those that go on stand first."""
    today = clock.today()
    ordered = sorted(rows, key=lambda each: each.day)
    return [
        DayGroup(day, heading(day, today), day == today, list(group))
        for day, group in groupby(ordered, key=lambda each: each.day)
    ]


def heading(day: dt.date, today: dt.date) -> str:
    """Write a day, and beside it whether it is today or tomorrow."""
    near = {today: _("Hari ini"), today + dt.timedelta(days=1): _("Besok")}
    return f"{near[day]} · {formats.long_date(day)}" if day in near else formats.long_date(day)


def page_url(activity: Activity, day: dt.date) -> str:
    """Return the page of one day of an activity."""
    return reverse("agencies:activity", args=[activity.pk]) + f"?tanggal={day:%Y-%m-%d}"


def hours(activity: Activity) -> str:
    """Write '08.00–14.00 WIB'."""
    if activity.opens is None or activity.closes is None:
        return _("Sepanjang hari")
    return f"{activity.opens:%H.%M}–{formats.clock_time(activity.closes)}"


def span(occurrence: Occurrence) -> str:
    """Write the first and the last day of one that takes several; nothing for a single day."""
    if occurrence.last_day == occurrence.day:
        return ""
    days = {"first": formats.long_date(occurrence.day), "last": formats.long_date(occurrence.last_day)}
    return _("%(first)s sampai %(last)s") % days


def reason(occurrence: Occurrence, activity: Activity) -> str:
    """Say why a day is not held; nothing when it is."""
    said = activity.cancel_reason or occurrence.cancel_reason
    return said or (_("Jadwal kegiatan ini berubah.") if occurrence.is_dropped else "")


def repeats(activity: Activity) -> str:
    """Write how often: 'Setiap minggu: Selasa, Kamis; sampai 30 Desember 2027'; nothing for once."""
    if not activity.rule:
        return ""
    parts = rules.read(activity.rule)
    every, every_n = _EVERY[parts["FREQ"]]
    number = parts.get("INTERVAL", "1")
    words = _(every) if number == "1" else _(every_n) % {"n": number}
    if days := _weekdays(parts):
        words = f"{words}: {days}"
    end = {"words": words, "day": formats.long_date(activity.until_day, weekday=False)}
    return _("%(words)s; sampai %(day)s") % end


def _weekdays(parts: Mapping[str, str]) -> str:
    """Name the weekdays of a weekly rule; finer rules are told by their dates alone."""
    if parts["FREQ"] != "WEEKLY" or "BYDAY" not in parts:
        return ""
    return ", ".join(_(formats.DAYS[rules.DAYS.index(day)]) for day in parts["BYDAY"].split(","))


def places(occurrence: Occurrence, activity: Activity) -> str:
    """Say how many places are left; nothing when nobody needs to register."""
    if activity.capacity is None:
        return ""
    left = max(activity.capacity - occurrence.taken, 0)
    if not left:
        return _("Semua tempat sudah terisi.")
    return ngettext("Masih ada %(left)s tempat.", "Masih ada %(left)s tempat.", left) % {"left": formats.number(left)}


def share_text(occurrence: Occurrence, activity: Activity) -> str:
    """Write what somebody sends on: what, when, where, who, and the page that stays right."""
    off = activity.is_cancelled or occurrence.is_cancelled or occurrence.is_dropped
    title = _("DIBATALKAN: %(title)s") % {"title": activity.title} if off else activity.title
    when = span(occurrence) or formats.long_date(occurrence.day)
    lines = [title, f"{when}, {hours(activity)}", activity.place, activity.agency.name]
    return "\n".join([*lines, feeds.address(activity, occurrence.day)])


def whatsapp(text: str) -> str:
    """Return the address that opens WhatsApp with a text, to nobody in particular."""
    return f"https://wa.me/?text={quote(text)}"
