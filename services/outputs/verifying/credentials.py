"""Sign what may be told of an issued document, so that its QR code proves it without the portal.

The format is in docs/verifying-documents.md: a compact JWS (RFC 7515) over eight short claims.
"""

from __future__ import annotations

import datetime as dt
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from foundation import clock, rls, signing
from services.outputs.models import Credential, Output
from services.outputs.verifying import codes

KIND: Final = "hasil/1"
LONGEST: Final = 80  # of a title, so that the QR code stays one a cheap phone reads
DIGEST_BYTES: Final = 16


class Forged(Exception):
    """Report a statement that was not signed by this portal, or was changed since."""


class KeyGivenUp(Forged):
    """Report a statement whose key counts no more: only the portal itself can say what it is worth."""


@dataclass(frozen=True)
class Claims:
    """Hold all that anybody may be told of a document; nobody's full name, no NIK, no address."""

    code: str
    title: str
    number: str
    date: dt.date
    until: dt.date | None
    agency: str
    initials: str
    digest: str  # the first 16 bytes of the file's SHA-256, base64url; "" where the QR code is part of the file


@rls.system()  # whoever may look at a document may be shown its code, officers of the case too
def issue(output: Output) -> Credential:
    """Give an issued document its code and its signed statement; the same ones when it has them already."""
    code = codes.new()
    made = {"code": code, "token": written(claims_of(output, code)), "created_at": clock.now()}
    return Credential.objects.get_or_create(output=output, defaults=made)[0]


def claims_of(output: Output, code: str, number: str = "") -> Claims:
    """Return what may be told; of what is confidential not even the kind of document.

    `number` is the one a document is about to bear: it holds its own QR code, and therefore no digest of itself.
    """
    request = output.request
    if output.issued_at is None:
        raise ValueError("only what is issued can be checked")
    day = localdate(output.issued_at)
    agency = request.agency.short_name if request.agency else ""
    digest = "" if output.made_here else short_digest(bytes.fromhex(output.sha256))
    if request.confidential:
        return Claims(code, "", "", day, output.valid_until, "", "", digest)
    number = number or output.number or output.external_number or request.number or ""
    name = request.applicant.name if request.applicant and output.erased_at is None else ""
    return Claims(code, output.title[:LONGEST], number, day, output.valid_until, agency, initials(name), digest)


def initials(name: str) -> str:
    """Return a name as anybody may read it: "S*** A***", the same length for every word."""
    return " ".join(f"{word[0].upper()}***" for word in name.split() if word[0].isalnum())


def short_digest(digest: bytes) -> str:
    """Return the part of a SHA-256 that a QR code has room for; 128 bits nobody finds a second file for."""
    return urlsafe_b64encode(digest[:DIGEST_BYTES]).rstrip(b"=").decode()


def written(claims: Claims) -> str:
    """Return claims as a signed statement."""
    body = {
        "c": claims.code,
        "t": claims.title,
        "n": claims.number,
        "d": claims.date.isoformat(),
        "u": claims.until.isoformat() if claims.until else "",
        "a": claims.agency,
        "i": claims.initials,
        "h": claims.digest,
    }
    return signing.token(KIND, {key: value for key, value in body.items() if value})


def read(text: str) -> Claims:
    """Return what a signed statement says; raises KeyGivenUp or Forged."""
    try:
        body = signing.open_token(KIND, text)
        return _claims(body)
    except signing.RevokedKey as given_up:
        raise KeyGivenUp(str(given_up)) from given_up
    except (signing.TokenError, ValueError, KeyError, TypeError) as error:
        raise Forged("the statement is not one of ours") from error


def _claims(body: dict[str, Any]) -> Claims:
    until = dt.date.fromisoformat(body["u"]) if "u" in body else None
    texts = [str(body.get(key, "")) for key in "tnaih"]
    title, number, agency, letters, digest = texts
    return Claims(str(body["c"]), title, number, dt.date.fromisoformat(body["d"]), until, agency, letters, digest)


def address(credential: Credential) -> str:
    """Return what the QR code holds: the page of the code, and behind # what that page checks without a network."""
    return link(credential.code, credential.token)


def link(code: str, token: str) -> str:
    """Return the address of a code with its statement behind #."""
    return f"{settings.PORTAL_URL}{reverse('outputs:verify', args=[code])}#{token}"
