"""Give the applicant a proof of filing that verifies offline, years later, against a public key and nothing else.

The format is in docs/proof-of-filing.md; static/alat/periksa_bukti.py verifies it with plain Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings

from foundation import crypto, rls, signing
from services.requests import merkle
from services.requests.chain import canonical, event_body, sha256
from services.requests.models import Attachment, RequestEvent, SealLeaf, ServiceRequest
from services.requests.sealing import statement
from services.requests.secrets import unseal

FORMAT: Final = "bukti-pengajuan/1"


def filed(request: ServiceRequest, plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the event of a filing says: number, sealed answers, a digest of the plain ones, and every file."""
    files = Attachment.objects.filter(request=request, replaced_by__isnull=True).order_by("field", "id")
    return {
        "number": request.number,
        "answers": request.answers,
        "digest": digest(request, plain),
        "files": [[field, sha] for field, sha in files.values_list("field", "sha256")],
    }


def digest(request: ServiceRequest, plain: Mapping[str, Any]) -> str:
    """Return the salted hash of plain answers, which nobody without the salt can guess them from."""
    return sha256(salt_of(request).encode() + canonical(dict(plain)))


def salt_of(request: ServiceRequest) -> str:
    """Return the salt of a request's digest: derived, so that it is stored nowhere."""
    return crypto.blind_index(str(request.pk), purpose="requests.filing")


def proof_of(request: ServiceRequest) -> dict[str, Any] | None:
    """Return the proof that this request was filed, None while it was not."""
    filing = RequestEvent.objects.filter(request=request, kind="submit").select_related("payload").first()
    if filing is None:
        return None
    made = signing.sign(f"{FORMAT}:{filing.hash}".encode())
    payload = filing.payload
    data = payload.data
    return {
        "format": FORMAT,
        "portal": settings.PORTAL_URL,
        "number": request.number,
        "event": event_body(filing),
        "prev": filing.prev_hash,
        "hash": filing.hash,
        "payload_salt": payload.salt,
        "payload": data,
        "answers": unseal(data["answers"], request.pk) if data else None,
        "answers_salt": salt_of(request) if data else "",
        "signature": {"key": made.key_id, "value": made.value},
        "seal": _seal(filing),
    }


def _seal(filing: RequestEvent) -> dict[str, Any] | None:
    leaf = SealLeaf.objects.select_related("seal").filter(event=filing).first()
    if leaf is None:
        return None
    with rls.system():  # the digests of all that is sealed beside it, and nothing else
        hashes = list(SealLeaf.objects.filter(seal=leaf.seal).order_by("index").values_list("hash", flat=True))
    return {
        "statement": statement(leaf.seal),
        "path": [list(step) for step in merkle.path(hashes, leaf.index)],
        "signature": {"key": leaf.seal.key_id, "value": leaf.seal.signature},
    }
