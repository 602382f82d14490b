"""Compute the hash chain of events: pure functions over plain values."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.requests.models import RequestEvent

CHAINED = (
    "kind",
    "action",
    "actor_kind",
    "function",
    "from_state",
    "to_state",
    "visibility",
    "key",
    "payload_hash",
)


def canonical(value: Any) -> bytes:
    """Write JSON in one way only: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode()


def genesis(request_id: UUID) -> str:
    """Return what the first event of a request chains to."""
    return hashlib.sha256(b"request:" + request_id.bytes).hexdigest()


def new_salt() -> str:
    """Draw 32 random bytes: without them a payload cannot be guessed from its hash."""
    return secrets.token_hex(32)


def payload_hash(salt: str, data: Mapping[str, Any] | None) -> str:
    """Hash a payload under its salt."""
    return hashlib.sha256(salt.encode() + canonical(data)).hexdigest()


def event_hash(event: RequestEvent) -> str:
    """Hash an event's own columns and the hash before it."""
    return sha256(event.prev_hash.encode() + canonical(event_body(event)))


def event_body(event: RequestEvent) -> dict[str, Any]:
    """Return an event's own columns as they are hashed; no personal data among them."""
    body: dict[str, Any] = {name: getattr(event, name) for name in CHAINED}
    body |= {
        "request": str(event.request_id),
        "seq": event.seq,
        "at": instant(event.at),
        "actor": str(event.actor_id or ""),
        "on_behalf_of": str(event.on_behalf_of_id or ""),
    }
    # Columns that came later are hashed where they say something, so that older events verify as they were written.
    if event.acting_for_id is not None:
        body |= {"acting_for": str(event.acting_for_id), "acts_as": event.acts_as}
    if event.cycle:
        body["cycle"] = event.cycle
    return body


def sha256(data: bytes) -> str:
    """Return the SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def instant(at: datetime) -> str:
    """Write a moment in one way only: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
