"""Look at what a bundle would change, and take it in as drafts: replaced by slug, never a twin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from citizens.models import User
from services.builder import actions
from services.builder.bundles import Sent
from services.builder.presenters.plain import sentence
from services.catalogue import documents, policies, versions
from services.catalogue.models import Service, Source, VersionStatus
from services.catalogue.registry import registry
from services.catalogue.versions import VersionRefused
from services.catalogue.world import DatabaseWorld
from services.definition import document as definition
from services.definition.diff import diff
from services.definition.document import Document
from services.definition.lint import Code, lint

# What lives in code or in another portal's tables: a document that names it could never run here.
FOREIGN = frozenset({Code.MISSING_HOOK, Code.UNKNOWN_AGENCY})


@dataclass(frozen=True)
class Line:
    """Say what taking one document in means: new, changed, the same, or refused and why."""

    slug: str
    title: str
    what: str
    said: str = ""
    changes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    data: dict[str, Any] | None = field(default=None, compare=False)

    @property
    def counts(self) -> bool:
        """Say whether something would be written."""
        return self.what in ("baru", "berubah")


def look(sent: Iterable[Sent], user: User | None) -> list[Line]:
    """Return what each document would do; nothing is written. Without a user, whoever runs the command may do all."""
    world = DatabaseWorld(registry)
    return [_line(each, user, world) for each in sent]


def take(lines: Iterable[Line], user: User) -> int:
    """Write what counts as drafts, all or nothing; returns how many. Raises VersionRefused."""
    written = 0
    with transaction.atomic():
        for line in lines:
            if not line.counts or line.data is None:
                continue
            service = Service.objects.filter(pk=line.slug).first()
            if service is None:
                versions.new_service(definition.parse(line.data), user)
            else:
                base = actions.current(service)
                actions.keep(service, user, base.checksum if base else "", line.data, _("impor"))
            written += 1
    return written


def _line(sent: Sent, user: User | None, world: DatabaseWorld) -> Line:
    if sent.data is None:
        return Line(sent.slug, sent.slug, "ditolak", sent.fault)
    document = definition.parse(sent.data)
    title = document.title.id
    refused = _refused(document, user)
    findings = [finding for finding in lint(document, world) if finding.severity == "error"]
    foreign = next((finding for finding in findings if finding.code in FOREIGN), None)
    if foreign is not None:
        refused = refused or f"{foreign.path}: {sentence(foreign.code)}"
    if refused:
        return Line(sent.slug, title, "ditolak", refused)
    warnings = tuple(f"{finding.path}: {sentence(finding.code)}" for finding in findings[:5])
    service = Service.objects.filter(pk=sent.slug).select_related("live").first()
    current = actions.current(service) if service is not None else None
    if current is None:
        return Line(sent.slug, title, "baru", warnings=warnings, data=sent.data)
    if current.checksum == sent.checksum:
        return Line(sent.slug, title, "sama", data=sent.data)
    found = tuple(change.path for change in diff(documents.load(current), document))
    return Line(sent.slug, title, "berubah", changes=found, warnings=warnings, data=sent.data)


def _refused(document: Document, user: User | None) -> str:
    if user is not None and not policies.may_be_of(user, document):
        return _("agency: dokumen ini milik perangkat daerah lain.")
    service = Service.objects.filter(pk=document.slug).first()
    if service is None:
        taken = Service.objects.filter(code=document.code).exists()
        return _("code: kode ini sudah dipakai layanan lain.") if taken else ""
    if service.source == Source.FILE:
        return _("Layanan ini datang dari berkas OPD dan tidak diganti dari sini.")
    if user is not None and not policies.may_write(user, service):
        return _("agency: dokumen ini milik perangkat daerah lain.")
    if service.code != document.code:
        return _("code: kode layanan tidak dapat diubah.")
    waits = service.versions.filter(status__in=(VersionStatus.PROPOSED, VersionStatus.APPROVED)).exists()
    return _("Versi layanan ini sedang diperiksa. Kembalikan menjadi draf dahulu.") if waits else ""


__all__ = ["Line", "VersionRefused", "look", "take"]
