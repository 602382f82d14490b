"""Take a result in before anybody decides: checked, made harmless, stored as a draft that staff alone see."""

from __future__ import annotations

import hashlib
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q

from citizens.models import User
from foundation import clock
from foundation.ids import uuid7
from services.catalogue import documents
from services.outputs.models import Output, OutputStatus
from services.outputs.signing import drafts
from services.requests import files
from services.requests.models import ServiceRequest
from services.requests.uploads import UploadCode, UploadProblem, disk, names
from services.requests.uploads.sniff import IMAGES, Kind
from services.requests.uploads.storing import Harmless, make_harmless

RESULT_KINDS = IMAGES | {Kind.PDF}


def prepare(
    request: ServiceRequest, key: str, sent: UploadedFile[Any], user: User | None, external_number: str = ""
) -> Output:
    """Store an uploaded result as a draft, sealed where its agency seals; the same file again returns its row.

    Raises KeyError for an output the document does not name, UploadProblem for a file that may not be kept, and
    SigningError for one that cannot be sealed: the draft then stays as it was sent.
    """
    title = _title(request, key)
    ready = _harmless(sent)
    digest = hashlib.sha256(ready.data).hexdigest()
    known = _same(request, key, digest)
    if known is not None:
        if known.status == OutputStatus.DRAFT:
            drafts.complete(known)
        return known
    pk = uuid7()
    path = disk.relative_path(pk)
    disk.write(path, ready.data)
    try:
        with transaction.atomic():
            # The request's row is the lock under which versions are counted.
            ServiceRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
            draft = Output.objects.create(
                id=pk,
                request=request,
                key=key,
                version=Output.objects.filter(request=request, key=key).count() + 1,
                title=title,
                external_number=external_number[:80],
                path=path,
                display_name=names.display_name(f"{title} {request.number or ''}", ready.extension),
                mime=ready.mime,
                size=len(ready.data),
                sha256=digest,
                uploaded_by=user,
                created_at=clock.now(),
            )
    except BaseException:
        files.remove_all([path])
        raise
    drafts.complete(draft)
    return draft


def _title(request: ServiceRequest, key: str) -> str:
    output = documents.load(request.version).output(key)
    return output.title.id if output.title else key.replace("_", " ").capitalize()


def _harmless(sent: UploadedFile[Any]) -> Harmless:
    if not sent.size:
        raise UploadProblem(UploadCode.EMPTY)
    if sent.size > settings.UPLOAD_MAX_BYTES:
        raise UploadProblem(UploadCode.TOO_BIG, limit=settings.UPLOAD_MAX_BYTES / 1_000_000)
    return make_harmless(cast(BinaryIO, sent.file), RESULT_KINDS)


def _same(request: ServiceRequest, key: str, digest: str) -> Output | None:
    usable = [OutputStatus.DRAFT, OutputStatus.ISSUED]
    # What was signed since is known by the digest of the file that was sent, too.
    same = Q(sha256=digest) | Q(signatures__before=digest)
    return Output.objects.filter(same, request=request, key=key, status__in=usable).first()
