"""Check a document from the command line: a file against what was issued, or a QR code's text by its signature."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation import clock
from services.outputs.verifying import credentials, lookup
from services.outputs.verifying.lookup import Standing

PIECE = 1 << 20


class Command(BaseCommand):
    """Print what a document is worth; the exit code is 0 for a valid one alone."""

    help = "Periksa berkas hasil, atau teks QR-nya (tanpa basis data)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a file, or the text of a QR code."""
        parser.add_argument("file", nargs="?", type=Path, help="Berkas PDF atau foto yang diterima warga.")
        parser.add_argument("--qr", default="", help="Teks kode QR: alamat dengan #, atau hanya isinya.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say it as JSON, one key a line; raise CommandError for what is not valid."""
        if bool(options["file"]) == bool(options["qr"]):
            raise CommandError("Sebut satu berkas, atau --qr dengan teks kode QR.")
        standing, claims = _of_text(options["qr"]) if options["qr"] else _of_file(options["file"])
        told = {"standing": standing, **({} if claims is None else dataclasses.asdict(claims))}
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1, default=str))
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
