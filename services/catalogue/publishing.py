"""What publishing a version means for its service, wherever the document came from: an OPD's file or the panel."""

from __future__ import annotations

from agencies.models import Agency
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


def describe(service: Service, document: Document) -> None:
    """Copy what lists need; everything Diskominfosatik configures (opening, closing, its message) stays."""
    service.code = document.code
    service.agency = Agency.objects.get(slug=document.agency) if isinstance(document.agency, str) else None
    service.category = document.category or ""
    service.title = document.title.id[:160]
    service.summary = document.summary.id[:300]
    service.search_text = " ".join([document.title.id, *document.synonyms, *document.life_events]).lower()
    service.confidential = document.access.confidential
