"""Stand in for the signing service on this machine: the same calls over real HTTP, for trying out and for tests.

Its authority is made when it starts and forgotten when it ends, and every page it signs says that it counts for
nothing. People are known by what `Desk.people` says; `anybody` lets every NIK sign with the passphrase of the stand-in.
"""

from __future__ import annotations

import base64
import datetime as dt
import email.policy
import hmac
import json
import re
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any, Final, cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from services.outputs.signing import pades
from services.outputs.signing.port import Place, Refused, Wish

USERNAME: Final = "contoh"
PASSWORD: Final = "contoh"  # noqa: S105 (a stand-in guards nothing)
PASSPHRASE: Final = "frasa-contoh-2026"  # noqa: S105
MARK: Final = "CONTOH - TIDAK SAH"
WHERE: Final = Place(page=1, x=20, y=20, width=170, height=34)
LARGEST: Final = 30_000_000
_STATUS: Final = re.compile(r"/api/user/status/([^/?]+)")
_WORDS: Final = {"ISSUE": 1111, "NOT_REGISTERED": 1110}
_EXPIRED: Final = (400, {"error": "Sertifikat sudah kedaluwarsa", "status_code": 2021})
_UNKNOWN: Final = (400, {"error": "User tidak terdaftar", "status_code": 2011})
_WRONG: Final = (400, {"error": "Passphrase anda salah", "status_code": 2031})


@dataclass(frozen=True)
class Person:
    """Hold somebody the stand-in knows; `status` is a word of the service (ISSUE, EXPIRED, REVOKE, ...)."""

    name: str
    passphrase: str = field(default=PASSPHRASE, repr=False)
    status: str = "ISSUE"


class Authority:
    """Issue certificates that nobody trusts."""

    def __init__(self, name: str = f"CA {MARK}") -> None:
        """Make a key and its certificate for ten years around now."""
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named(name)
        self.certificate = self._issue(self._name, self._key, authority=True)

    @property
    def pem(self) -> bytes:
        """Return the certificate as others keep it among the authorities they trust."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def issue(self, name: str, password: str = "", days: int = 365) -> bytes:
        """Return a PKCS#12 file with a new key for a name; valid since yesterday."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._issue(_named(name), key, days=days)
        lock = serialization.BestAvailableEncryption(password.encode()) if password else serialization.NoEncryption()
        return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, [self.certificate], lock)

    def _issue(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, *, authority: bool = False, days: int = 3650
    ) -> x509.Certificate:
        since = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
        usage = {
            "digital_signature": not authority,
            "content_commitment": not authority,
            "key_cert_sign": authority,
            "crl_sign": authority,
        }
        never = ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only")
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(since + dt.timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**usage, **dict.fromkeys(never, False)), critical=True)
            .sign(self._key, hashes.SHA256())
        )


def _named(name: str) -> x509.Name:
    organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, MARK)
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64]), organisation])


