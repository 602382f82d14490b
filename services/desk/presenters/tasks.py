"""Show who was asked for a part of the work or for advice, since when, and what they said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from services.definition.document import Document
from services.requests.models import EventPayload, RequestTask, ServiceRequest, TaskKind
from services.requests.models.task import NOT_NEEDED

ADVICE: Final[Mapping[str, str | Promise]] = {
    "setuju": gettext_lazy("setuju"),
    "tidak_setuju": gettext_lazy("tidak setuju"),
    "netral": gettext_lazy("netral"),
    "dijawab": gettext_lazy("dijawab"),
    NOT_NEEDED: gettext_lazy("tidak diperlukan lagi"),
}


@dataclass(frozen=True)
class Asked:
    """Describe one part: whom, as what, until when, and how it came out."""

    who: str
    kind: str
    open: bool
    due: datetime | None
    outcome: str
    tone: str
    question: str
    text: str


def asked(request: ServiceRequest, document: Document, agencies: set[str] | None = None) -> list[Asked]:
    """Return every part that was asked, newest first; a guest sees those of its own `agencies` only."""
    tasks = RequestTask.objects.filter(request=request).select_related("agency")
    if agencies is not None:
        tasks = tasks.filter(agency__in=agencies)
    rows = list(tasks)
    if not rows:
        return []
    payloads = _payloads(request)
    answers = {str(data.get("task")): data for _seq, kind, data in payloads if kind in {"task", "answer"}}
    questions = {str(seq): data for seq, kind, data in payloads if kind in {"fork", "consult"}}
    found = [_one(row, document, questions.get(row.fork, {}), answers.get(str(row.pk), {})) for row in rows]
    return list(reversed(found))


def _one(row: RequestTask, document: Document, question: Mapping[str, Any], answer: Mapping[str, Any]) -> Asked:
    function = document.functions.get(row.function)
    label = function.label.in_language(get_language() or "id") if function and function.label else row.function
    actions = {action.key: action.title for _state, action in document.workflow.actions()}
    outcome = str(ADVICE.get(row.outcome, actions.get(row.outcome, row.outcome)))
    return Asked(
        who=f"{label}, {row.agency.short_name or row.agency.name}",
        kind=_("Minta pendapat") if row.kind == TaskKind.CONSULT else _("Bagian kerja"),
        open=row.done_at is None,
        due=row.due_at,
        outcome=outcome or _("menunggu"),
        tone="warning" if row.done_at is None else "plain" if row.outcome == NOT_NEEDED else "positive",
        question=_words(question),
        text=_words(answer),
    )


def _payloads(request: ServiceRequest) -> list[tuple[int, str, dict[str, Any]]]:
    kinds = ["fork", "consult", "task", "answer"]
    rows = EventPayload.objects.filter(event__request=request, event__kind__in=kinds, data__isnull=False)
    return [(p.event.seq, p.event.kind, dict(p.data or {})) for p in rows.select_related("event")]


def _words(data: Mapping[str, Any]) -> str:
    """Return what people wrote into the form of the event, without what the portal noted itself."""
    texts = [
        value for name, value in data.items() if name not in {"asked", "task", "advice"} and isinstance(value, str)
    ]
    return "\n".join(texts)
