"""Carry one change through the door: the locked request, its document, who acts, with what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from agencies.models import Staff
from services.definition.document import Action, Document
from services.definition.problems import Problem
from services.requests.actor import Actor
from services.requests.models import RequestEvent, ServiceRequest


@dataclass(frozen=True)
class Heard:
    """Hold what an OPD's hooks said about one set of answers, before the door opened."""

    digest: str
    problems: tuple[Problem, ...] = ()
    fee: int | None = None
    failures: tuple[str, ...] = ()  # names of hooks that raised, hung or gave no usable answer


@dataclass
class Step:
    """Hold everything a move needs; the request is the locked row, and only it is written."""

    request: ServiceRequest
    document: Document
    actor: Actor
    action: str
    rule: Action | None  # None for the actions every service has (claim, note, ...)
    data: Mapping[str, Any]
    key: str
    now: datetime
    function: str = ""
    acting_for: Staff | None = None  # the absent colleague whose function is exercised
    event: RequestEvent | None = None
    heard: Heard | None = None
    secret: dict[str, str] = field(default_factory=dict)  # shown once to the actor, never stored


@dataclass(frozen=True)
class Outcome:
    """Tell what happened: the request as it is now, the event's place, and whether it was a repeat."""

    request: ServiceRequest
    event_seq: int
    replayed: bool = False
    follow_up: str = ""  # the code of an anonymous request
