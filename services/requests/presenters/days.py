"""Lay the promised time out as boxes: one a working day, filled when used; no percentage, no countdown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation import clock as wall
from foundation import formats
from services.catalogue import documents
from services.definition.worktime import Clock
from services.requests import deadlines
from services.requests.models import FINAL_PHASES, Phase, ServiceRequest, SlaClock
from services.requests.presenters.states import public_phase, public_state, state_title

MOST_BOXES = 30
SECONDS_AN_HOUR = 3600


@dataclass(frozen=True)
class Box:
    """Describe one promised working day; `day` is known for used ones."""

    number: int
    used: bool
    day: date | None


@dataclass(frozen=True)
class Track:
    """Describe the promise of a request and how much of it is used."""

    amount: int
    unit: str
    boxes: tuple[Box, ...]
    used: int
    left: int
    due_at: datetime | None
    estimate: bool
    pause_words: str  # since when and why the time stands, "" while it runs
    answer_by: datetime | None  # the applicant's own time to answer, where the stage has one
    due_if_resumed: date | None  # the new deadline if the applicant answers on `resume_on`
    resume_on: date | None
    late: bool
    ended: bool


def day_track(request: ServiceRequest) -> Track | None:
    """Return the track of the overall clock, or None before the document's start of time."""
    row = SlaClock.objects.filter(request=request, scope="").prefetch_related("pauses").order_by("-pk").first()
    ended = public_phase(request) in FINAL_PHASES
    if row is None or (row.stopped_at is not None and not ended):  # reopened, and its time does not run yet
        return None
    calendar = deadlines.calendar_for(request.agency_id or "")
    pure = deadlines.of_row(row, calendar)
    until = row.stopped_at or wall.now()
    # The stored date is the promise: another calendar moves it openly, and never after it was missed.
    due_at = None if deadlines.deadline(pure) is None else row.due_at
    resume_on = calendar.next_working(wall.today() + timedelta(days=1)) if pure.standing else None
    return Track(
        amount=row.amount,
        unit=row.unit,
        boxes=_boxes(pure, until) if row.unit == "working_days" else (),
        used=_days_used(pure, until),
        left=max(0, row.amount - _days_used(pure, until)),
        due_at=due_at,
        estimate=row.is_estimate,
        pause_words=_pause_words(request, row) if pure.standing else "",
        answer_by=_answer_by(request),
        due_if_resumed=_due_if(pure, resume_on),
        resume_on=resume_on,
        late=due_at is not None and until > due_at,
        ended=ended,
    )


def _pause_words(request: ServiceRequest, row: SlaClock) -> str:
    """Say since when the time stands and why, as the applicant may know it."""
    pause = list(row.pauses.all())[-1]
    state = documents.load(request.version).workflow.states.get(pause.reason)
    words = {"day": formats.long_date(pause.began_at)}
    if state is None or Phase(state.phase) == Phase.WAITING_APPLICANT:
        return _("Waktu berhenti sejak %(day)s karena menunggu perbaikan Anda.") % words
    if state.who is not None:
        who = state.who.in_language(get_language() or "id")
        return _("Waktu berhenti sejak %(day)s karena menunggu %(who)s.") % (words | {"who": who})
    stage = state_title(request, pause.reason)
    return _("Waktu berhenti sejak %(day)s selama tahap “%(stage)s”.") % (words | {"stage": stage})


def _answer_by(request: ServiceRequest) -> datetime | None:
    state = documents.load(request.version).workflow.states.get(public_state(request))
    if public_phase(request) != Phase.WAITING_APPLICANT or state is None or state.sla is None:
        return None
    own = SlaClock.objects.filter(request=request, scope=public_state(request), stopped_at__isnull=True)
    return own.values_list("due_at", flat=True).first()


def _days_used(pure: Clock, until: datetime) -> int:
    used = pure.used(until)
    return used // SECONDS_AN_HOUR if pure.unit in {"hours", "office_hours"} else used


def _boxes(pure: Clock, until: datetime) -> tuple[Box, ...]:
    days = _used_days(pure, until)
    shown = min(max(pure.amount, len(days)), MOST_BOXES)
    return tuple(Box(n + 1, n < len(days), days[n] if n < len(days) else None) for n in range(shown))


def _used_days(pure: Clock, until: datetime) -> list[date]:
    """Return the working days that counted: after each start, up to the pause that followed, office by office."""
    days: list[date] = []
    begin, last = pure.calendar.day_of(pure.started), pure.calendar.day_of(until)
    for pause, calendar in zip(pure.pauses, pure.calendars, strict=False):
        days += calendar.days_after(begin, min(calendar.day_of(pause.begin), last))
        if pause.until is None:
            return days
        begin = calendar.day_of(pause.until)
    return days + list(pure.calendar.days_after(begin, last))


def _due_if(pure: Clock, resume_on: date | None) -> date | None:
    if resume_on is None:
        return None
    moment = datetime.combine(resume_on, pure.calendar.opens, wall.JAKARTA)
    found = deadlines.deadline(pure.resume(moment))
    return None if found is None else wall.local(found.at).date()
