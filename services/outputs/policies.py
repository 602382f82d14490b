"""Say who may fetch which document: the applicant what is issued, staff of the case the drafts too."""

from __future__ import annotations

from uuid import UUID

from services.outputs.life.rights import COUNTING
from services.outputs.models import Output
from services.requests import policies
from services.requests.actor import Actor


def for_applicant(actor: Actor, request_id: UUID, output_id: UUID) -> Output | None:
    """Return a document of the actor's own request that counts or whose time is over, or None; nothing destroyed."""
    own = policies.visible_to(actor).filter(pk=request_id)
    rows = Output.objects.select_related("request__applicant", "request__agency")
    return rows.filter(pk=output_id, request__in=own, status__in=COUNTING, erased_at__isnull=True).first()


def for_desk(actor: Actor | None, request_id: UUID, output_id: UUID) -> Output | None:
    """Return a document, draft or issued, of a request on this officer's desk, or None."""
    if actor is None or actor.staff is None:
        return None
    seen = policies.visible_to(actor).filter(pk=request_id)
    rows = Output.objects.select_related("request__applicant", "request__agency")
    found = rows.filter(pk=output_id, request__in=seen, erased_at__isnull=True).first()
    # A guest agency sees the answers shared for its part, never a document of the case.
    return found if found is not None and policies.at_home(actor.staff, found.request) else None
