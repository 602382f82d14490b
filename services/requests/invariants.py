"""Say what must hold for every request whatever happened to it: after a fault, a race, a restore, or a clever caller.

`manage.py check_invariants` asks this of everything; the stateful tests ask it after every step.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max

from foundation.outbox.models import FINAL_STATES, Job
from services.catalogue import documents
from services.definition import answers as cleaning
from services.definition.document import Document
from services.requests import secrets
from services.requests.audit import verify
from services.requests.engine import agenda
from services.requests.engine.decisions import JOB
from services.requests.engine.objections import KIND
from services.requests.models import (
    FINAL_PHASES,
    Attachment,
    CorrectionItem,
    NumberSeries,
    Phase,
    RequestEvent,
    RequestGrant,
    RequestTask,
    ServiceRequest,
    SilenceEntry,
    SlaClock,
    Watch,
)

Check = Callable[[ServiceRequest, Document], Iterator[str]]


@dataclass(frozen=True)
class Violation:
    """Name what does not hold, and of which request."""

    request: UUID | None
    sentence: str


def check(requests: list[UUID] | None = None) -> Iterator[Violation]:
    """Yield everything that does not hold for these requests, or for all and for what they share."""
    found = ServiceRequest.objects.filter(is_test=False).select_related("version")
    if requests is not None:
        found = found.filter(pk__in=requests)
    for broken in verify(requests):
        yield Violation(broken.request, f"event {broken.seq}: {broken.reason}")
    for request in found.order_by("pk").iterator(chunk_size=200):
        document = documents.load(request.version)
        for each in CHECKS:
            for sentence in each(request, document):
                yield Violation(request.pk, sentence)
    if requests is None:
        for sentence in _numbers():
            yield Violation(None, sentence)


def _projection(request: ServiceRequest, document: Document) -> Iterator[str]:
    """The row says what the last event says."""
    last = RequestEvent.objects.filter(request=request).order_by("-seq").first()
    if last is None:
        if request.phase != Phase.DRAFT or request.number:
            yield "it was filed, but its history is empty"
        return
    if last.to_state != request.state:
        yield f"it stands in {request.state!r}, its history in {last.to_state!r}"
    state = document.workflow.states.get(request.state)
    if state is not None and state.phase.value != request.phase:
        yield f"its phase is {request.phase!r}, that of its state {state.phase.value!r}"
    if (request.phase == Phase.DRAFT) == bool(request.number):
        yield "a filed request has a number, and a draft has none"


def _decision(request: ServiceRequest, document: Document) -> Iterator[str]:
    """A cycle has at most one effective decision, and a pending one has a job that will settle it."""
    twice = RequestEvent.objects.filter(request=request, kind="effective").values("cycle").annotate(n=Count("id"))
    if any(row["n"] > 1 for row in twice):
        yield "one cycle has two effective decisions"
    pending = bool(request.shown_state)
    if pending != bool(request.shown_phase):
        yield "what is shown has a state without a phase, or a phase without a state"
    if pending and request.phase not in FINAL_PHASES:
        yield "a decision is pending, but the request has not ended"
    if pending and not _settles(request):
        yield "a decision is pending and no job will make it effective"
    if not pending and request.phase in {Phase.APPROVED, Phase.REJECTED}:
        made = RequestEvent.objects.filter(request=request, kind="effective", cycle=request.cycle).count()
        if made != 1:
            yield f"it was decided, and its cycle has {made} effective decisions"


def _settles(request: ServiceRequest) -> bool:
    """A note on a pending decision moves `seq` on; the job bears the number of the decision itself."""
    decided = RequestEvent.objects.filter(request=request, kind="decide").aggregate(last=Max("seq"))["last"]
    jobs = Job.objects.filter(kind=JOB, key=f"{request.pk}:{decided}")
    return jobs.exclude(state__in=FINAL_STATES).exists()


def _clocks(request: ServiceRequest, document: Document) -> Iterator[str]:
    """Clocks run while a request is open, stand while it waits for the applicant, and stop at the end."""
    running = list(SlaClock.objects.filter(request=request, stopped_at__isnull=True).prefetch_related("pauses"))
    if running and request.phase in FINAL_PHASES and not request.shown_state:
        yield "it has ended, and a clock still runs"
    waits = document.sla is not None and request.state in document.sla.pause_on
    for clock in running:
        stands = any(pause.ended_at is None for pause in clock.pauses.all())
        if clock.scope == "" and stands != waits and not request.shown_state:
            yield "the overall clock stands while the request moves, or runs while it waits"
    # What has ended keeps the deadline it had, for the figures.
    if request.due_at is not None and not running and request.phase not in FINAL_PHASES:
        yield "it has a deadline, and no clock runs"


def _watch(request: ServiceRequest, document: Document) -> Iterator[str]:
    """Whatever the clock will do, somebody looks; what has ended is left alone."""
    watched = Watch.objects.filter(request=request).exists()
    if agenda.ahead(request, document) and not watched:
        yield "something lies ahead by the clock, and nobody will look"
    if request.phase not in FINAL_PHASES or request.shown_state:
        return
    if watched:
        yield "it has ended, and is still watched"
    if SilenceEntry.objects.filter(request=request, resolved_at__isnull=True).exists():
        yield "it has ended, and its silence lasts in the register"


def _corrections(request: ServiceRequest, document: Document) -> Iterator[str]:
    """Remarks are open exactly while the applicant is asked."""
    opened = CorrectionItem.objects.filter(request=request, resolved_at__isnull=True).exists()
    if opened and request.phase not in {Phase.WAITING_APPLICANT, *FINAL_PHASES}:
        yield "remarks are open, and nobody asks the applicant"
    if request.round > document.workflow.max_rounds + 20:
        yield "it was returned without end"


def _tasks(request: ServiceRequest, document: Document) -> Iterator[str]:
    """Nobody is asked once a request has ended, and guests are in only while they are asked."""
    asked = set(
        RequestTask.objects.filter(request=request, done_at__isnull=True).values_list("agency", flat=True).distinct()
    )
    if asked and request.phase in FINAL_PHASES and not request.shown_state:
        yield "it has ended, and a task is still open"
    inside = set(RequestGrant.objects.filter(request=request, ends_at__isnull=True).values_list("agency", flat=True))
    if inside - asked:
        yield "an agency that is asked nothing any more can still see it"
    if asked - inside - {request.agency_id}:
        yield "an agency is asked for its part and cannot see the request"


def _answers(request: ServiceRequest, document: Document) -> Iterator[str]:
    """Nothing is stored that the document does not ask, and no secret in plain."""
    asked = {field.id for _page, field in document.fields()}
    if set(request.answers) - asked:
        yield "answers are stored that nobody asked"
    for name in cleaning.secret_ids(document) & set(request.answers):
        value = request.answers[name]
        if value not in (None, "", []) and not secrets.is_sealed(value):
            yield f"the secret answer {name!r} is stored in plain"


def _files(request: ServiceRequest, document: Document) -> Iterator[str]:
    """Every row of a file has its file, whole."""
    for file in Attachment.objects.filter(request=request).exclude(path=""):
        path = Path(settings.PRIVATE_ROOT) / file.path
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != file.sha256:
            yield f"the file of attachment {file.pk} is missing or was changed"


def _objection(request: ServiceRequest, document: Document) -> Iterator[str]:
    """An objection is the applicant's own, and is aimed at a decision that was in force."""
    parent, decision = request.parent, request.parent_cycle
    if parent is None or decision is None or request.kind != KIND:
        return
    if parent.applicant_id != request.applicant_id:
        yield "it objects to a decision on somebody else's request"
    if not RequestEvent.objects.filter(request=parent, kind="effective", cycle=decision).exists():
        yield "it objects to a decision that was never in force"


def _numbers() -> Iterator[str]:
    """Numbers are gapless: as many requests bear one as the series has given."""
    counted = sum(NumberSeries.objects.values_list("last", flat=True))
    borne = ServiceRequest.objects.filter(number__isnull=False).count()
    if counted != borne:
        yield f"{counted} numbers were given, {borne} requests bear one"


CHECKS: Final[tuple[Check, ...]] = (
    _projection,
    _decision,
    _clocks,
    _watch,
    _corrections,
    _tasks,
    _answers,
    _files,
    _objection,
)
