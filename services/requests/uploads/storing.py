"""Take one uploaded file in: recognised, made harmless, written whole, and only then known to the database."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import IO, Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from citizens.models import User
from foundation import clock
from foundation.ids import uuid7
from services.definition.fields.file import FileField
from services.requests import files
from services.requests.models import Attachment, ServiceRequest
from services.requests.uploads import disk, images, names, pdfs, quota, scanning, sniff
from services.requests.uploads.problems import UploadCode, UploadProblem

FAMILY: Final = {"image": sniff.IMAGES, "pdf": frozenset({sniff.Kind.PDF})}


@dataclass(frozen=True)
class Harmless:
    """Hold what will be stored: new bytes, their type and how many pages they have."""

    data: bytes
    mime: str
    extension: str
    pages: int = 1


def store(request: ServiceRequest, field: FileField, sent: UploadedFile[Any], user: User | None) -> Attachment:
    """Keep one file of one field; raises UploadProblem and then leaves nothing behind."""
    if not sent.size or sent.file is None:
        raise UploadProblem(UploadCode.EMPTY)
    if sent.size > quota.size_limit(field):
        raise UploadProblem(UploadCode.TOO_BIG, limit=quota.size_limit(field) / quota.MEGABYTE)
    ready = make_harmless(sent.file, accepted(field))
    quota.check(request, len(ready.data), user)
    pk = uuid7()
    path = disk.relative_path(pk)
    disk.write(path, ready.data)
    try:
        kept = Attachment.objects.create(
            id=pk,
            request=request,
            field=field.id,
            path=path,
            display_name=names.display_name(sent.name, ready.extension),
            sha256=hashlib.sha256(ready.data).hexdigest(),
            mime=ready.mime,
            size=len(ready.data),
            pages=ready.pages,
            sensitivity="secret" if field.secret else "personal",
            uploaded_by=user,
            uploaded_at=clock.now(),
            scan=scanning.first_state(),
        )
        scanning.order(kept)
        return kept
    except BaseException:
        files.remove_all([path])
        raise


def accepted(field: FileField) -> frozenset[sniff.Kind]:
    """Return the kinds this field takes among those the portal can make harmless."""
    wanted: frozenset[sniff.Kind] = frozenset()
    return wanted.union(*(FAMILY.get(family, frozenset()) for family in field.accept))


def make_harmless(source: IO[bytes], allowed: frozenset[sniff.Kind]) -> Harmless:
    """Return what may be stored of a sent file; raises UploadProblem that says what to do instead."""
    source.seek(0)
    kind = sniff.kind_of(source.read(sniff.HEAD_BYTES))
    if kind not in allowed:
        raise UploadProblem(UploadCode.NOT_HERE)
    if kind in sniff.IMAGES:
        return Harmless(images.redraw(source, kind), "image/jpeg", ".jpg")
    source.seek(0)
    data = source.read()
    return Harmless(data, "application/pdf", ".pdf", pdfs.check(data))


def replace(request: ServiceRequest, old: Sequence[str], new: UUID) -> None:
    """Let a new file stand for old ones: of a draft these go, of a submitted request they stay as evidence."""
    Attachment.objects.filter(request=request, pk__in=_ids(old)).update(replaced_by=new)
    if request.phase == "draft":
        _throw_away(Attachment.objects.filter(request=request, replaced_by=new))


def remove(request: ServiceRequest, field_id: str, pks: Sequence[str]) -> None:
    """Throw away files of a draft that its owner took out again; a submitted request keeps what was evidence."""
    if request.phase != "draft":
        return
    _throw_away(Attachment.objects.filter(request=request, field=field_id, pk__in=_ids(pks)))


def keep_only(request: ServiceRequest, pks: Collection[str]) -> None:
    """Throw away the files that no answer refers to, once a request was sent."""
    _throw_away(Attachment.objects.filter(request=request, replaced_by__isnull=True).exclude(pk__in=pks))


def _ids(given: Sequence[str]) -> list[UUID]:
    """Return what are ids: those of a group's rows come from the browser."""
    found = []
    for text in given:
        with contextlib.suppress(ValueError):
            found.append(UUID(text))
    return found


def _throw_away(gone: QuerySet[Attachment]) -> None:
    paths = list(gone.values_list("path", flat=True))
    with transaction.atomic():
        gone.delete()
        transaction.on_commit(lambda: files.remove_all(paths))
