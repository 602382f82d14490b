"""Check a document from the command line: a file against what was issued, or a QR code's text by its signature.

Of a PDF it also tells what its own signatures are worth, as read here, or with --service by the signing service.
"""

from __future__ import annotations

import dataclasses
import enum
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation import clock
from services.outputs.signing import policies, reports
from services.outputs.signing.port import Report, SigningError
from services.outputs.verifying import credentials, lookup
from services.outputs.verifying.lookup import Standing

PIECE = 1 << 20


class Command(BaseCommand):
    """Print what a document is worth; the exit code is 0 for a valid one alone."""

    help = "Periksa berkas hasil, atau teks QR-nya (tanpa basis data)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a file, or the text of a QR code."""
        parser.add_argument("file", nargs="?", type=Path, help="Berkas PDF atau foto yang diterima warga.")
        parser.add_argument("--service", action="store_true", help="Tanya juga layanan tanda tangan (ESIGN_URL).")
        parser.add_argument("--qr", default="", help="Teks kode QR: alamat dengan #, atau hanya isinya.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say it as JSON, one key a line; raise CommandError for what is not valid."""
        if bool(options["file"]) == bool(options["qr"]):
            raise CommandError("Sebut satu berkas, atau --qr dengan teks kode QR.")
        standing, claims = _of_text(options["qr"]) if options["qr"] else _of_file(options["file"])
        told: dict[str, Any] = {"standing": standing, **({} if claims is None else dataclasses.asdict(claims))}
        if options["file"]:
            told |= _signatures(options["file"], ask_service=options["service"])
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1, default=_plain))
        if standing != Standing.VALID.value:
            raise CommandError(f"tidak sah atau tidak berlaku: {standing}")


def _of_text(text: str) -> tuple[str, credentials.Claims | None]:
    try:
        claims = credentials.read(text.rpartition("#")[2].strip())
    except credentials.KeyGivenUp:
        return "key given up", None
    except credentials.Forged:
        return "forged", None
    ended = claims.until is not None and claims.until < clock.today()
    return (Standing.EXPIRED if ended else Standing.VALID).value, claims


def _of_file(path: Path) -> tuple[str, credentials.Claims | None]:
    try:
        with path.open("rb") as file:
            digest = lookup.digest_of(iter(lambda: file.read(PIECE), b""))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    verdict = lookup.by_digest(digest)
    return verdict.standing.value, verdict.claims


def _signatures(path: Path, *, ask_service: bool) -> dict[str, Any]:
    """Return what the signatures in a PDF are worth; of another file nothing."""
    content = path.read_bytes()
    if not reports.may_be_signed(content):
        return {}
    told = {"signatures": _listed(reports.read(content))}
    if not ask_service:
        return told
    service = policies.service()
    if service is None:
        raise CommandError("Layanan tanda tangan belum diatur (ESIGN_URL).")
    try:
        return told | {"service": _listed(service.verify(content))}
    except SigningError as error:
        raise CommandError(f"layanan tanda tangan: {type(error).__name__} {error}") from error


def _listed(report: Report) -> list[dict[str, Any]] | str:
    return [dataclasses.asdict(each) for each in report.signatures] if report.readable else "unreadable"


def _plain(value: Any) -> str:
    return str(value.value if isinstance(value, enum.Enum) else value)
