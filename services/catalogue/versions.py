"""Change a live service safely: draft, propose, approve as somebody else, publish, restore; never edit what is live."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from citizens.models import User
from foundation import clock
from foundation.outbox import enqueue
from services.catalogue import documents
from services.catalogue.models import Service, ServiceVersion, Source, VersionStatus
from services.catalogue.publishing import next_number, put_live, take_down
from services.definition import document as definition
from services.definition.diff import Change, diff
from services.definition.document import Document
from services.definition.errors import DocumentError
from services.definition.lint import Finding, lint
from services.definition.world import World

OPEN: Final = (VersionStatus.DRAFT, VersionStatus.PROPOSED, VersionStatus.APPROVED)
JOB: Final = "catalogue.publish"


class VersionRefused(Exception):
    """Refuse a step in the life of a version, in a sentence; `findings` names what lint found."""

    def __init__(self, sentence: str, findings: list[Finding] | None = None) -> None:
        """Keep the sentence and the findings."""
        super().__init__(sentence)
        self.sentence = sentence
        self.findings = findings or []


def new_service(document: Document, author: User) -> ServiceVersion:
    """Make a service of the panel's own from a document, as a draft; nobody sees it before it is approved."""
    title, agency = document.title.id[:160], document.agency if isinstance(document.agency, str) else None
    taken = VersionRefused(_("Kode atau slug ini sudah dipakai layanan lain. Pilih yang lain; keduanya tidak berubah."))
    if Service.objects.filter(slug=document.slug).exists() or Service.objects.filter(code=document.code).exists():
        raise taken
    try:
        with transaction.atomic():
            service = Service.objects.create(
                slug=document.slug, code=document.code, source=Source.PANEL, title=title, agency_id=agency
            )
            return _add(service, definition.to_data(document), author)
    except IntegrityError as error:  # somebody else was a moment earlier
        raise taken from error


def open_draft(service: Service, author: User) -> ServiceVersion:
    """Return the one open draft of a service, made from its live version where there is none yet."""
    with transaction.atomic():
        found = _locked(service)
        _check_configurable(found)
        draft = found.versions.filter(status__in=OPEN).first()
        if draft is None:
            draft = _add(found, found.live.document if found.live else _bare(found), author)
        return draft


def write(draft: ServiceVersion, data: Mapping[str, Any], author: User, base: str = "") -> ServiceVersion:
    """Keep a document in a draft; raises VersionRefused where it is no document, or the version is no draft.

    `base` is the checksum of what the author began from: what a colleague wrote meanwhile is not overwritten.
    """
    try:
        parsed = definition.parse(data)
    except DocumentError as error:
        raise VersionRefused(str(error)) from error
    if (parsed.slug, parsed.code) != (draft.service_id, draft.service.code):
        raise VersionRefused(_("Kode dan slug layanan tidak dapat diubah."))
    document, checksum = definition.to_data(parsed), definition.checksum(parsed)
    rows = ServiceVersion.objects.filter(pk=draft.pk, status=VersionStatus.DRAFT)
    # Who sends the same document again has written nothing.
    if not rows.filter(checksum=checksum).exists():
        unchanged = rows.filter(checksum=base) if base else rows
        if unchanged.update(document=document, checksum=checksum, written_by=author) != 1:
            raise VersionRefused(
                _("Draf ini sudah diubah atau diusulkan orang lain. Salin teks Anda, lalu muat ulang.")
            )
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
    """Make a proposal, or an approved version before its day, a draft again, with what is to be mended."""
    with transaction.atomic():
        version = _version(proposed, VersionStatus.PROPOSED, VersionStatus.APPROVED)
        version.status, version.note = VersionStatus.DRAFT, note[:300]
        version.approved_by = version.publish_at = None
        version.save(update_fields=["status", "note", "approved_by", "publish_at"])
        return version


