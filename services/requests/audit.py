"""Verify the history of requests: name the first broken row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from services.requests import chain, sealing
from services.requests.models import RequestEvent, ServiceRequest


@dataclass(frozen=True)
class Broken:
    """Name one row whose history does not hold, and why."""

    request: UUID
    seq: int
    reason: str


def verify(requests: Iterable[UUID] | None = None) -> Iterator[Broken]:
    """Yield every request's first broken event; nothing when all of history holds."""
    heads = ServiceRequest.objects.filter(is_test=False)
    if requests is not None:
        heads = heads.filter(pk__in=list(requests))
    for pk, seq in heads.values_list("pk", "seq").iterator(chunk_size=500):
        broken = _first_broken(pk, seq)
        if broken is not None:
            yield broken


def verify_seals() -> Iterator[str]:
    """Yield a sentence for every daily seal that does not hold."""
    for number, reason in sealing.faults():
        yield f"seal {number}: {reason}"


def _first_broken(request_id: UUID, head: int) -> Broken | None:
    previous, expected = chain.genesis(request_id), 0
    events = RequestEvent.objects.filter(request=request_id).select_related("payload").order_by("seq")
    for event in events:
        expected += 1
        reason = _fault(event, previous, expected)
        if reason:
            return Broken(request_id, event.seq, reason)
        previous = event.hash
    if expected != head:
        return Broken(request_id, expected + 1, f"the request stands at {head}, its history ends at {expected}")
    return None


def _fault(event: RequestEvent, previous: str, expected: int) -> str:
    if event.seq != expected:
        return f"event {expected} is missing"
    if event.prev_hash != previous:
        return "does not chain to the event before it"
    if chain.event_hash(event) != event.hash:
        return "the event was changed"
    payload = getattr(event, "payload", None)
    if payload is None:
        return "the payload row is gone"
    if payload.destroyed_at is None and chain.payload_hash(payload.salt, payload.data) != event.payload_hash:
        return "the payload was changed"
    return ""
