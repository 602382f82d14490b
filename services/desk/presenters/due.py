"""Say in words how much time is left: working days, hours only where the promise is in hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import clock, formats
from services.catalogue import documents
from services.definition.worktime import Calendar
from services.requests.deadlines import LAST_MOMENT
from services.requests.models import FINAL_PHASES, Phase, ServiceRequest, SilenceEntry

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """Hold a deadline in words; tone is late, soon or "" and never stands without the words."""

    text: str
    tone: str
    icon: str
    date: str
    short: str  # the date for a narrow column


def due_words(request: ServiceRequest, calendar: Calendar) -> Due:
    """Return what an officer reads about the time of a request."""
    if request.phase in FINAL_PHASES:
        return _ended(request)
    if request.due_at is None:
        return _standing(request)
    return until_words(request.due_at, request.due_is_estimate, calendar)


def silence_words(request: ServiceRequest) -> str:
    """Return the red flag of a request that stands in the register of silence undecided, else ""."""
    entry = SilenceEntry.objects.filter(request=request, cycle=request.cycle, resolved_at__isnull=True).first()
    if entry is None or request.shown_state:
        return ""
    return _("Melewati batas diam %(day)s.") % {"day": formats.long_date(entry.due_at)}


def soon_until(calendar: Calendar) -> datetime:
    """Return the moment up to which a deadline is near: the end of the next working day."""
    day = calendar.next_working(clock.today() + DAY)
    return datetime.combine(day, LAST_MOMENT, clock.JAKARTA)


def _standing(request: ServiceRequest) -> Due:
    """Say why no time runs: the applicant is asked, somebody outside is waited for, or nothing was promised yet."""
    sla = documents.load(request.version).sla
    if sla is None or request.state not in sla.pause_on:
        return Due(_("Belum dihitung"), "", "clock", _("dihitung sejak berkas lengkap"), _("sejak berkas lengkap"))
    stands = _("waktu berhenti")
    if request.state_since is not None:
        stands = _("waktu berhenti sejak %(day)s") % {"day": formats.long_date(request.state_since)}
    waiting = request.phase == Phase.WAITING_APPLICANT
    return Due(_("Menunggu warga") if waiting else _("Waktu berhenti"), "", "player-pause", stands, _("waktu berhenti"))


def until_words(due_at: datetime, estimate: bool, calendar: Calendar) -> Due:
    """Return how much time is left until a moment, on the calendar of the office that has to keep it."""
    dates = _date(due_at, estimate), _short(due_at, estimate)
    if due_at < clock.now():
        return Due(_late(due_at, calendar), "late", "alert-circle", *dates)
    return Due(_left(due_at, calendar), "soon" if due_at <= soon_until(calendar) else "", "clock", *dates)


def _late(due_at: datetime, calendar: Calendar) -> str:
    today, day = clock.today(), clock.local(due_at).date()
    days = calendar.count(day, today)
    if day == today or (_by_the_hour(due_at) and clock.now() - due_at < DAY):
        hours = max(1, (clock.now() - due_at) // HOUR)
        return ngettext("Terlambat %(n)d jam", "Terlambat %(n)d jam", hours) % {"n": hours}
    if days == 0:  # the office has been closed since
        return _("Terlambat")
    return ngettext("Terlambat %(n)d hari kerja", "Terlambat %(n)d hari kerja", days) % {"n": days}


def _left(due_at: datetime, calendar: Calendar) -> str:
    today, day = clock.today(), clock.local(due_at).date()
    left = due_at - clock.now()
    if _by_the_hour(due_at) and left < 2 * DAY:
        hours = left // HOUR
        if hours == 0:
            return _("Sisa kurang dari 1 jam")
        return ngettext("Sisa %(n)d jam", "Sisa %(n)d jam", hours) % {"n": hours}
    if day == today:
        return _("Tenggat hari ini")
    days = calendar.count(today, day)
    if days == 0:
        return _("Sisa kurang dari 1 hari kerja")
    return ngettext("Sisa %(n)d hari kerja", "Sisa %(n)d hari kerja", days) % {"n": days}


def _by_the_hour(due_at: datetime) -> bool:
    return clock.local(due_at).time().replace(microsecond=0) != LAST_MOMENT


def _date(due_at: datetime, estimate: bool) -> str:
    text = formats.long_date(due_at)
    if _by_the_hour(due_at):
        text = formats.moment(due_at)
    return _("%(date)s (perkiraan)") % {"date": text} if estimate else text


def _short(due_at: datetime, estimate: bool) -> str:
    day = clock.local(due_at)
    text = f"{_(formats.DAYS[day.weekday()])}, {day.day} {_(formats.MONTHS[day.month - 1])[:3]}"
    if _by_the_hour(due_at):
        text += f", {day:%H.%M}"
    return _("%(date)s (perkiraan)") % {"date": text} if estimate else text


def _ended(request: ServiceRequest) -> Due:
    at = request.decided_at or request.updated_at
    return Due(_("Berakhir"), "", "circle-check", formats.long_date(at), formats.long_date(at, weekday=False))


def age_words(since: datetime | None, calendar: Calendar) -> str:
    """Return how long ago something came in, in working days."""
    if since is None or clock.local(since).date() == clock.today():
        return _("hari ini")
    days = calendar.count(clock.local(since).date(), clock.today())
    return ngettext("%(n)d hari kerja", "%(n)d hari kerja", days) % {"n": days}
