"""Ask for a document anew with the answers of last time."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from foundation import clock
from services.catalogue import availability, documents
from services.catalogue.models import Service, ServiceVersion
from services.definition import answers as cleaning
from services.definition.document import Document
from services.outputs.life.rights import COUNTING
from services.outputs.models import Output
from services.requests import engine
from services.requests.actor import Actor
from services.requests.engine import carrying
from services.requests.lookups import RequestLookups
from services.requests.models import Channel, ServiceRequest
from services.requests.prefill import facts_for


@dataclass(frozen=True)
class Outlook:
    """Hold what a renewal would begin with: how many answers are carried, and what waits for a new one."""

    kept: int
    again: tuple[str, ...]
    papers: tuple[str, ...]


def is_renewable(output: Output) -> bool:
    """Say whether a document counts or did until its last day, and has an owner."""
    counted = output.status in COUNTING and output.valid_until is not None
    return counted and output.erased_at is None and output.request.applicant_id is not None


def may(output: Output) -> bool:
    """Say whether it may be renewed now: its service takes requests."""
    return is_renewable(output) and version_of(output.request) is not None


def version_of(request: ServiceRequest) -> ServiceVersion | None:
    """Return the version a renewal would be of, None where the service is closed or only leads elsewhere."""
    service = Service.objects.select_related("live", "agency").filter(pk=request.service_id).first()
    if service is None or service.live is None or not availability.of(service, clock.now()).is_open:
        return None
    handoff = documents.load(service.live).handoff
    return None if handoff is not None and handoff.mode == "link" else service.live


def outlook(request: ServiceRequest, version: ServiceVersion) -> Outlook:
    """Return what a renewal would begin with, for its page; nothing is written."""
    document = documents.load(version)
    facts = facts_for(request.applicant)
    known = cleaning.prefill(document, facts, lookups=RequestLookups())
    then = carrying.carry(document, request, known, facts)
    papers = {field.id for _page, field in document.fields() if field.type == "file"}
    return Outlook(
        kept=then.kept,
        again=tuple(_label(document, name) for name in then.again if name not in papers),
        papers=tuple(_label(document, name) for name in then.again if name in papers),
    )


def begin(
    output: Output, version: ServiceVersion, actor: Actor, key: str, channel: str = Channel.WEB
) -> ServiceRequest:
    """Open the draft, once per key; raises what opening any draft raises."""
    last = output.request
    return engine.open_draft(
        version=version, actor=actor, applicant=last.applicant, channel=channel, key=key, last=last
    )


def _label(document: Document, name: str) -> str:
    field = document.field(name)
    return field.label.in_language(get_language() or "id")
