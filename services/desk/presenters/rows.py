"""Lay a case out as one line of the queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agencies.models import Staff
from services.catalogue import documents
from services.catalogue.holdings import Holding
from services.definition.document import Document
from services.definition.worktime import Calendar
from services.desk.policies import has_a_step
from services.desk.presenters.due import Due, age_words, due_words, until_words
from services.desk.presenters.people import applicant_name, area_name, staff_name
from services.desk.presenters.tasks import function_title, kind_title
from services.requests.models import FINAL_PHASES, RequestTask, ServiceRequest
from services.requests.presenters.everyday import flagged
from services.requests.presenters.states import public_phase, public_state, state_title


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


def asked_row(task: RequestTask, document: Document, calendar: Calendar, tab: str) -> QueueRow:
    """Return the line of one part that waits, as a guest may see it: who asks for what, and until when."""
    request = task.request
    asking = request.agency.short_name or request.agency.name if request.agency else ""
    none = Due(_("Tanpa tenggat"), "", "clock", "", "")
    return QueueRow(
        pk=str(request.pk),
        number=request.number or "",
        service=request.service.title,
        url=f"{reverse('desk:work', args=[request.pk])}?{urlencode({'dari': tab})}",
        claim_url="",
        seq=request.seq,
        applicant=asking,
        area=kind_title(task.kind),
        stage=state_title(request, public_state(request)),
        phase=public_phase(request),
        due=until_words(task.due_at, task.due_is_estimate, calendar) if task.due_at else none,
        priority="",
        age=age_words(task.opened_at, calendar),
        assignee=function_title(document, task.function),
        mine=False,
        ended=False,
    )


def queue_row(request: ServiceRequest, staff: Staff, held: Sequence[Holding], calendar: Calendar, tab: str) -> QueueRow:
    """Return the line of one request as this officer, who holds these functions, sees it."""
    free = request.assignee_id is None and has_a_step(request, documents.load(request.version), held)
    return QueueRow(
        pk=str(request.pk),
        number=request.number or "",
        service=request.service.title,
        url=f"{reverse('desk:work', args=[request.pk])}?{urlencode({'dari': tab})}",
        claim_url=reverse("desk:act", args=[request.pk, "ambil"]) if free else "",
        seq=request.seq,
        applicant=applicant_name(request),
        area=area_name(request),
        stage=state_title(request, request.state),
        phase=request.phase,
        due=due_words(request, calendar),
        priority=flagged(request.priority),
        age=age_words(request.submitted_at, calendar),
        assignee=staff_name(request.assignee),
        mine=request.assignee_id == staff.pk,
        ended=request.phase in FINAL_PHASES,
    )
