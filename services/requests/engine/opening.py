"""Open the door: lock the row, load its document, make the step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from foundation import clock
from services.catalogue import documents
from services.requests.actor import Actor
from services.requests.engine.errors import NotFound
from services.requests.engine.step import Step
from services.requests.models import ServiceRequest


def lock(request_id: UUID) -> ServiceRequest:
    """Lock one request for this transaction; SQLite locks the whole database, PostgreSQL the row."""
    request = (
        ServiceRequest.objects.select_for_update(of=("self",))
        .select_related("service__live", "version", "applicant", "agency")
        .filter(pk=request_id)
        .first()
    )
    if request is None:
        raise NotFound
    return request


def step_for(
    request: ServiceRequest, actor: Actor, action: str, *, data: Mapping[str, Any] | None = None, key: str
) -> Step:
    """Make the step of one action on a locked request."""
    return Step(
        request=request,
        document=documents.load(request.version),
        actor=actor,
        action=action,
        rule=None,
        data=without_nul(dict(data or {})),
        key=key,
        now=clock.now(),
    )


def without_nul(value: Any) -> Any:
    """Return sent data without NUL characters, which PostgreSQL cannot keep in any text."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, Mapping):
        return {key: without_nul(each) for key, each in value.items()}
    return [without_nul(each) for each in value] if isinstance(value, list | tuple) else value
