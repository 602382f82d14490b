"""Sign what must prove itself outside the portal: Ed25519 (RFC 8032), one signing key for each key of FIELD_KEYS."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from foundation import crypto


@dataclass(frozen=True)
class Signature:
    """Hold a signature in hex and the id of the key that made it."""

    key_id: str
    value: str


def sign(message: bytes) -> Signature:
    """Sign with the key in use; the public half is what `public_keys` lists under the same id."""
    kid = crypto.key_ids()[0]
    return Signature(kid, _private(kid).sign(message).hex())


def verify(message: bytes, signature: Signature) -> bool:
    """Say whether a key we hold made this signature over these bytes."""
    if signature.key_id not in crypto.key_ids():
        return False
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_keys()[signature.key_id]))
    try:
        public.verify(bytes.fromhex(signature.value), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_keys() -> dict[str, str]:
    """Return {key id: public key in hex}, the one in use first; these are for everybody to know."""
    return {kid: _private(kid).public_key().public_bytes_raw().hex() for kid in crypto.key_ids()}


def _private(kid: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(crypto.derive(tuple(settings.FIELD_KEYS), kid, "sign:ed25519"))
