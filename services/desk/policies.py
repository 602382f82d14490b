"""Let in officers alone, and open only what lies within their scope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from agencies.models import Staff
from services.catalogue import documents
from services.catalogue.holdings import Holding
from services.definition.document import Document
from services.requests import policies
from services.requests.actor import Actor
from services.requests.engine import functions_now
from services.requests.models import Phase, RequestGrant, ServiceRequest

# What is asked for instead of a field when somebody wants to know who filed a request that hides it.
IDENTITY: Final = "$pelapor"


def officer(request: HttpRequest) -> tuple[Actor, Staff]:
    """Return who works here, with the staff role; raises PermissionDenied for everybody else."""
    actor = Actor.at_desk(request.user)
    if actor is None or actor.staff is None:
        raise PermissionDenied
    return actor, actor.staff


def open_case(actor: Actor, pk: UUID) -> ServiceRequest:
    """Return a request the officer may know of; raises Http404 for every other, as if it did not exist."""
    rows = policies.visible_to(actor).select_related("service", "version", "agency")
    found = rows.select_related("applicant__village__parent", "region__parent", "assignee__user__party")
    case = found.filter(pk=pk).first()
    if case is None:
        raise Http404
    return case


def has_a_step(request: ServiceRequest, document: Document, held: Sequence[Holding]) -> bool:
    """Say whether it is this officer's office that has the word, in one of the functions held.

    Only then is a case offered for the taking: whoever took it otherwise could do nothing with it.
    """
    if request.phase != Phase.IN_PROCESS:
        return False
    return bool(policies.at_home_in(request, held) & functions_now(request, document))


def shared_fields(request: ServiceRequest, staff: Staff) -> frozenset[str] | None:
    """Return the fields a guest agency was let into, None for the request's own agency, which sees all."""
    held = policies.holdings(staff)
    if policies.at_home(staff, request, held):
        return None
    guests = policies.guest_agencies(staff, request, held)
    grants = RequestGrant.objects.filter(request=request, agency__in=guests, ends_at__isnull=True)
    return frozenset(field for fields in grants.values_list("fields", flat=True) for field in fields)


def may_learn_identity(request: ServiceRequest, staff: Staff) -> bool:
    """Say whether an officer may open who filed a request that hides it: in a function its document names for that."""
    if not request.identity_hidden or request.applicant_id is None:
        return False
    held = policies.at_home_in(request, policies.holdings_for(staff, request))
    return bool(held & set(documents.load(request.version).access.identity))
