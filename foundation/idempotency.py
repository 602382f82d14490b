"""Answer a repeated press with what the first one was told."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from foundation import clock
from foundation.models import StoredResult

KEPT: Final = dt.timedelta(days=30)
KEY_LENGTH: Final = 80


class KeyReused(Exception):
    """Report that a key comes again with another body."""


class AlreadyStored(Exception):
    """Report that a parallel press with the same key was faster; roll back and recall."""


def body_hash(body: Any) -> str:
    """Return 64 hex digits, equal for equal JSON-like bodies whatever the order of their keys."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def recall(actor_key: str, scope: str, key: str, body_hash: str) -> dict[str, Any] | None:
    """Return what this key was answered before, or None; raises KeyReused when the body differs."""
    stored = (
        StoredResult.objects.filter(actor=actor_key, scope=scope, key=key, created_at__gt=clock.now() - KEPT)
        .values_list("body_hash", "result")
        .first()
    )
    if stored is None:
        return None
    if stored[0] != body_hash:
        raise KeyReused(f"key {key!r} was used for another body")
    return dict(stored[1])


def store(actor_key: str, scope: str, key: str, body_hash: str, result: dict[str, Any]) -> None:
    """Keep an answer in the caller's transaction; raises AlreadyStored when a parallel press was faster."""
    if not 0 < len(key) <= KEY_LENGTH:
        raise ValueError(f"an idempotency key has 1 to {KEY_LENGTH} characters")
    own = StoredResult.objects.filter(actor=actor_key, scope=scope, key=key)
    own.filter(created_at__lte=clock.now() - KEPT).delete()
    try:
        with transaction.atomic():
            StoredResult.objects.create(actor=actor_key, scope=scope, key=key, body_hash=body_hash, result=result)
    except IntegrityError as error:
        raise AlreadyStored(f"key {key!r} is already answered") from error


def once(
    actor_key: str, scope: str, key: str, body_hash: str, work: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any], bool]:
    """Do the work in one transaction, or recall it; returns the result and whether it was recalled."""
    known = recall(actor_key, scope, key, body_hash)
    if known is not None:
        return known, True
    try:
        with transaction.atomic():
            result = work()
            store(actor_key, scope, key, body_hash, result)
    except AlreadyStored:
        return recall(actor_key, scope, key, body_hash) or {}, True
    return result, False


def purge() -> int:
    """Forget answers older than 30 days; returns how many."""
    return StoredResult.objects.filter(created_at__lte=clock.now() - KEPT).delete()[0]
