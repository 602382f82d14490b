"""Let officers in, and take one action for them exactly as the panel does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest
from rest_framework.request import Request

from agencies.models import Staff
from services.catalogue import documents
from services.definition.document import Action, ActionType, Document
from services.desk.attempt import EVERYDAY, anywhere, rule_of
from services.desk.policies import officer, open_case
from services.outputs.life.rights import STEPS
from services.requests import engine, policies
from services.requests.actor import Actor
from services.requests.api.base import DoorView
from services.requests.models import ServiceRequest


class DeskView(DoorView):
    """Serve who works for an agency, and its systems; everybody else gets 403."""

    for_systems = True

    def officer(self, request: Request) -> tuple[Actor, Staff]:
        """Return who acts, with the staff role."""
        return officer(cast(HttpRequest, request))  # it reads nothing but the user


@dataclass(frozen=True)
class Aim:
    """Hold what is to be done to one case, checked as far as the panel checks it before the door."""

    document: Document
    rule: Action | None


def aim(actor: Actor, staff: Staff, pk: UUID, action: str) -> Aim:
    """Return the rule of an action on a case within scope; raises Http404 for what does not exist for this officer."""
    case = open_case(actor, pk)
    document = documents.load(case.version)
    rule = _rule(document, case, action)
    if not answers(action, rule) and not policies.at_home(staff, case):
        raise Http404  # a guest does its part; nothing else of the case exists for it
    return Aim(document, rule)


def take(
    actor: Actor, staff: Staff, pk: UUID, action: str, data: dict[str, Any], key: str, seq: int | None
) -> tuple[engine.Outcome, Aim | None]:
    """Walk through the door once for this key; a repeat is answered even when the case has gone elsewhere."""
    known = engine.is_repeat(pk, action, actor, key)
    aimed = None if known else aim(actor, staff, pk, action)
    return engine.perform(pk, action, actor, data=data, key=key, expected_seq=seq), aimed


def answers(action: str, rule: Action | None) -> bool:
    """Say whether an action answers what was asked: the one thing a guest does."""
    return action == "jawab" or (rule is not None and rule.type == ActionType.TASK)


def _rule(document: Document, case: ServiceRequest, action: str) -> Action | None:
    if action in EVERYDAY | STEPS:
        return None
    rule = rule_of(document, case, action) or anywhere(document, action)
    if rule is None:
        raise Http404
    return rule
