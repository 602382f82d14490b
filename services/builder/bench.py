"""Hold what one screen works on: the service, its open draft, the document in both shapes, and its problems."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from services.builder import actions
from services.builder.models import Edit
from services.builder.presenters.troubles import Trouble, counts, troubles
from services.catalogue import documents
from services.catalogue.models import Service, ServiceVersion, VersionStatus
from services.catalogue.registry import registry
from services.catalogue.world import DatabaseWorld
from services.definition.document import Document
from services.definition.lint import Finding, lint


@dataclass
class Bench:
    """Read one service as the screens show it; nothing is written here."""

    request: HttpRequest
    service: Service
    version: ServiceVersion

    @property
    def user(self) -> Any:
        """Return who works."""
        return self.request.user

    @property
    def data(self) -> dict[str, Any]:
        """Return the document as JSON data; a caller that changes it takes a copy."""
        found: dict[str, Any] = self.version.document
        return found

    def copy(self) -> dict[str, Any]:
        """Return a copy to change."""
        return copy.deepcopy(self.data)

    @property
    def base(self) -> str:
        """Return the fingerprint of what is shown, so that nobody overwrites a colleague."""
        return self.version.checksum

    @cached_property
    def document(self) -> Document:
        """Return the typed document."""
        return documents.load(self.version)

    @property
    def open(self) -> bool:
        """Say whether the document may be changed: nothing is proposed or waits for its day."""
        return self.version.status in (VersionStatus.DRAFT, VersionStatus.PUBLISHED, VersionStatus.RETIRED)

    @property
    def is_draft(self) -> bool:
        """Say whether there is a draft already."""
        return bool(self.version.status == VersionStatus.DRAFT)

    @cached_property
    def findings(self) -> list[Finding]:
        """Return what lint finds in the world as it is now."""
        return lint(self.document, DatabaseWorld(registry))

    @cached_property
    def troubles(self) -> list[Trouble]:
        """Return the same for people, each with its place."""
        return troubles(self.findings, self.document, self.data)

    @cached_property
    def counts(self) -> dict[str, tuple[int, int]]:
        """Return errors and warnings by step."""
        return counts(self.troubles)

    @cached_property
    def last_edit(self) -> Edit | None:
        """Return the change that can be undone."""
        return actions.last_edit(self.version)

    def on(self, step: str) -> list[Trouble]:
        """Return the problems of one step."""
        return [each for each in self.troubles if each.step == step]
