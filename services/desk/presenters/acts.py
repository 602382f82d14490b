"""Show what colleagues wrote into the forms of their own actions: a number, a date, a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import get_language

from services.definition.document import Action, ActionType, Document
from services.definition.fields import View, show, type_of
from services.requests.lookups import RequestLookups
from services.requests.models import EventPayload, ServiceRequest
from services.requests.presenters.people import actor_name

ASKED: Final = frozenset({ActionType.FORK, ActionType.TASK, ActionType.CONSULT})


@dataclass(frozen=True)
class Act:
    """Hold one action that carried a form."""

    title: str
    who: str
    at: datetime
    rows: tuple[tuple[str, str], ...]


def acts(request: ServiceRequest, document: Document) -> list[Act]:
    """Return what officers filled in, oldest first; destroyed payloads show nothing.

    Questions to others and their answers stand with those who were asked.
    """
    actions = [(state, rule) for state, rule in document.workflow.actions() if rule.type not in ASKED]
    forms = {(state, rule.key): rule for state, rule in actions if rule.form}
    keys = {key for _state, key in forms}
    payloads = EventPayload.objects.filter(event__request=request, event__action__in=keys, data__isnull=False)
    found = []
    people = ("event__actor__staff", "event__actor__party", "event__acting_for")
    for payload in payloads.select_related(*people).order_by("event__seq"):
        event = payload.event
        rule = forms.get((event.from_state, event.action))
        rows = form_rows(rule, payload.data or {}, request) if rule is not None else ()
        if rule is not None and rows:
            found.append(Act(rule.title, _capital(actor_name(event)), event.at, rows))
    return found


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def form_rows(rule: Action, data: dict[str, Any], request: ServiceRequest) -> tuple[tuple[str, str], ...]:
    """Return what was filled into an action's own form, as label and words."""
    language = get_language() or "id"
    view = View(language, RequestLookups(request))
    given = [f for f in rule.form if f.id in data and not type_of(f).is_blank(data[f.id])]
    return tuple((f.label.in_language(language), show(data[f.id], f, view)) for f in given)
