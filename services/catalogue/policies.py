"""Say who may write, propose and approve the documents of services."""

from __future__ import annotations

from typing import Any

from agencies import policies
from services.catalogue.models import Service, ServiceVersion, Source
from services.definition.document import Document


def may_write(user: Any, service: Service) -> bool:
    """Say whether an account may write versions of a service: its OPD's own admin, and Diskominfosatik."""
    return service.source == Source.PANEL and policies.manages(user, service.agency_id)


def may_begin(user: Any) -> bool:
    """Say whether an account may write the first document of a service: whoever keeps the facts of an agency."""
    return policies.managed_agencies(user) != frozenset()


def may_approve(user: Any) -> bool:
    """Say whether an account may approve, publish and take down: Diskominfosatik alone."""
    return policies.is_platform_admin(user)


def may_be_of(user: Any, document: Document) -> bool:
    """Say whether an account may write a document for the agency it names; several agencies are Diskominfosatik's."""
    return policies.manages(user, document.agency if isinstance(document.agency, str) else None)


def is_author(user: Any, version: ServiceVersion) -> bool:
    """Say whether an account wrote or proposed a version, and so may not approve it."""
    return user.pk in {version.written_by_id, version.proposed_by_id}
