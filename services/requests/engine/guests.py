"""Let others in for their part of a request, and out again: one place, whatever ends their part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from agencies.models import Agency
from services.definition import workflow
from services.definition.document import Action, Task
from services.requests import deadlines
from services.requests.engine.step import Step
from services.requests.models import RequestGrant, RequestTask, ServiceRequest, TaskKind
from services.requests.models.task import NOT_NEEDED
from services.requests.prefill import facts_for
from services.requests.secrets import unseal


def wanted(step: Step, rule: Action) -> list[tuple[Agency, Task]]:
    """Return whom this action asks with these answers, each agency found; a function is asked once at one agency."""
    request = step.request
    answers = unseal(request.answers, request.pk)
    tasks = workflow.tasks_of(rule, answers, facts_for(request.applicant, request))
    found = {(task.agency or request.agency_id or "", task.function): task for task in reversed(tasks)}
    agencies = Agency.objects.in_bulk({agency for agency, _function in found})
    return [(agencies[agency], task) for (agency, _function), task in reversed(found.items())]


def ask(step: Step, kind: TaskKind, asked: Iterable[tuple[Agency, Task]]) -> list[RequestTask]:
    """Open the tasks under the event just recorded, each due on the calendar of the agency that is asked."""
    if step.event is None:
        raise AssertionError("tasks are opened under the event that asks for them")
    made = []
    for agency, task in asked:
        due = _due(step.now, agency, task)
        made.append(
            RequestTask.objects.create(
                request=step.request,
                kind=kind,
                fork=str(step.event.seq),
                function=task.function,
                agency=agency,
                due_at=due,
            )
        )
        _grant(step.request, agency, task.fields)
    return made


def asked_names(asked: Iterable[tuple[Agency, Task]]) -> list[dict[str, Any]]:
    """Return whom an event asks, as its payload keeps it."""
    return [{"agency": agency.pk, "function": task.function, "fields": list(task.fields)} for agency, task in asked]


def finish(task: RequestTask, outcome: str, at: datetime) -> None:
    """Close one task; its agency stays in only while another of its tasks is open."""
    task.outcome, task.done_at = outcome, at
    task.save(update_fields=["outcome", "done_at"])
    _close_grants(task.request, at)


def leave(request: ServiceRequest, at: datetime) -> None:
    """End every part that is still open, because the request has left the state in which it was asked for."""
    open_tasks = RequestTask.objects.filter(request=request, done_at__isnull=True)
    if open_tasks.update(outcome=NOT_NEEDED, done_at=at):
        _close_grants(request, at)


def _grant(request: ServiceRequest, agency: Agency, fields: Iterable[str]) -> None:
    """Let an agency see these answers besides what another open task of its own shows it already."""
    if agency.pk == request.agency_id:
        return
    grant = RequestGrant.objects.filter(request=request, agency=agency).first()
    if grant is None:
        RequestGrant.objects.create(request=request, agency=agency, fields=sorted(set(fields)))
        return
    before = grant.fields if grant.ends_at is None else []
    grant.fields, grant.ends_at = sorted({*before, *fields}), None
    grant.save(update_fields=["fields", "ends_at"])


def _close_grants(request: ServiceRequest, at: datetime) -> None:
    inside = RequestTask.objects.filter(request=request, done_at__isnull=True).values("agency")
    RequestGrant.objects.filter(request=request, ends_at__isnull=True).exclude(agency__in=inside).update(ends_at=at)


def _due(now: datetime, agency: Agency, task: Task) -> datetime | None:
    if task.sla is None:
        return None
    calendar = deadlines.calendar_for(agency.pk)
    clock = deadlines.clock_of(task.sla.amount, task.sla.unit, task.sla.roll or "", now, (), calendar)
    found = deadlines.deadline(clock)
    return found.at if found is not None else None
