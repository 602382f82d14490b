"""Change a draft: keep what a screen made of its document, undo the last change, know what somebody began from."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from citizens.models import User
from citizens.presenters import user_display
from foundation import clock
from services.builder.models import Edit
from services.catalogue import versions
from services.catalogue.models import Service, ServiceVersion, VersionStatus
from services.catalogue.versions import VersionRefused

KEPT: Final = 100  # changes of one draft that can be undone


def current(service: Service) -> ServiceVersion | None:
    """Return what the screens show: the open version, or else what is live."""
    return service.versions.filter(status__in=versions.OPEN).first() or service.live


def newest(services: QuerySet[Service]) -> list[ServiceVersion]:
    """Return the same for many services, those that have one."""
    opened = ServiceVersion.objects.filter(status__in=versions.OPEN)
    rows = services.prefetch_related(Prefetch("versions", opened, to_attr="opened"))
    found = [next(iter(getattr(service, "opened", ())), service.live) for service in rows]
    return [version for version in found if version is not None]


def keep(service: Service, user: User, base: str, data: dict[str, Any], what: str) -> ServiceVersion:
    """Write a document into the draft and remember what it was before; raises VersionRefused."""
    with transaction.atomic():
        draft = versions.open_draft(service, user)
        before, checksum = draft.document, draft.checksum
        written = versions.write(draft, data, user, base=base)
        if written.checksum != checksum:
            Edit.objects.create(
                version=written,
                before=before,
                before_checksum=checksum,
                after_checksum=written.checksum,
                what=what[:200],
                author=user,
                made_at=clock.now(),
            )
            _forget_the_oldest(written)
        return written


def last_edit(version: ServiceVersion | None) -> Edit | None:
    """Return the change that made a draft what it is, if it can be undone."""
    if version is None or version.status != VersionStatus.DRAFT:
        return None
    rows = Edit.objects.filter(version=version, undone_at__isnull=True, after_checksum=version.checksum)
    return rows.select_related("author__party").first()


def undo(version: ServiceVersion, user: User, base: str) -> Edit:
    """Give a draft back what it was before its last change; raises VersionRefused."""
    with transaction.atomic():
        edit = last_edit(version)
        if edit is None or version.checksum != base:
            raise VersionRefused(_("Tidak ada perubahan yang dapat diurungkan. Muat ulang halaman ini."))
        versions.write(version, edit.before, user, base=base)
        edit.undone_at = clock.now()
        edit.save(update_fields=["undone_at"])
        return edit


def document_of(service: Service, checksum: str) -> dict[str, Any] | None:
    """Return the document somebody began from by its fingerprint, None where it is not kept any more."""
    found: dict[str, Any] | None
    found = service.versions.filter(checksum=checksum).values_list("document", flat=True).first()
    if found is None:
        edits = Edit.objects.filter(version__service=service, before_checksum=checksum)
        found = edits.values_list("before", flat=True).first()
    return found


def author_of(version: ServiceVersion) -> str:
    """Return the name of whoever wrote a draft last."""
    return user_display(version.written_by) if version.written_by else _("seseorang")


def _forget_the_oldest(version: ServiceVersion) -> None:
    old = Edit.objects.filter(version=version).order_by("-made_at", "-id").values_list("pk", flat=True)[KEPT:]
    Edit.objects.filter(pk__in=list(old)).delete()
