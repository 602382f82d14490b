"""Show who was asked for a part of the work or for advice, since when and until when, and what they said."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from services.catalogue.holdings import Holding
from services.definition.document import Action, Document
from services.desk.calendars import calendar_of
from services.desk.presenters.acts import form_rows
from services.desk.presenters.due import Due, until_words
from services.requests.models import EventPayload, RequestEvent, RequestTask, ServiceRequest, TaskKind
from services.requests.models.task import NOT_NEEDED, TASK
from services.requests.presenters.people import actor_name

ADVICE: Final[Mapping[str, str | Promise]] = {
    "setuju": gettext_lazy("setuju"),
    "tidak_setuju": gettext_lazy("tidak setuju"),
    "netral": gettext_lazy("netral"),
}
OUTCOMES: Final[Mapping[str, str | Promise]] = {
    **ADVICE,
    "dijawab": gettext_lazy("dijawab"),
    NOT_NEEDED: gettext_lazy("tidak diperlukan lagi"),
}
KINDS: Final = ("fork", "consult", "task", "answer", "decide")
PEOPLE: Final = ("event__actor__staff", "event__actor__party", "event__acting_for")
Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asked:
    """Describe one part: whom, as what, since when and until when, how it came out, and in which words."""

    who: str
    kind: str
    open: bool
    since: datetime
    due: Due | None
    outcome: str
    tone: str
    note: str  # what the document tells those who are asked
    question: Rows
    answer: Rows
    by: str
    at: datetime | None


def asked(request: ServiceRequest, document: Document, agencies: Collection[str] | None = None) -> list[Asked]:
    """Return every part that was asked, newest first; a guest sees those of its own `agencies` only."""
    tasks = RequestTask.objects.filter(request=request).select_related("agency")
    if agencies is not None:
        tasks = tasks.filter(agency__in=agencies)
    return list(reversed(_many(request, document, list(tasks))))


def waiting(request: ServiceRequest, document: Document, held: Sequence[Holding], kind: TaskKind) -> list[Asked]:
    """Return the parts of one kind that wait for these holdings, the oldest first, as it is the one to be answered."""
    mine = {(holding.agency_id, holding.function) for holding in held}
    tasks = RequestTask.objects.filter(request=request, kind=kind, done_at__isnull=True).select_related("agency")
    found = [task for task in tasks.order_by("id") if (task.agency_id, task.function) in mine]
    return _many(request, document, found[:1] if kind == TaskKind.CONSULT else found)


def function_title(document: Document, name: str) -> str:
    """Return what a function is called on screens: its label, else words made of its name."""
    function = document.functions.get(name)
    if function is not None and function.label is not None:
        return function.label.in_language(get_language() or "id")
    return name.replace("_", " ").capitalize()


def kind_title(kind: str) -> str:
    """Return what is wanted of those who are asked."""
    return _("Minta pendapat") if kind == TaskKind.CONSULT else _("Bagian kerja")


def _many(request: ServiceRequest, document: Document, tasks: Sequence[RequestTask]) -> list[Asked]:
    if not tasks:
        return []
    rows = EventPayload.objects.filter(event__request=request, event__kind__in=KINDS).select_related(*PEOPLE)
    by_seq = {str(payload.event.seq): payload for payload in rows}
    by_task = {str((payload.data or {}).get(TASK, "")): payload for payload in by_seq.values()}
    rules = {(state, rule.key): rule for state, rule in document.workflow.actions()}
    return [_one(task, request, document, rules, by_seq.get(task.fork), by_task.get(str(task.pk))) for task in tasks]


def _one(
    task: RequestTask,
    request: ServiceRequest,
    document: Document,
    rules: Mapping[tuple[str, str], Action],
    question: EventPayload | None,
    answer: EventPayload | None,
) -> Asked:
    is_open = task.done_at is None
    return Asked(
        who=f"{function_title(document, task.function)}, {task.agency.short_name or task.agency.name}",
        kind=kind_title(task.kind),
        open=is_open,
        since=task.opened_at,
        due=_due(task) if is_open else None,
        outcome=_outcome(task, rules) or _("menunggu"),
        tone="warning" if is_open else "plain" if task.outcome == NOT_NEEDED else "positive",
        note=_note(task, request, question, rules),
        question=_said(request, question, rules),
        answer=_said(request, answer, rules) if not is_open else (),
        by=_by(answer.event) if answer is not None and not is_open else "",
        at=task.done_at,
    )


def _due(task: RequestTask) -> Due | None:
    return until_words(task.due_at, task.due_is_estimate, calendar_of(task.agency_id)) if task.due_at else None


def _outcome(task: RequestTask, rules: Mapping[tuple[str, str], Action]) -> str:
    titles = {rule.key: rule.title for rule in rules.values()}
    if task.kind == TaskKind.FORK and task.outcome in titles:
        return titles[task.outcome]
    return str(OUTCOMES.get(task.outcome, task.outcome))


def _note(
    task: RequestTask,
    request: ServiceRequest,
    question: EventPayload | None,
    rules: Mapping[tuple[str, str], Action],
) -> str:
    """Return what the document says to those who are asked, from the task it names for them."""
    rule = _rule(question, rules)
    named = [each for each in rule.tasks if each.function == task.function] if rule else []
    here = [each for each in named if (each.agency or request.agency_id) == task.agency_id] or named
    return "\n".join(each.note.in_language(get_language() or "id") for each in here if each.note)


def _said(request: ServiceRequest, payload: EventPayload | None, rules: Mapping[tuple[str, str], Action]) -> Rows:
    """Return what people wrote, label and words; nothing once it was forgotten."""
    data: dict[str, Any] = dict(payload.data or {}) if payload else {}
    rule = _rule(payload, rules)
    if rule is not None:
        return form_rows(rule, data, request)
    return ((_("Pendapat"), str(data["text"])),) if data.get("text") else ()


def _rule(payload: EventPayload | None, rules: Mapping[tuple[str, str], Action]) -> Action | None:
    return rules.get((payload.event.from_state, payload.event.action)) if payload else None


def _by(event: RequestEvent) -> str:
    name = actor_name(event)
    return name[:1].upper() + name[1:]