def discard(draft: ServiceVersion, note: str) -> ServiceVersion:
    """Lay an open draft aside for good; its number is never used again."""
    with transaction.atomic():
        version = _version(draft, VersionStatus.DRAFT)
        version.status, version.note = VersionStatus.RETIRED, note[:300]
        version.save(update_fields=["status", "note"])
        return version


def approve(
    proposed: ServiceVersion, approver: User, world: World, publish_at: dt.datetime | None = None
) -> ServiceVersion:
    """Publish a proposal as somebody other than its author, at once or from a moment on.

    Requests under way stay on the version they began with.
    """
    with transaction.atomic():
        service = _locked(proposed.service)
        version = _version(proposed, VersionStatus.PROPOSED)
        if approver.pk in {version.proposed_by_id, version.written_by_id}:
            raise VersionRefused(
                _("Empat mata: yang menulis atau mengusulkan tidak dapat menyetujui usulannya sendiri.")
            )
        document = documents.load(version)
        _check_lint(document, world)
        version.approved_by = approver
        if publish_at is None or publish_at <= clock.now():
            put_live(service, version, document)
            return version
        version.status, version.publish_at = VersionStatus.APPROVED, publish_at
        version.save(update_fields=["status", "approved_by", "publish_at"])
        key = f"{version.pk} {publish_at:%Y%m%d%H%M}"
        enqueue(JOB, {"version": str(version.pk)}, key=key, not_before=publish_at)
        return version


def publish_due(pk: UUID) -> None:
    """Publish an approved version whose day has come; one that was sent back or put off meanwhile waits."""
    with transaction.atomic():
        found = ServiceVersion.objects.select_related("service").filter(pk=pk).first()
        if found is None:
            return
        service = _locked(found.service)
        approved = ServiceVersion.objects.select_for_update(of=("self",)).filter(status=VersionStatus.APPROVED)
        version = approved.filter(pk=pk, publish_at__lte=clock.now()).first()
        if version is not None:
            put_live(service, version, documents.load(version))


def retire(service: Service, message: str) -> None:
    """Take a service of the panel's own down, in words for citizens; a restored version brings it back."""
    with transaction.atomic():
        found = _locked(service)
        _check_configurable(found)
        if found.live is None:
            raise VersionRefused(_("Layanan ini belum pernah terbit."))
        if found.versions.filter(status=VersionStatus.APPROVED).exists():
            raise VersionRefused(_("Sebuah versi sudah dijadwalkan terbit. Kembalikan versi itu menjadi draf dahulu."))
        if found.withdrawn_at is None:
            take_down(found, message[:300])


def restore(old: ServiceVersion, author: User) -> ServiceVersion:
    """Make a draft of an old document under a new number; two people still bring it back."""
    with transaction.atomic():
        service = _locked(old.service)
        _check_configurable(service)
        if old.status != VersionStatus.RETIRED or old.published_at is None:
            raise VersionRefused(_("Hanya versi yang pernah terbit dan sudah digantikan yang dapat dipulihkan."))
        if service.versions.filter(status__in=OPEN).exists():
            raise VersionRefused(_("Masih ada draf atau usulan terbuka. Selesaikan dahulu."))
        note = _("Memulihkan versi %(number)s") % {"number": old.number}
        return _add(service, old.document, author, note)


def changes(old: ServiceVersion, new: ServiceVersion) -> list[Change]:
    """Return what differs between two versions, each with what it means for requests under way."""
    return diff(documents.load(old), documents.load(new))


def _add(service: Service, data: Mapping[str, Any], author: User, note: str = "") -> ServiceVersion:
    parsed = definition.parse(data)
    return ServiceVersion.objects.create(
        service=service,
        number=next_number(service),
        document=definition.to_data(parsed),
        checksum=definition.checksum(parsed),
        written_by=author,
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


def _version(version: ServiceVersion, *statuses: VersionStatus) -> ServiceVersion:
    rows = ServiceVersion.objects.select_for_update(of=("self",))
    found = rows.filter(pk=version.pk, status__in=statuses).first()
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
