"""Work the public figures out again from the events of every request."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.performance import rebuilding


class Command(BaseCommand):
    """Streams over all requests; with --check it says what differs and changes nothing."""

    help = "Hitung ulang angka kinerja dari semua peristiwa permohonan."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer --check."""
        parser.add_argument("--check", action="store_true", help="Compare only; exit 1 where something differs.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the progress and what was found."""
        if not options["check"]:
            self.stdout.write(f"{rebuilding.rebuild(self._progress)} requests counted.")
            return
        found = rebuilding.check(self._progress)
        if found.number:
            raise CommandError("\n".join([f"{found.number} differences.", *found.said]))
        self.stdout.write("Every figure is what the events say.")

    def _progress(self, done: int) -> None:
        if done % 10_000 < rebuilding.BATCH:
            self.stdout.write(f"{done} requests ...")
