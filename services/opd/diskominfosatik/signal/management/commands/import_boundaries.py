"""Take official boundaries into the signal map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.opd.diskominfosatik.signal import boundaries


class Command(BaseCommand):
    """Check a GeoJSON file of all 326 desa, and draw the map from it instead of from interior points."""

    help = "Draw the signal map from official boundaries (GeoJSON, WGS84, one feature a desa with its code)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the file and where it is from."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="Who gave it, which decree, which date; shown on the map.")
        parser.add_argument("--dry-run", action="store_true", help="Only check.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, draw, and write unless told not to."""
        file, source = options["file"], options["source"].strip()
        if not source:
            raise CommandError("Sebutkan sumber batas wilayah ini.")
        if not file.is_file():
            raise CommandError(f"Berkas tidak ada: {file}")
        try:
            found = boundaries.read(file)
        except boundaries.Refused as refused:
            raise CommandError("\n".join(refused.sentences[:40])) from refused
        result = boundaries.draw(found, source)
        size = len(result.text) // 1000
        self.stdout.write(f"{len(found)} desa, {len(result.cells['districts'])} kecamatan, {size} KB.")
        if options["dry_run"]:
            self.stdout.write("Uji coba saja: tidak ada yang ditulis.")
            return
        self.stdout.write(f"Ditulis ke {boundaries.keep(result)}.")
