"""Lay out what stands above and beside the answers: who, where, how long still, what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from foundation import clock
from services.definition.worktime import Calendar
from services.desk.presenters.due import Due, due_words
from services.desk.presenters.people import applicant_name, area_name, staff_name
from services.requests import deadlines
from services.requests.models import FINAL_PHASES, Message, ServiceRequest, SlaClock
from services.requests.models.request import Channel
from services.requests.presenters.everyday import flagged
from services.requests.presenters.states import public_phase, public_state, state_title
from services.requests.presenters.timeline import timeline

KINDS = {"now": "wait", "done": "done", "next": "todo"}


@dataclass(frozen=True)
class Head:
    """Hold the head of a case."""

    service: str
    number: str
    applicant: str
    area: str
    channel: str
    stage: str
    phase: str
    due: Due
    priority: str
    percent: int | None
    assignee: str
    mine: bool
    ended: bool


@dataclass(frozen=True)
class Neighbours:
    """Hold the addresses beside a case in its queue, and its place there (0 when it has left it)."""

    previous_url: str
    next_url: str
    place: int
    total: int
    more: bool


def guest_head(request: ServiceRequest, due: Due | None) -> Head:
    """Return the head a guest sees: service, number, public stage, and the time of its own part."""
    return Head(
        service=request.service.title,
        number=request.number or "",
        applicant=_("Diminta oleh %(agency)s") % {"agency": _agency_name(request)},
        area="",
        channel="",
        stage=state_title(request, public_state(request)),
        phase=public_phase(request),
        due=due or Due(_("Tanpa tenggat"), "", "clock", "", ""),
        priority="",
        percent=None,
        assignee="",
        mine=False,
        ended=False,
    )


def _agency_name(request: ServiceRequest) -> str:
    return request.agency.short_name or request.agency.name if request.agency else ""


def head(request: ServiceRequest, calendar: Calendar, staff_id: int) -> Head:
    """Return the head of a case."""
    return Head(
        service=request.service.title,
        number=request.number or "",
        applicant=applicant_name(request),
        area=area_name(request),
        channel=str(Channel(request.channel).label),
        stage=state_title(request, request.state),
        phase=request.phase,
        due=due_words(request, calendar),
        priority=flagged(request.priority),
        percent=_percent(request, calendar),
        assignee=staff_name(request.assignee),
        mine=request.assignee_id == staff_id,
        ended=request.phase in FINAL_PHASES,
    )


def neighbours(pk: UUID, keys: Sequence[Any], tab: str, limit: int) -> Neighbours:
    """Return what stands before and after a case among the first keys of its tab."""
    place = keys.index(pk) if pk in keys else -1
    before = keys[place - 1] if place > 0 else None
    rest = keys[place + 1 :] if place >= 0 else keys
    return Neighbours(
        previous_url=case_url(before, tab) if before else "",
        next_url=case_url(rest[0], tab) if rest else "",
        place=place + 1,
        total=len(keys),
        more=len(keys) == limit,
    )


def case_url(pk: Any, tab: str) -> str:
    """Return the address of a case, remembering the tab it was opened from."""
    return f"{reverse('desk:work', args=[pk])}?{urlencode({'dari': tab})}"


def story(request: ServiceRequest) -> list[dict[str, Any]]:
    """Return the whole history as the timeline component draws it."""
    entries = timeline(request, staff=True)
    return [{"title": e.title, "at": e.at, "who": e.who, "remark": e.text, "kind": KINDS[e.state]} for e in entries]


def conversation(request: ServiceRequest) -> list[Message]:
    """Return the messages of a case, oldest first."""
    return list(Message.objects.filter(request=request))


def _percent(request: ServiceRequest, calendar: Calendar) -> int | None:
    """Return how much of the nearest running promise is used, None while none runs or once it is decided."""
    if request.phase in FINAL_PHASES:
        return None
    running = SlaClock.objects.filter(request=request, stopped_at__isnull=True).prefetch_related("pauses")
    row = running.order_by("due_at").first()
    if row is None:
        return None
    return min(100, deadlines.of_row(row, calendar).percent(clock.now()))
