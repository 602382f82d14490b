"""Write history: append an event to the chain and move the projection in one compare-and-set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.requests import chain
from services.requests.engine import guests, listeners
from services.requests.engine.errors import Stale
from services.requests.engine.step import Step
from services.requests.models import EventPayload, RequestEvent, ServiceRequest, Visibility

# A decision that can still be undone must find everybody at their work again.
UNSETTLED = frozenset({"decide", "undo"})
# What is over for those who were asked, whatever the state is called before and after.
OVER = frozenset({"effective", "forward"})
PROJECTION = (
    "number",
    "state",
    "phase",
    "shown_state",
    "shown_phase",
    "answers",
    "typed",
    "round",
    "agency",
    "unit",
    "region",
    "assignee",
    "due_at",
    "due_is_estimate",
    "submitted_at",
    "completed_at",
    "decided_at",
    "effective_at",
    "retain_until",
    "follow_up_hash",
    "external_number",
    "confidential",
    "restricted",
    "identity_hidden",
    "priority",
    "fee",
    "receipt_number",
    "state_since",
    "cycle",
    "trouble",
    "version",
)


def record(
    step: Step,
    kind: str,
    *,
    to_state: str | None = None,
    payload: Mapping[str, Any] | None = None,
    visibility: Visibility = Visibility.APPLICANT,
) -> RequestEvent:
    """Append one event with its payload and write the projection; raises Stale when somebody was faster."""
    request, before = step.request, step.request.seq
    event = RequestEvent(
        request=request,
        seq=before + 1,
        at=step.now,
        kind=kind,
        action=step.action,
        actor=step.actor.user,
        actor_kind=step.actor.kind,
        function=step.function,
        acting_for=step.acting_for,
        acts_as=step.acts_as,
        cycle=request.cycle,
        on_behalf_of=_behalf(step),
        from_state=request.state,
        to_state=request.state if to_state is None else to_state,
        visibility=visibility,
        key=step.key,
        prev_hash=_last_hash(request),
    )
    _save(event, payload)
    if kind == "undo":
        # As if nothing had happened: the state goes on since it began, and so does what its clock will do.
        request.state_since = _began(request, event.to_state)
    elif event.to_state != request.state or request.state_since is None:
        request.state_since = step.now
    request.state = event.to_state
    project(request, before, step)
    step.event = event
    if kind in OVER or (event.to_state != event.from_state and kind not in UNSETTLED):
        guests.leave(step)
    listeners.tell(step.document, event)
    return event


def _save(event: RequestEvent, payload: Mapping[str, Any] | None) -> None:
    salt, data = chain.new_salt(), dict(payload or {})
    event.payload_hash = chain.payload_hash(salt, data)
    event.hash = chain.event_hash(event)
    event.save(force_insert=True)
    EventPayload.objects.create(event=event, salt=salt, data=data)


def project(request: ServiceRequest, before: int, step: Step) -> None:
    """Write the locked row if it is still at `before`: as right on SQLite as under a row lock."""
    request.seq, request.updated_at = before + 1, step.now
    values = {name: getattr(request, name) for name in PROJECTION}
    changed = ServiceRequest.objects.filter(pk=request.pk, seq=before).update(
        seq=request.seq, updated_at=request.updated_at, **values
    )
    if changed != 1:
        raise Stale


def _began(request: ServiceRequest, state: str) -> datetime | None:
    entered = RequestEvent.objects.filter(request=request, to_state=state).exclude(from_state=state)
    return entered.exclude(kind="undo").order_by("-seq").values_list("at", flat=True).first()


def _last_hash(request: ServiceRequest) -> str:
    last = RequestEvent.objects.filter(request=request).order_by("-seq").values_list("hash", flat=True).first()
    return last or chain.genesis(request.pk)


def _behalf(step: Step) -> Any:
    request, actor = step.request, step.actor
    if actor.kind == "citizen" and request.applicant_id and request.applicant != actor.party:
        return request.applicant
    return None
