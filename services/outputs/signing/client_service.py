"""Reach BSrE's "esign client service", which an office runs on its own network, by its calls of version 1.

The calls were read from public descriptions of version 2.2.1, not from an account of ours: words and codes of answers
may have to be mended when the official papers are there (docs/decisions). Passphrase and NIK leave this process in the
body of one POST over TLS and stand in no log; the service is asked by name once for each call, follows no redirect and
has `timeout` seconds for the whole exchange, however slowly it answers.
"""

from __future__ import annotations

import base64
import http.client
import json
import secrets
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from threading import Timer
from typing import Any, Final
from urllib.parse import quote, urlsplit

from foundation import clock
from services.outputs.signing.port import (
    After,
    CertificateState,
    NoCertificate,
    Refused,
    Report,
    Secret,
    SignatureReport,
    Signer,
    SigningError,
    Trust,
    Unreachable,
    Unreadable,
    Wish,
    WrongPassphrase,
)

LARGEST_PDF: Final = 25_000_000  # bytes of an answer
LARGEST_WORDS: Final = 262_144
MOST_SIGNATURES: Final = 20
FAILURES: Final = 3  # in a row, after which nobody calls for a while
REST: Final = 30  # seconds
LATER: Final = frozenset({408, 425, 429})
PASSPHRASE_CODE: Final = 2031
UNKNOWN_CODE: Final = 2011
JAKARTA: Final = timezone(timedelta(hours=7))
STATES: Final[Mapping[str, CertificateState]] = {
    "ISSUE": CertificateState.ACTIVE,
    "EXPIRED": CertificateState.EXPIRED,
    "RENEW": CertificateState.EXPIRED,
    "NEW": CertificateState.MISSING,
    "NO_CERTIFICATE": CertificateState.MISSING,
    "WAITING_FOR_VERIFICATION": CertificateState.MISSING,
    "NOT_REGISTERED": CertificateState.UNKNOWN_PERSON,
    "SUSPEND": CertificateState.STOPPED,
    "REVOKE": CertificateState.STOPPED,
}
# The service tells by words of its own what it has no code for; None is the passphrase.
WORDS: Final[tuple[tuple[str, CertificateState | None], ...]] = (
    ("passphrase", None),
    ("expired", CertificateState.EXPIRED),
    ("kedaluwarsa", CertificateState.EXPIRED),
    ("kadaluarsa", CertificateState.EXPIRED),
    ("revoke", CertificateState.STOPPED),
    ("suspend", CertificateState.STOPPED),
    ("dicabut", CertificateState.STOPPED),
    ("tidak terdaftar", CertificateState.UNKNOWN_PERSON),
    ("belum terdaftar", CertificateState.UNKNOWN_PERSON),
)


@dataclass(frozen=True)
class Answer:
    """Hold what came back."""

    status: int
    body: bytes


class Circuit:
    """Rest after failures in a row, so that a service that hangs does not hold every thread of the portal."""

    def __init__(self) -> None:
        """Begin closed."""
        self._failures = 0
        self._since: datetime | None = None

    def check(self) -> None:
        """Raise Unreachable while resting."""
        if self._since is not None and clock.now() - self._since < timedelta(seconds=REST):
            raise Unreachable("resting")

    def failed(self) -> None:
        """Count a failure."""
        self._failures += 1
        if self._failures >= FAILURES:
            self._since = clock.now()

    def held(self) -> None:
        """Forget the failures."""
        self._failures, self._since = 0, None


@dataclass(frozen=True)
class ClientService:
    """Call the service at `url` (https, or http on this machine); `ca_file` names a private authority."""

    url: str
    username: str
    password: str = field(repr=False)
    ca_file: str = ""
    timeout: float = 25.0
    circuit: Circuit = field(default_factory=Circuit, repr=False, compare=False)

    def sign(self, pdf: bytes, signer: Signer, passphrase: Secret, wish: Wish) -> bytes:
        """Post /api/sign/pdf and return the signed PDF; raises a SigningError."""
        fields = {"nik": signer.nik, "passphrase": passphrase.reveal(), **_appearance(wish)}
        answer = self._call("POST", "/api/sign/pdf", fields, {"file": pdf})
        if answer.status == 200 and answer.body.startswith(b"%PDF-"):
            return answer.body
        raise _refusal(_content(answer.body))

    def verify(self, pdf: bytes) -> Report:
        """Post /api/sign/verify; raises Refused, Unreachable or Unreadable."""
        content = _content(self._call("POST", "/api/sign/verify", {}, {"signed_file": pdf}).body)
        details = content.get("details")
        if "error" in content or not isinstance(details, list):
            raise Refused(_code(content)) if "error" in content else Unreadable("details")
        return Report(tuple(_told(each) for each in details[:MOST_SIGNATURES] if isinstance(each, dict)))

    def user_status(self, signer: Signer) -> CertificateState:
        """Get /api/user/status/{nik}; raises Refused, Unreachable or Unreadable."""
        content = _content(self._call("GET", f"/api/user/status/{quote(signer.nik, safe='')}").body)
        word = content.get("status")
        if isinstance(word, str):
            return STATES.get(word.upper(), CertificateState.UNKNOWN)
        return CertificateState.UNKNOWN_PERSON if _code(content) == str(UNKNOWN_CODE) else CertificateState.UNKNOWN

    def _call(
        self, method: str, path: str, fields: Mapping[str, str] | None = None, files: Mapping[str, bytes] | None = None
    ) -> Answer:
        self.circuit.check()
        try:
            answer = self._exchange(method, path, fields or {}, files or {})
            _judge(answer)
        except Unreachable:
            self.circuit.failed()
            raise
        self.circuit.held()
        return answer

    def _exchange(self, method: str, path: str, fields: Mapping[str, str], files: Mapping[str, bytes]) -> Answer:
        boundary = secrets.token_hex(16)
        body = _multipart(boundary, fields, files) if method == "POST" else None
        pair = base64.b64encode(f"{self.username}:{self.password}".encode()).decode()
        headers = {"Authorization": f"Basic {pair}", "Accept": "application/pdf, application/json"}
        if body is not None:
            headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
        connection, base = self._connection()
        limit = Timer(self.timeout, _cut, [connection])
        limit.daemon = True
        limit.start()
        try:
            connection.request(method, base + path, body, headers)
            response = connection.getresponse()
            return Answer(response.status, response.read(LARGEST_PDF + 1))
        except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
            raise Unreachable(type(error).__name__) from None  # the error may hold the address, and with it a NIK
        finally:
            limit.cancel()
            connection.close()

    def _connection(self) -> tuple[http.client.HTTPConnection, str]:
        parts = urlsplit(self.url)
        host, base = parts.hostname or "", parts.path.rstrip("/")
        if parts.scheme == "https":
            trust = ssl.create_default_context(cafile=self.ca_file or None)
            return http.client.HTTPSConnection(host, parts.port or 443, timeout=self.timeout, context=trust), base
        if parts.scheme == "http" and host in {"127.0.0.1", "localhost", "::1"}:
            return http.client.HTTPConnection(host, parts.port or 80, timeout=self.timeout), base
        raise Refused("address")


