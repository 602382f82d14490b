"""Keep one field, one request and one account within bounds, so that nobody fills the disk."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Count, Sum

from citizens.models import User
from foundation import clock
from services.definition.fields.file import FileField
from services.requests.models import Attachment, ServiceRequest
from services.requests.uploads.problems import UploadCode, UploadProblem

DAY_BYTES: Final = 200_000_000
MEGABYTE: Final = 1_000_000


def size_limit(field: FileField) -> int:
    """Return the bytes one file of this field may have: the document's wish, within the portal's own limit."""
    return min(int(field.max_mb * MEGABYTE), settings.UPLOAD_MAX_BYTES)


def check(request: ServiceRequest, size: int, user: User | None) -> None:
    """Refuse one more file of `size` bytes when the request or the account's day is full."""
    held = Attachment.objects.filter(request=request).aggregate(files=Count("pk"), bytes=Sum("size"))
    if held["files"] >= settings.UPLOAD_REQUEST_FILES:
        raise UploadProblem(UploadCode.REQUEST_FULL, limit=settings.UPLOAD_REQUEST_FILES)
    if (held["bytes"] or 0) + size > settings.UPLOAD_REQUEST_BYTES:
        raise UploadProblem(UploadCode.REQUEST_HEAVY, limit=settings.UPLOAD_REQUEST_BYTES // MEGABYTE)
    if user is not None and _today(user) + size > DAY_BYTES:
        raise UploadProblem(UploadCode.DAY_FULL, limit=DAY_BYTES // MEGABYTE)


def _today(user: User) -> int:
    since = clock.now() - timedelta(days=1)
    recent = Attachment.objects.filter(uploaded_by=user, uploaded_at__gte=since)
    return int(recent.aggregate(bytes=Sum("size"))["bytes"] or 0)
