"""Change a live service safely: draft, propose, approve as somebody else, publish, restore; never edit what is live."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from citizens.models import User
from foundation import clock
from services.catalogue import documents
from services.catalogue.models import Service, ServiceVersion, Source, VersionStatus
from services.catalogue.publishing import describe, next_number, replace_live
from services.definition import document as definition
from services.definition.diff import Change, diff
from services.definition.document import Document
from services.definition.errors import DocumentError
from services.definition.lint import Finding, lint
from services.definition.world import World

OPEN = (VersionStatus.DRAFT, VersionStatus.PROPOSED)


class VersionRefused(Exception):
    """Refuse a step in the life of a version, in a sentence; `findings` names what lint found."""

    def __init__(self, sentence: str, findings: list[Finding] | None = None) -> None:
        """Keep the sentence and the findings."""
        super().__init__(sentence)
        self.sentence = sentence
        self.findings = findings or []


def open_draft(service: Service, author: User) -> ServiceVersion:
    """Return the one open draft of a service, made from its live version where there is none yet."""
    with transaction.atomic():
        found = _locked(service)
        _check_configurable(found)
        draft = found.versions.filter(status__in=OPEN).first()
        if draft is None:
            draft = _add(found, found.live.document if found.live else _bare(found), VersionStatus.DRAFT, author)
        return draft


def write(draft: ServiceVersion, data: Mapping[str, Any]) -> ServiceVersion:
    """Keep a document in a draft; raises VersionRefused where it is no document, or the version is no draft."""
    try:
        parsed = definition.parse(data)
    except DocumentError as error:
        raise VersionRefused(str(error)) from error
    if (parsed.slug, parsed.code) != (draft.service_id, draft.service.code):
        raise VersionRefused(_("Kode dan slug layanan tidak dapat diubah."))
    document, checksum = definition.to_data(parsed), definition.checksum(parsed)
    changed = ServiceVersion.objects.filter(pk=draft.pk, status=VersionStatus.DRAFT).update(
        document=document, checksum=checksum
    )
    if changed != 1:
        raise VersionRefused(_("Versi ini bukan draf lagi."))
    draft.refresh_from_db()
    return draft


def propose(draft: ServiceVersion, author: User, world: World, note: str = "") -> ServiceVersion:
    """Offer a draft for approval; refused while lint finds an error."""
    with transaction.atomic():
        version = _version(draft, VersionStatus.DRAFT)
        _check_lint(documents.load(version), world)
        version.status, version.proposed_by, version.note = VersionStatus.PROPOSED, author, note[:300]
        version.save(update_fields=["status", "proposed_by", "note"])
        return version


def send_back(proposed: ServiceVersion, note: str) -> ServiceVersion:
    """Make a proposal a draft again, with what is to be mended."""
    with transaction.atomic():
        version = _version(proposed, VersionStatus.PROPOSED)
        version.status, version.note = VersionStatus.DRAFT, note[:300]
        version.save(update_fields=["status", "note"])
        return version


def approve(proposed: ServiceVersion, approver: User, world: World) -> ServiceVersion:
    """Publish a proposal as somebody other than its author; requests under way stay on the version they began with."""
    with transaction.atomic():
        service = _locked(proposed.service)
        version = _version(proposed, VersionStatus.PROPOSED)
        if version.proposed_by_id == approver.pk:
            raise VersionRefused(_("Empat mata: yang mengusulkan tidak dapat menyetujui usulannya sendiri."))
        document = documents.load(version)
        _check_lint(document, world)
        replace_live(service)
        version.status, version.approved_by, version.published_at = VersionStatus.PUBLISHED, approver, clock.now()
        version.save(update_fields=["status", "approved_by", "published_at"])
        describe(service, document)
        service.live = version
        service.save()
        return version


def restore(old: ServiceVersion, author: User, world: World) -> ServiceVersion:
    """Propose an old document under a new number; somebody else still approves it."""
    with transaction.atomic():
        service = _locked(old.service)
        _check_configurable(service)
        if old.status != VersionStatus.RETIRED:
            raise VersionRefused(_("Hanya versi yang pernah terbit dan sudah digantikan yang dapat dipulihkan."))
        if service.versions.filter(status__in=OPEN).exists():
            raise VersionRefused(_("Masih ada draf atau usulan terbuka. Selesaikan dahulu."))
        _check_lint(documents.load(old), world)
        note = _("Memulihkan versi %(number)s") % {"number": old.number}
        return _add(service, old.document, VersionStatus.PROPOSED, author, note)


def changes(old: ServiceVersion, new: ServiceVersion) -> list[Change]:
    """Return what differs between two versions, each with what it means for requests under way."""
    return diff(documents.load(old), documents.load(new))


def _add(
    service: Service, data: Mapping[str, Any], status: VersionStatus, author: User, note: str = ""
) -> ServiceVersion:
    parsed = definition.parse(data)
    return ServiceVersion.objects.create(
        service=service,
        number=next_number(service),
        status=status,
        document=definition.to_data(parsed),
        checksum=definition.checksum(parsed),
        proposed_by=author,
        note=note,
    )


def _bare(service: Service) -> dict[str, Any]:
    """Return the least a document of a new service can be: its names."""
    if service.agency_id is None:
        raise VersionRefused(_("Pilih OPD pemilik layanan dahulu."))
    return {
        "schema": 1,
        "code": service.code,
        "slug": service.slug,
        "agency": service.agency_id,
        "title": service.title,
    }


def _locked(service: Service) -> Service:
    return Service.objects.select_for_update(of=("self",)).select_related("live").get(pk=service.pk)


def _version(version: ServiceVersion, status: VersionStatus) -> ServiceVersion:
    found = ServiceVersion.objects.select_for_update(of=("self",)).filter(pk=version.pk, status=status).first()
    if found is None:
        raise VersionRefused(_("Versi ini sudah berubah sejak halaman dibuka. Muat ulang."))
    return found


def _check_configurable(service: Service) -> None:
    if service.source == Source.FILE:
        raise VersionRefused(
            _("Layanan ini datang dari berkas OPD. Gandakan sebagai layanan yang dapat diatur dahulu.")
        )


def _check_lint(document: Document, world: World) -> None:
    errors = [finding for finding in lint(document, world) if finding.severity == "error"]
    if errors:
        raise VersionRefused(_("Dokumen layanan belum boleh terbit. Perbaiki temuan di bawah ini."), errors)
