"""Encrypt single fields with named keys, and make blind indexes to find equal values without reading them."""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES: Final = 12
KEY_BYTES: Final = 32


class CryptoError(Exception):
    """Report a key that is missing or malformed, or a value that is not what was encrypted for this place."""


def encrypt(plain: str, *, aad: str) -> str:
    """Encrypt text with the first key of FIELD_KEYS, bound to `aad`, the place it belongs to; returns 'kid:base64'."""
    keys = _keys(tuple(settings.FIELD_KEYS))
    kid = next(iter(keys))
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + AESGCM(keys[kid]).encrypt(nonce, plain.encode(), _bound(kid, aad))
    return f"{kid}:{urlsafe_b64encode(sealed).decode()}"


def decrypt(token: str, *, aad: str) -> str:
    """Decrypt what `encrypt` returned for the same `aad`; raises CryptoError for anything else."""
    kid, separator, body = token.partition(":")
    keys = _keys(tuple(settings.FIELD_KEYS))
    if not separator or kid not in keys:
        raise CryptoError("the value names no key that we hold")
    try:
        sealed = urlsafe_b64decode(body.encode())
        nonce, ciphertext = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        return AESGCM(keys[kid]).decrypt(nonce, ciphertext, _bound(kid, aad)).decode()
    except (Base64Error, InvalidTag, ValueError) as error:
        raise CryptoError("the value was changed, or belongs to another place") from error


def needs_rotation(token: str) -> bool:
    """Tell whether a value was encrypted with an older key than the one in use."""
    return token.partition(":")[0] != next(iter(_keys(tuple(settings.FIELD_KEYS))))


def rotate(token: str, *, aad: str) -> str:
    """Return the value under the key in use, unchanged when it already is; raises CryptoError."""
    return encrypt(decrypt(token, aad=aad), aad=aad) if needs_rotation(token) else token


def blind_index(value: str, *, purpose: str) -> str:
    """Return 64 hex digits, equal for equal values of one purpose, that cannot be computed without the key."""
    key = _index_key(settings.BLIND_INDEX_KEY, purpose)
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def key_ids() -> list[str]:
    """Return the ids of the keys we hold, the one in use first."""
    return list(_keys(tuple(settings.FIELD_KEYS)))


@lru_cache(maxsize=64)
def derive(entries: tuple[str, ...], kid: str, purpose: str) -> bytes:
    """Return 32 bytes for one purpose from one of the keys in `entries`, which are settings.FIELD_KEYS."""
    raw = _keys(entries)[kid]
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(raw)


def _bound(kid: str, aad: str) -> bytes:
    return f"{kid}|{aad}".encode()


@lru_cache(maxsize=8)
def _keys(entries: tuple[str, ...]) -> dict[str, bytes]:
    keys: dict[str, bytes] = {}
    for entry in entries:
        kid, _, text = entry.partition(":")
        if not kid.isalnum() or kid in keys:
            raise CryptoError("FIELD_KEYS: every key needs its own id of letters and digits, as in k1:<base64>")
        keys[kid] = _raw_key(text, "FIELD_KEYS")
    if not keys:
        raise CryptoError("FIELD_KEYS holds no key")
    return keys


@lru_cache(maxsize=64)
def _index_key(text: str, purpose: str) -> bytes:
    raw = _raw_key(text, "BLIND_INDEX_KEY")
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"blind-index:{purpose}".encode()).derive(raw)


def _raw_key(text: str, setting: str) -> bytes:
    try:
        raw = b64decode(text.encode(), validate=True)
    except (Base64Error, ValueError) as error:
        raise CryptoError(f"{setting}: a key is not base64") from error
    if len(raw) != KEY_BYTES:
        raise CryptoError(f"{setting}: a key has {len(raw)} bytes instead of {KEY_BYTES}")
    return raw
