"""Let others in for their part of a request, and out again: one place, whatever ends their part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from agencies.models import Agency
from services.definition import workflow
from services.definition.document import Action, Task
from services.requests import deadlines, policies
from services.requests.engine import notices
from services.requests.engine.errors import NotAllowed, Stale
from services.requests.engine.step import Step
from services.requests.models import RequestGrant, RequestTask, ServiceRequest, TaskKind
from services.requests.models.task import NOT_NEEDED
from services.requests.prefill import facts_for
from services.requests.secrets import unseal


@dataclass(frozen=True)
class Part:
    """Describe one task to be opened: who is asked, which answers a guest may read for it, and until when."""

    agency: Agency
    function: str
    fields: tuple[str, ...]
    due: deadlines.Deadline | None


def wanted(step: Step, rule: Action) -> list[Part]:
    """Return whom this action asks with these answers, a function of an agency once; raises NotAllowed.

    Where the document names one twice and both conditions hold, it is asked once, may read what either names, and is
    due at the earlier time. An agency that cannot be asked is said at once: a task nobody sees would wait for ever.
    """
    request = step.request
    answers = unseal(request.answers, request.pk)
    tasks = workflow.tasks_of(rule, answers, facts_for(request.applicant, request))
    agencies = Agency.objects.filter(is_active=True).in_bulk({_place(step, task) for task in tasks})
    found: dict[tuple[str, str], Part] = {}
    for task in tasks:
        place = _place(step, task)
        part = _part(step, agencies.get(place), task)
        before = found.get((place, task.function))
        found[place, task.function] = _merged(before, part) if before else part
    return list(found.values())


def ask(step: Step, kind: TaskKind, parts: Iterable[Part]) -> None:
    """Open the tasks under the event just recorded, let the guests in, and tell who is asked."""
    request, event = step.request, step.event
    if event is None:
        raise AssertionError("tasks are opened under the event that asks for them")
    for part in parts:
        made = RequestTask.objects.create(
            request=request,
            kind=kind,
            fork=str(event.seq),
            function=part.function,
            agency=part.agency,
            fields=sorted(part.fields),
            opened_at=step.now,
            due_at=part.due.at if part.due else None,
            due_is_estimate=bool(part.due and part.due.estimate),
        )
        _tell(request, str(step.document.title), made, "diminta")
    share(request, step.now)


def check_fresh(step: Step, task: RequestTask) -> None:
    """Raise Stale when the task was asked after the actor's page was drawn: other answers may lie behind it."""
    if step.expected_seq is not None and int(task.fork) > step.expected_seq:
        raise Stale


def finish(step: Step, task: RequestTask, outcome: str) -> None:
    """Close one task with its outcome and who did it; its agency keeps what its other open tasks need."""
    task.outcome, task.done_at, task.assignee = outcome, step.now, step.actor.staff
    task.save(update_fields=["outcome", "done_at", "assignee"])
    share(task.request, step.now)


def reopen(request: ServiceRequest, task: str, at: datetime) -> None:
    """Open the task again that a decision finished which is now undone; "" for a decision that finished none."""
    if task:
        RequestTask.objects.filter(request=request, pk=task).update(outcome="", done_at=None, assignee=None)
        share(request, at)


def leave(step: Step, kind: TaskKind | None = None) -> None:
    """End every task that is still open, or those of one kind: the request went on, and nobody need answer any more."""
    waiting = RequestTask.objects.filter(request=step.request, done_at__isnull=True).select_related("agency")
    ended = list(waiting.filter(kind=kind) if kind else waiting)
    if not ended:
        return
    waiting.filter(pk__in=[task.pk for task in ended]).update(outcome=NOT_NEEDED, done_at=step.now)
    share(step.request, step.now)
    for task in ended:
        _tell(step.request, str(step.document.title), task, "tidak_diperlukan")


def share(request: ServiceRequest, at: datetime) -> None:
    """Let each guest agency see what its open tasks name, no more; one without an open task sees nothing."""
    needed: dict[str, set[str]] = {}
    waiting = RequestTask.objects.filter(request=request, done_at__isnull=True).exclude(agency=request.agency_id)
    for agency, fields in waiting.values_list("agency", "fields"):
        needed.setdefault(agency, set()).update(fields)
    RequestGrant.objects.filter(request=request, ends_at__isnull=True).exclude(agency__in=needed).update(ends_at=at)
    for agency, names in needed.items():
        kept = {"fields": sorted(names), "ends_at": None}
        RequestGrant.objects.update_or_create(request=request, agency_id=agency, defaults=kept)


def asked_names(parts: Iterable[Part]) -> list[dict[str, object]]:
    """Return whom an event asks, as its payload keeps it."""
    return [
        {
            "agency": part.agency.pk,
            "name": part.agency.short_name or part.agency.name,
            "function": part.function,
            "fields": sorted(part.fields),
        }
        for part in parts
    ]


def _place(step: Step, task: Task) -> str:
    """Return where a task is asked: at its own agency, at that of its function, else where the request is served."""
    function = step.document.functions.get(task.function)
    return task.agency or (function.agency if function else None) or step.request.agency_id or ""


def _part(step: Step, agency: Agency | None, task: Task) -> Part:
    request = step.request
    if agency is None:
        named = {"agency": _place(step, task)}
        raise NotAllowed(_("Kantor “%(agency)s” dalam dokumen layanan tidak ada atau tidak aktif.") % named)
    if request.confidential and agency.pk != request.agency_id:
        raise NotAllowed(_("Permohonan rahasia tidak dapat dibagikan kepada kantor lain."))
    if not policies.who_may(request, agency.pk, task.function):
        named = {"function": task.function, "agency": agency.short_name or agency.name}
        raise NotAllowed(
            _("Belum ada petugas untuk fungsi “%(function)s” di %(agency)s. Minta admin kantor itu menetapkannya.")
            % named
        )
    return Part(agency, task.function, task.fields, _due(step.now, agency, task))


def _merged(one: Part, other: Part) -> Part:
    dues = [part.due for part in (one, other) if part.due is not None]
    return replace(one, fields=(*one.fields, *other.fields), due=min(dues, key=lambda due: due.at, default=None))


def _due(now: datetime, agency: Agency, task: Task) -> deadlines.Deadline | None:
    if task.sla is None:
        return None
    calendar = deadlines.calendar_for(agency.pk)
    clock = deadlines.clock_of(task.sla.amount, task.sla.unit, task.sla.roll or "", now, (), calendar)
    return deadlines.deadline(clock)


def _tell(request: ServiceRequest, service: str, task: RequestTask, what: str) -> None:
    for staff in policies.who_may(request, task.agency_id, task.function):
        notices.tell_officer(request, service, staff, what, f"{task.pk}:{what}")
