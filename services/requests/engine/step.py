"""Carry one change through the door: the locked request, its document, who acts, with what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from agencies.models import Staff
from services.catalogue.holdings import Holding
from services.definition.conditions import Scope
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
    acts_as: str = ""  # "plh" or "plt" beside acting_for
    office: str = ""  # the agency at which the function is held, the absent colleague's for a substitute
    scope: Scope | None = None  # what conditions may look at, worked out once for all actions of a page
    held: Sequence[Holding] | None = None  # what the actor holds for this request, where it is known already
    event: RequestEvent | None = None
    heard: Heard | None = None
    expected_seq: int | None = None  # the version of the request which the actor looked at
    before: dict[str, str] = field(default_factory=dict)  # what its form overwrote on the request, should it be undone
    secret: dict[str, str] = field(default_factory=dict)  # shown once to the actor, never stored

    def act_in(self, holding: Holding) -> None:
        """Act in one holding: its function, its agency, and whose office it is."""
        self.function, self.office = holding.function, holding.agency_id
        self.acting_for, self.acts_as = holding.acting_for, holding.acts_as


@dataclass(frozen=True)
class Outcome:
    """Tell what happened: the request as it is now, the event's place, and whether it was a repeat."""

    request: ServiceRequest
    event_seq: int
    replayed: bool = False
    follow_up: str = ""  # the code of an anonymous request
