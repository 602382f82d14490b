"""Sign what must prove itself outside the portal: Ed25519 (RFC 8032), one signing key for each key of FIELD_KEYS.

A signature stands beside what it signs (`sign`), or carries it as a token that programs elsewhere read without us
(`token`: JSON Web Signature, RFC 7515, with EdDSA, RFC 8037).
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import jwt
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from foundation import crypto

ALGORITHM: Final = "EdDSA"
# A token says what was signed, never how long anybody is let in: no claim of a session is looked at.
_PLAIN: Final = {"verify_signature": True} | dict.fromkeys(
    ("verify_exp", "verify_nbf", "verify_iat", "verify_aud", "verify_iss", "verify_sub", "verify_jti"), False
)


class TokenError(Exception):
    """Report a token that nobody here signed, or not as it stands."""


class RevokedKey(TokenError):
    """Report a token whose key was given up: who else has that key is unknown."""


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


def token(kind: str, claims: Mapping[str, Any]) -> str:
    """Return a compact JWS over claims, signed with the key in use; `kind` keeps one use from passing for another."""
    kid = crypto.key_ids()[0]
    return jwt.encode(dict(claims), _private(kid), algorithm=ALGORITHM, headers={"kid": kid, "typ": kind})


def open_token(kind: str, text: str) -> dict[str, Any]:
    """Return the claims of a token of this kind; raises RevokedKey or TokenError."""
    try:
        head = jwt.get_unverified_header(text)
        kid = head.get("kid", "")
        if head.get("typ") != kind or kid not in crypto.key_ids():
            raise TokenError("not one of ours")
        key = _private(kid).public_key()
        claims: dict[str, Any] = jwt.decode(text, key, algorithms=[ALGORITHM], options=_PLAIN)  # type: ignore[arg-type]
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise TokenError("the token was changed, or is none") from error
    if kid in settings.REVOKED_SIGNING_KEYS:
        raise RevokedKey(kid)
    return claims


def key_set() -> dict[str, Any]:
    """Return the public keys as a JSON Web Key Set (RFC 7517), and the ids of those given up."""
    keys = [
        {
            "kty": "OKP",
            "crv": "Ed25519",
            "alg": ALGORITHM,
            "use": "sig",
            "kid": kid,
            "x": _base64(bytes.fromhex(public)),
        }
        for kid, public in public_keys().items()
        if kid not in settings.REVOKED_SIGNING_KEYS
    ]
    return {"keys": keys, "revoked": sorted(settings.REVOKED_SIGNING_KEYS)}


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _private(kid: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(crypto.derive(tuple(settings.FIELD_KEYS), kid, "sign:ed25519"))