@dataclass
class Desk:
    """Keep people and the authority; `lag` seconds pass before an answer, `garbage` replaces every one."""

    people: dict[str, Person] = field(default_factory=dict)
    anybody: bool = False
    lag: float = 0.0
    busy: int = 0  # how many calls answer 503 before the next one is served
    garbage: bytes | None = None
    signed: int = 0
    authority: Authority = field(default_factory=Authority)
    keys: dict[str, bytes] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def person(self, nik: str) -> Person | None:
        """Return who has this NIK."""
        return self.people.get(nik) or (Person(f"Penanda tangan {MARK}") if self.anybody else None)

    def sign(self, form: Mapping[str, bytes]) -> tuple[int, bytes | dict[str, Any]]:
        """Answer POST /api/sign/pdf."""
        missing = [name for name in ("file", "nik", "passphrase", "tampilan") if name not in form]
        if missing:
            return 400, {"error": f"{missing[0]} wajib diisi", "status_code": 400}
        nik = form["nik"].decode()
        person = self.person(nik)
        if person is None:
            return _UNKNOWN
        if person.status != "ISSUE":
            return _EXPIRED if person.status == "EXPIRED" else (400, {"error": person.status, "status_code": 2022})
        if not hmac.compare_digest(form["passphrase"], person.passphrase.encode()):
            return _WRONG
        try:
            return 200, self._sign(form, nik, person)
        except (Refused, ValueError):
            return 400, {"error": "Berkas bukan PDF", "status_code": 2041}

    def _sign(self, form: Mapping[str, bytes], nik: str, person: Person) -> bytes:
        with self.lock:
            key = self.keys.setdefault(nik, b"") or self.authority.issue(person.name)
            self.keys[nik] = key
            self.signed += 1
        texts = {name: form[name].decode() for name in ("reason", "location") if name in form}
        place = WHERE
        if form["tampilan"] == b"visible":
            place = Place(*(int(form[name]) for name in ("page", "xAxis", "yAxis", "width", "height")))
        wish = Wish(texts.get("reason", ""), texts.get("location", ""), place)
        return pades.sign(form["file"], pades.opened(key, ""), wish, f"{MARK}\n{person.name}")

    def status(self, nik: str) -> tuple[int, dict[str, Any]]:
        """Answer GET /api/user/status/{nik}."""
        person = self.person(nik)
        word = person.status if person else "NOT_REGISTERED"
        return 200, {"status_code": _WORDS.get(word, 1113), "status": word, "message": f"Contoh: {word}"}

    def verify(self, form: Mapping[str, bytes]) -> tuple[int, dict[str, Any]]:
        """Answer POST /api/sign/verify: what the stand-in signed itself is whole, all else it does not know."""
        pdf = form.get("signed_file", b"")
        if not pdf.startswith(b"%PDF-"):
            return 400, {"error": "Berkas bukan PDF", "status_code": 2041}
        count = pdf.count(b"/ByteRange")
        detail = {
            "info_signer": {"signer_name": MARK},
            "signature_document": {"document_integrity": True, "signed_in": "2026-01-01 00:00:00.000000"},
        }
        return 200, {"nama_dokumen": "berkas.pdf", "jumlah_signature": count, "details": [detail] * count}


class Handler(BaseHTTPRequestHandler):
    """Answer the calls of an esign client service."""

    server_version = "EsignContoh"
    server: Stand

    def do_GET(self) -> None:
        """Say what somebody's certificate is."""
        found = _STATUS.fullmatch(self.path)
        self._answer(lambda desk: desk.status(found[1]) if found else (404, {"error": "?"}))

    def do_POST(self) -> None:
        """Sign, or check."""
        form = self._form()
        work = {"/api/sign/pdf": Desk.sign, "/api/sign/verify": Desk.verify}.get(self.path)
        self._answer(lambda desk: work(desk, form) if work else (404, {"error": "?"}))

    def _form(self) -> dict[str, bytes]:
        body = self.rfile.read(min(int(self.headers.get("Content-Length", "0")), LARGEST))
        head = f"Content-Type: {self.headers.get('Content-Type', '')}\r\n\r\n".encode()
        parts = BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
        return {
            str(part.get_param("name", header="content-disposition")): cast(bytes, part.get_payload(decode=True))
            for part in parts.iter_parts()
        }

    def _answer(self, work: Any) -> None:
        desk = self.server.desk
        wanted = "Basic " + base64.b64encode(f"{USERNAME}:{PASSWORD}".encode()).decode()
        said: bytes | dict[str, Any]
        time.sleep(desk.lag)
        if self.headers.get("Authorization") != wanted:
            status, said = 401, {"error": "Unauthorized"}
        elif desk.busy > 0:
            desk.busy -= 1
            status, said = 503, {"error": "busy"}
        else:
            status, said = work(desk)
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        kind = "application/pdf" if isinstance(said, bytes) else "application/json"
        if desk.garbage is not None:
            body = desk.garbage
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: the addresses carry a NIK."""


class Stand(ThreadingHTTPServer):
    """Serve one desk."""

    daemon_threads = True

    def __init__(self, port: int, desk: Desk) -> None:
        """Bind to a port of this machine, 0 for any free one."""
        super().__init__(("127.0.0.1", port), Handler)
        self.desk = desk

    @property
    def url(self) -> str:
        """Return what ESIGN_URL is set to."""
        return f"http://127.0.0.1:{self.server_port}"


if __name__ == "__main__":
    Stand(int(sys.argv[1]), Desk(anybody=True)).serve_forever()
