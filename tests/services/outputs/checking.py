"""Check issued documents in every way there is, and tampered ones too: what should hold holds, nothing else does."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Sequence
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from foundation import signing
from services.outputs.models import Output
from services.outputs.verifying import codes, credentials, lookup
from services.outputs.verifying.lookup import Standing
from services.requests.files import private_path

ALIKE = codes.ALPHABET
FOREIGN = Ed25519PrivateKey.generate()


def found_wanting(outputs: Sequence[Output]) -> tuple[list[str], Counter[str]]:
    """Return which issued documents do not verify, and how many were checked in which way."""
    wrong, ways = list[str](), Counter[str]()
    keys = jwt.PyJWKSet.from_dict(json.loads(json.dumps(signing.key_set())))
    for output in outputs:
        token = output.credential.token
        claims = jwt.decode(token, keys[jwt.get_unverified_header(token)["kid"]].key, algorithms=["EdDSA"])
        digest = hashlib.sha256(private_path(output.path).read_bytes())
        told = {
            "online, by code": lookup.by_code(output.credential.code).standing is Standing.VALID,
            "online, by file": lookup.by_digest(digest.hexdigest()).standing is Standing.VALID,
            "offline, by the portal": credentials.read(token).code == output.credential.code,
            "offline, by a library of somebody else": claims["c"] == output.credential.code,
            "number in the statement": claims["n"] == (output.number or output.external_number),
        }
        if "h" in claims:
            told["offline, by file"] = claims["h"] == credentials.short_digest(digest.digest())
        ways.update(told)
        wrong += [f"{output.pk}: {way}" for way, holds in told.items() if not holds]
    return wrong, ways


def believed(outputs: Sequence[Output]) -> tuple[list[str], Counter[str]]:
    """Return which tampered documents were believed, and how many were tampered with in which way."""
    wrong, ways = list[str](), Counter[str]()
    for index, output in enumerate(outputs):
        other = outputs[index - 1]
        for way, content in _files(private_path(output.path).read_bytes(), index):
            ways[way] += 1
            verdict = lookup.by_digest(hashlib.sha256(content).hexdigest())
            wrong += [f"{output.pk}: {way}"] if verdict.standing is not Standing.UNKNOWN else []
        for way, token in _tokens(output.credential.token, other.credential.token):
            ways[way] += 1
            wrong += [f"{output.pk}: {way}"] if _opens(token) else []
        ways["a code with one character changed"] += 1
        wrong += [f"{output.pk}: code"] if lookup.by_code(_code(output.credential.code, index)).claims else []
    return wrong, ways


def personal(client: Client, outputs: Sequence[Output], words: Sequence[str]) -> list[str]:
    """Return which of these words the pages of the codes tell anybody."""
    pages = (client.get(f"/verifikasi/{each.credential.code}/") for each in outputs)
    texts = [page.content.decode() for page in pages]
    return [word for word in words if any(word in text for text in texts)]


def _files(content: bytes, index: int) -> list[tuple[str, bytes]]:
    flipped = bytearray(content)
    flipped[index * 7919 % len(content)] ^= 1 << index % 8
    return [
        ("a file with one bit flipped", bytes(flipped)),
        ("a file with something added behind", content + b"\n%%EOF\n"),
        ("a file that ends too early", content[:-1]),
    ]


def _tokens(token: str, other: str) -> list[tuple[str, str]]:
    head, body, signature = token.split(".")
    claims = _opened(body)
    forged = FOREIGN.sign(f"{head}.{body}".encode())
    none = _closed({**_opened(head), "alg": "none"})
    return [
        ("a statement with another number", f"{head}.{_closed({**claims, 'n': '503/999/XI/2026'})}.{signature}"),
        ("a statement that counts longer", f"{head}.{_closed({**claims, 'u': '2099-12-31'})}.{signature}"),
        ("a statement signed by somebody else", f"{head}.{body}.{_text(forged)}"),
        ("a statement without a signature", f"{none}.{body}."),
        ("a statement with the signature of another", f"{head}.{body}.{other.rpartition('.')[2]}"),
    ]


def _opens(token: str) -> bool:
    try:
        credentials.read(token)
    except credentials.Forged:
        return False
    return True


def _code(code: str, index: int) -> str:
    at = index % len(code)
    return code[:at] + ALIKE[(ALIKE.index(code[at]) + 1) % len(ALIKE)] + code[at + 1 :]


def _opened(part: str) -> dict[str, Any]:
    return dict(json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4))))


def _closed(value: dict[str, Any]) -> str:
    return _text(json.dumps(value, separators=(",", ":")).encode())


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()
