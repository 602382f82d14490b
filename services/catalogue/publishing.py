"""What publishing a version means for its service, wherever the document came from: an OPD's file or the panel."""

from __future__ import annotations

from agencies.models import Agency
from foundation import clock
from services.catalogue.models import Service, ServiceVersion, VersionStatus
from services.definition.document import Document


def next_number(service: Service) -> int:
    """Return the number of a service's next version; numbers are never used again."""
    last = ServiceVersion.objects.filter(service=service).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def replace_live(service: Service) -> None:
    """Retire the published version, so that another can take its place in the same transaction."""
    for old in ServiceVersion.objects.filter(service=service, status=VersionStatus.PUBLISHED):
        old.status = VersionStatus.RETIRED
        old.save(update_fields=["status"])


def put_live(service: Service, version: ServiceVersion, document: Document) -> None:
    """Let an approved version be what is asked from now on; the caller holds the lock on both rows."""
    replace_live(service)
    version.status, version.published_at = VersionStatus.PUBLISHED, clock.now()
    version.save()
    describe(service, document)
    service.live = version
    if service.withdrawn_at is not None:
        service.withdrawn_at, service.closed_message = None, ""
    service.save()


def take_down(service: Service, message: str) -> None:
    """Let nobody ask for a service any more, and say why; requests under way keep their version and go on."""
    replace_live(service)
    service.withdrawn_at, service.closed_message = clock.now(), message
    service.save(update_fields=["withdrawn_at", "closed_message"])


def describe(service: Service, document: Document) -> None:
    """Copy what lists need; everything Diskominfosatik configures (opening, closing, its message) stays."""
    service.code = document.code
    service.agency = Agency.objects.get(slug=document.agency) if isinstance(document.agency, str) else None
    service.category = document.category or ""
    service.title = document.title.id[:160]
    service.summary = document.summary.id[:300]
    service.search_text = " ".join([document.title.id, *document.synonyms, *document.life_events]).lower()
    service.confidential = document.access.confidential