def _judge(answer: Answer) -> None:
    """Raise what an answer means that is none: overloaded, not let in, or endless."""
    if len(answer.body) > LARGEST_PDF:
        raise Unreadable("too large")
    if answer.status >= 500 and not _is_json(answer.body):
        raise Unreachable(str(answer.status))
    if answer.status in LATER:
        raise Unreachable(str(answer.status))
    if answer.status in {401, 403} or 300 <= answer.status < 400:
        raise Refused(str(answer.status))


def _is_json(body: bytes) -> bool:
    """Say whether the service itself answered: it tells a wrong passphrase with status 500 too, in its own words."""
    try:
        return "status_code" in _content(body)
    except Unreadable:
        return False


def _cut(connection: http.client.HTTPConnection) -> None:
    """End an exchange that takes too long, whatever the other side is doing."""
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _multipart(boundary: str, fields: Mapping[str, str], files: Mapping[str, bytes]) -> bytes:
    lines: list[bytes] = []
    for name, text in fields.items():
        lines += [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n'.encode(), text.encode()]
    for name, content in files.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="dokumen.pdf"\r\n'
        lines += [f"{head}Content-Type: application/pdf\r\n".encode(), content]
    return b"\r\n".join([*lines, f"--{boundary}--\r\n".encode()])


def _appearance(wish: Wish) -> dict[str, str]:
    """Return the fields of a signature's look; a visible one carries a QR code, as the service draws it."""
    said = {name: text for name, text in (("reason", wish.reason), ("location", wish.location)) if text}
    if wish.place is None:
        return {"tampilan": "invisible", **said}
    place = wish.place
    numbers = {"page": place.page, "xAxis": place.x, "yAxis": place.y, "width": place.width, "height": place.height}
    look = {"tampilan": "visible", "image": "false", "linkQR": wish.link}
    return look | said | {name: str(number) for name, number in numbers.items()}


def _content(body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body[:LARGEST_WORDS])
    except ValueError:
        raise Unreadable("not json") from None
    if not isinstance(content, dict):
        raise Unreadable("not an object")
    inner = content.get("data")  # some installations wrap every answer
    return inner if isinstance(inner, dict) else content


def _code(content: Mapping[str, Any]) -> str:
    return str(content.get("status_code", ""))[:12]


def _refusal(content: Mapping[str, Any]) -> SigningError:
    """Return what the service means by an answer that is no PDF."""
    code = _code(content)
    if code == str(PASSPHRASE_CODE):
        return WrongPassphrase("wrong")
    if code == str(UNKNOWN_CODE):
        return NoCertificate(CertificateState.UNKNOWN_PERSON)
    said = str(content.get("error") or content.get("message") or "").casefold()
    for word, state in WORDS:
        if word in said:
            return NoCertificate(state) if state is not None else WrongPassphrase("wrong")
    return Refused(code or "unexplained")


def _told(detail: Mapping[str, Any]) -> SignatureReport:
    """Read one signature of /api/sign/verify, which says neither what was added nor whom it trusts."""
    signer, document = detail.get("info_signer"), detail.get("signature_document")
    signer = signer if isinstance(signer, dict) else {}
    document = document if isinstance(document, dict) else {}
    return SignatureReport(
        signer=str(signer.get("signer_name") or "")[:200],
        organisation="",
        at=_moment(str(document.get("signed_in") or "")),
        intact=document.get("document_integrity") is True,
        after=After.UNSAID,
        trust=Trust.UNASKED,
    )


def _moment(text: str) -> datetime | None:
    """Read a moment of the service, which names no zone and keeps Jakarta's time."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=JAKARTA)
