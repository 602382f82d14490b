"""Lay a case out as one line of the queue."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agencies.models import Staff
from services.definition.worktime import Calendar
from services.desk.presenters.due import Due, age_words, due_words
from services.desk.presenters.people import applicant_name, area_name, staff_name
from services.requests.models import FINAL_PHASES, Phase, ServiceRequest
from services.requests.presenters.everyday import flagged
from services.requests.presenters.states import state_title


@dataclass(frozen=True)
class QueueRow:
    """Hold one line of the queue, in words."""

    pk: str
    number: str
    service: str
    url: str
    claim_url: str
    seq: int
    applicant: str
    area: str
    stage: str
    phase: str
    due: Due
    priority: str
    age: str
    assignee: str
    mine: bool
    ended: bool


def queue_row(
    request: ServiceRequest, staff: Staff, calendar: Calendar, tab: str, homes: Collection[str] | None = None
) -> QueueRow:
    """Return the line of one request as this officer sees it; a guest is told neither who applied nor who works on it.

    `homes` are the agencies the officer is no guest of, None for every one.
    """
    guest = homes is not None and request.agency_id not in homes
    free = request.phase == Phase.IN_PROCESS and request.assignee_id is None and not guest
    return QueueRow(
        pk=str(request.pk),
        number=request.number or "",
        service=request.service.title,
        url=f"{reverse('desk:work', args=[request.pk])}?{urlencode({'dari': tab})}",
        claim_url=reverse("desk:act", args=[request.pk, "ambil"]) if free else "",
        seq=request.seq,
        applicant=_("Dimintai bagian oleh kantor lain") if guest else applicant_name(request),
        area="" if guest else area_name(request),
        stage=state_title(request, request.state),
        phase=request.phase,
        due=due_words(request, calendar),
        priority="" if guest else flagged(request.priority),
        age=age_words(request.submitted_at, calendar),
        assignee="" if guest else staff_name(request.assignee),
        mine=request.assignee_id == staff.pk,
        ended=request.phase in FINAL_PHASES,
    )
