"""Speak of a signing service without knowing how it is reached: what it is asked, what it answers, how it fails."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol


class SigningError(Exception):
    """Carry a short kind of failure; never what was sent, which holds a passphrase and a NIK."""


class WrongPassphrase(SigningError):
    """Say that the passphrase does not open the certificate."""


class NoCertificate(SigningError):
    """Say that this person has no certificate that signs now: not registered, not issued yet, expired, revoked."""

    def __init__(self, state: CertificateState) -> None:
        """Remember what the certificate is."""
        super().__init__(state.value)
        self.state = state


class Refused(SigningError):
    """Say that the same document would be refused again."""


class NotTried(SigningError):
    """Say that a document was left alone because one before it failed in a way that this one would have, too."""


class NoIdentity(SigningError):
    """Say that nobody knows under which NIK this officer is registered."""


class NotYours(SigningError):
    """Say that this document does not wait for this officer's signature."""


class KeyUnusable(SigningError):
    """Say that a key file does not open, or holds no key with its certificate."""


class Changed(SigningError):
    """Say that the draft is no longer the file that was signed."""


class Unreachable(SigningError):
    """Say that another attempt may succeed: no connection, too slow, overloaded, or resting after failures."""


class Unreadable(SigningError):
    """Say that what came back is no signed document."""


class CertificateState(enum.Enum):
    """Say what somebody's certificate is, as the service tells it."""

    ACTIVE = "active"
    EXPIRED = "expired"
    MISSING = "missing"  # registered, and no certificate was issued yet
    UNKNOWN_PERSON = "not_registered"
    STOPPED = "stopped"  # suspended or revoked
    UNKNOWN = "unknown"  # an answer we have no word for


class Secret:
    """Hold a passphrase for the length of one request; it is printed by nothing and compared by nobody."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Take what was typed."""
        self._text = text

    def __repr__(self) -> str:
        return "Secret(***)"

    __str__ = __repr__

    def __bool__(self) -> bool:
        return bool(self._text)

    def __reduce__(self) -> str:
        raise TypeError("a passphrase is written down nowhere")

    def reveal(self) -> str:
        """Return the text, for the one line that sends it."""
        return self._text


@dataclass(frozen=True)
class Signer:
    """Name who signs, as the service knows people."""

    nik: str = field(repr=False)


@dataclass(frozen=True)
class Place:
    """Say where the visible part stands: page from 1, points from the lower left corner."""

    page: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Wish:
    """Hold what the signature itself says; `place` is None for one that is not visible on the page.

    `link` is the address in the QR code of a visible one.
    """

    reason: str
    location: str = ""
    place: Place | None = None
    link: str = ""


class Trust(enum.Enum):
    """Say what the certificate of a signature is worth by the authorities this portal knows."""

    NOW = "now"
    THEN = "then"  # it was valid at the moment the signature names, and has ended since
    NOT = "not"
    UNASKED = "unasked"  # no authority is known here, or the one who tells does not say


class After(enum.Enum):
    """Say what was added to the file after a signature."""

    NOTHING = "nothing"
    ALLOWED = "allowed"  # another signature, or proof about certificates: no page looks different
    CHANGED = "changed"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class SignatureReport:
    """Hold what can be said of one signature; the moment is the signer's own word, no time stamp stands behind it."""

    signer: str
    organisation: str
    at: datetime | None
    intact: bool
    after: After
    trust: Trust
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Say whether the signed pages are what was signed."""
        return self.intact and self.after is not After.CHANGED


@dataclass(frozen=True)
class Report:
    """Hold what can be said of all signatures of a file; `readable` is false for what is no PDF we can open."""

    signatures: Sequence[SignatureReport] = ()
    readable: bool = True

    @property
    def holds(self) -> bool:
        """Say whether there is a signature and every one of them holds."""
        return bool(self.signatures) and all(each.holds for each in self.signatures)


NOTHING_READABLE: Final = Report(readable=False)


class SigningService(Protocol):
    """Sign and check PDFs."""

    def sign(self, pdf: bytes, signer: Signer, passphrase: Secret, wish: Wish) -> bytes:
        """Return the signed PDF; raises a SigningError."""

    def verify(self, pdf: bytes) -> Report:
        """Return what the service says of a signed PDF; raises Refused, Unreachable or Unreadable."""

    def user_status(self, signer: Signer) -> CertificateState:
        """Return what somebody's certificate is; raises Refused, Unreachable or Unreadable."""
