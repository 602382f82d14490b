"""Seal each day's history: whoever rewrites an old chain, hashes and all, contradicts a seal that others hold.

A seal covers the newest event of every request that moved since the last seal, and every event that filed one; it
chains to the seal before and is signed. Its copy goes to a second place (SEAL_COPY_DIR).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation import clock, signing
from foundation.signing import Signature
from services.requests import merkle
from services.requests.chain import canonical, instant, sha256
from services.requests.models import RequestEvent, Seal, SealLeaf

GENESIS: Final = sha256(b"seal")
ONE_DAY: Final = timedelta(days=1)


def seal_until(day: date) -> list[Seal]:
    """Seal every day up to and including `day` that has no seal yet; raises ValueError for a day not over."""
    if day >= clock.today():
        raise ValueError("a day is sealed when it is over")
    made = []
    with transaction.atomic():
        last = Seal.objects.select_for_update().order_by("-number").first()
        for each in _days(last, day):
            last = _seal(each, last)
            made.append(last)
    for seal in made:
        copy(seal)
    return made


def _days(last: Seal | None, day: date) -> Iterator[date]:
    first = last.day + ONE_DAY if last is not None else day
    for number in range((day - first).days + 1):
        yield first + number * ONE_DAY


def _seal(day: date, last: Seal | None) -> Seal:
    until = datetime.combine(day + ONE_DAY, time.min, clock.JAKARTA)
    events = list(_unsealed(until))
    seal = Seal(
        number=last.number + 1 if last is not None else 1,
        day=day,
        until=until,
        leaves_count=len(events),
        root=merkle.root([event.hash for event in events]),
        prev_hash=last.hash if last is not None else GENESIS,
        made_at=clock.now(),
    )
    seal.hash = seal_hash(seal)
    signature = signing.sign(bytes.fromhex(seal.hash))
    seal.key_id, seal.signature = signature.key_id, signature.value
    seal.save(force_insert=True)
    rows = (SealLeaf(seal=seal, index=i, event=event, hash=event.hash) for i, event in enumerate(events))
    SealLeaf.objects.bulk_create(rows, batch_size=500)
    return seal


def _unsealed(until: datetime) -> QuerySet[RequestEvent]:
    """Return what this seal covers: by "not sealed yet", never by a window an event written late could fall out of."""
    newer = RequestEvent.objects.filter(request=OuterRef("request"), seq__gt=OuterRef("seq"), at__lt=until)
    fresh = RequestEvent.objects.filter(at__lt=until, sealed__isnull=True, request__is_test=False)
    return fresh.filter(Q(kind="submit") | ~Exists(newer)).order_by("request", "seq")


def seal_hash(seal: Seal) -> str:
    """Hash what a seal says; whoever holds the hash holds the seal."""
    return sha256(canonical(statement(seal)))


def statement(seal: Seal) -> dict[str, Any]:
    """Return what a seal says, as it is hashed and copied out."""
    return {
        "number": seal.number,
        "day": seal.day.isoformat(),
        "until": instant(seal.until),
        "leaves": seal.leaves_count,
        "root": seal.root,
        "prev": seal.prev_hash,
    }


def copy(seal: Seal) -> None:
    """Write a seal to the second place, once; without SEAL_COPY_DIR there is none."""
    if not settings.SEAL_COPY_DIR:
        return
    body = {**statement(seal), "hash": seal.hash, "key": seal.key_id, "signature": seal.signature}
    target = Path(settings.SEAL_COPY_DIR) / f"segel-{seal.number:06}-{seal.day.isoformat()}.json"
    if not target.exists():
        part = target.with_suffix(".part")
        part.write_text(json.dumps(body, indent=1), encoding="utf-8")
        part.replace(target)


def faults() -> Iterator[tuple[int, str]]:
    """Yield (seal number, what is wrong) for every seal that does not hold, or whose events were rewritten."""
    previous = GENESIS
    for expected, seal in enumerate(Seal.objects.order_by("number").iterator(chunk_size=100), 1):
        leaves = list(seal.leaves.order_by("index").values_list("hash", "event__hash", "event__request"))
        reason = _fault(seal, previous, expected, [leaf[0] for leaf in leaves])
        if reason:
            yield seal.number, reason
        for sealed, now, request in leaves:
            if sealed != now:
                yield seal.number, f"the history of request {request} was rewritten after it was sealed"
        previous = seal.hash


def _fault(seal: Seal, previous: str, expected: int, leaves: list[str]) -> str:
    if seal.number != expected or seal.prev_hash != previous:
        return f"does not chain to the seal before it; seal {expected} is missing or was changed"
    if len(leaves) != seal.leaves_count or merkle.root(leaves) != seal.root:
        return "the sealed hashes were changed"
    if seal_hash(seal) != seal.hash:
        return "the seal was changed"
    if not signing.verify(bytes.fromhex(seal.hash), Signature(seal.key_id, seal.signature)):
        return "the signature does not fit"
    return ""
