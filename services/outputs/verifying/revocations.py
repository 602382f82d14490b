"""Publish which documents count no more: a signed, dated list of digests of codes, from which no code can be read."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from typing import Final

from foundation import clock, rls, signing
from services.outputs.models import Credential, OutputStatus

KIND: Final = "cabut/1"
MARK_BYTES: Final = 9
ENDED: Final = (OutputStatus.REVOKED, OutputStatus.SUPERSEDED)


def mark(code: str) -> str:
    """Return what stands in the list for a code: 72 bits of its SHA-256, base64url."""
    return urlsafe_b64encode(hashlib.sha256(code.encode()).digest()[:MARK_BYTES]).decode()


@rls.system()
def marks() -> list[str]:
    """Return the marks of everything revoked or replaced; reads codes and nothing else of a request."""
    ended = Credential.objects.filter(output__status__in=ENDED).values_list("code", flat=True)
    return sorted(mark(code) for code in ended.order_by("code"))


def listed() -> str:
    """Return the list as a signed token with the moment it was made."""
    return signing.token(KIND, {"at": clock.now().isoformat(timespec="seconds"), "r": marks()})
