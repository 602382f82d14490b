"""Tell the story of a request from its events, to one side, without personal data of the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from services.catalogue import documents
from services.definition.document import Action, Document
from services.requests.models import FINAL_PHASES, RequestEvent, ServiceRequest, Visibility
from services.requests.presenters import everyday, watching
from services.requests.presenters.people import actor_name
from services.requests.presenters.states import public_phase, public_state, state_text, state_title
from services.requests.presenters.steps import step_titles

# What the applicant reads as somebody's deed; entering a state is credited to nobody: whoever moved it is done.
NAMED: Final = frozenset({"submit", "complete", "return", "resubmit", "withdraw"})
TOLD: Final = ("alasan", "remark")  # what an action's data tell the applicant, the first of them


@dataclass(frozen=True)
class Entry:
    """Describe one line of the story; `state` is done, now or next."""

    title: str
    at: datetime | None
    who: str
    text: str
    state: str


def timeline(request: ServiceRequest, *, staff: bool = False) -> list[Entry]:
    """Return the story, newest first; the applicant sees no internal step, no pending decision, and messages apart."""
    events = RequestEvent.objects.filter(request=request).select_related(
        "actor__staff", "actor__party", "acting_for", "payload"
    )
    history = list(events.order_by("-seq"))
    shown = [e for e in history if staff or _is_step(e)]
    document = documents.load(request.version)
    # A date that moved is no stage: the stage below it is still the present one.
    newest = next((e for e in shown if e.kind not in watching.KINDS), None)
    entries = [_entry(request, document, e, _said_in(e, history, staff), staff, newest=e is newest) for e in shown]
    return _ahead(request, document) + entries if not staff else entries


def written(request: ServiceRequest, event: RequestEvent) -> str:
    """Return what the applicant reads of one event: the reason, the remark, the dates."""
    return _text(documents.load(request.version), event, staff=False)


def _is_step(event: RequestEvent) -> bool:
    return event.visibility != Visibility.INTERNAL and event.kind != "message"


def _said_in(event: RequestEvent, history: Iterable[RequestEvent], staff: bool) -> RequestEvent:
    """Return the event whose words stand beside this one.

    The applicant never sees the decision itself, which could still be undone, so what takes effect carries its reason.
    """
    if staff or event.kind != "effective":
        return event
    return next((e for e in history if e.kind == "decide" and e.seq < event.seq), event)


def _entry(
    request: ServiceRequest, document: Document, event: RequestEvent, said: RequestEvent, staff: bool, *, newest: bool
) -> Entry:
    ended = (request.phase if staff else public_phase(request)) in FINAL_PHASES
    return Entry(
        title=_title(request, document, event),
        at=event.at,
        who=_capital(actor_name(event)) if staff or event.kind in NAMED else "",
        text=_text(document, said, staff),
        state="now" if newest and not ended else "done",
    )


def _capital(name: str) -> str:
    """Begin with a capital and leave names inside as they are ("Verifikator Disdukcapil")."""
    return name[:1].upper() + name[1:]


def _title(request: ServiceRequest, document: Document, event: RequestEvent) -> str:
    fixed = step_titles()
    if event.kind in fixed:
        return fixed[event.kind]
    if event.kind in everyday.TITLES and (title := everyday.TITLES[event.kind](event)):
        return title
    if event.kind == "decide":
        return _("Putusan: %(state)s") % {"state": state_title(request, event.to_state)}
    return state_title(request, event.to_state)


def _text(document: Document, event: RequestEvent, staff: bool) -> str:
    if event.kind in everyday.TEXTS:
        # What offices write to one another is read inside, but for an answer the document shows the applicant.
        shown = staff or event.kind == "answer"
        return everyday.TEXTS[event.kind](document, event) if shown else ""
    payload = getattr(event, "payload", None)
    data = (payload.data or {}) if payload else {}
    if staff and event.kind == "submit" and data.get("priority"):
        return everyday.flagged(str(data["priority"]))
    if said := watching.sentence(event, data):
        return " ".join(part for part in (said, str(data.get("alasan", ""))) if part)
    names = ("text", "reason", *TOLD) if staff else TOLD
    return said_with(everyday.rule_of(document, event), data, names)


def said_with(rule: Action | None, data: Mapping[str, Any], names: Sequence[str] = TOLD) -> str:
    """Return what the applicant reads of an action taken with these data, before or after it is taken."""
    return _shown(rule, data) or next((str(data[n]) for n in names if data.get(n)), "")


def _shown(rule: Action | None, data: Mapping[str, Any]) -> str:
    """Return what was written into the form of an action that the document lets the applicant read."""
    if rule is None or not rule.shown:
        return ""
    return " ".join(str(data[field.id]) for field in rule.form if field.type == "long_text" and data.get(field.id))


def _ahead(request: ServiceRequest, document: Document) -> list[Entry]:
    """Return the states still to come on the shortest way to approval, farthest first."""
    if public_phase(request) in FINAL_PHASES:
        return []
    ahead = [Entry(state_title(request, key), None, "", "", "next") for key in _way(document, public_state(request))]
    return list(reversed(ahead))


def _way(document: Document, start: str) -> list[str]:
    states, paths, seen = document.workflow.states, [[start]], {start}
    while paths:
        path = paths.pop(0)
        state = states.get(path[-1])
        if state is None:
            return []
        if state.phase == "approved":
            return path[1:]
        for target in _steps_on(state.actions, seen):
            seen.add(target)
            paths.append([*path, target])
    return []


def _steps_on(actions: Iterable[object], seen: set[str]) -> list[str]:
    targets = [getattr(a, "to", None) for a in actions]
    return [t for t in dict.fromkeys(targets) if t and t not in seen]


def next_sentence(request: ServiceRequest) -> str:
    """Return the one sentence that says where the request is and what happens next."""
    return state_text(request, public_state(request))
