"""Offer `manage.py sync_services`."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from services.catalogue.registry import registry
from services.catalogue.sync import sync


class Command(BaseCommand):
    """Publish what the OPD apps registered; run it after migrate and load_reference."""

    help = "Add a version for every document that changed. Opening times and other settings are never touched."
    # A broken document must be told by this command, not stop it.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Sync, say what happened, and end with 1 when a document was refused."""
        try:
            report = sync(registry)
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(
                f"Basis data belum siap ({error}). Jalankan dulu: manage.py migrate, lalu manage.py load_reference"
            ) from error
        for text, slugs in (
            ("layanan baru", report.added),
            ("versi baru", report.renewed),
            ("dibuka kembali", report.returned),
            ("ditarik", report.withdrawn),
            ("tidak berubah", report.unchanged),
        ):
            if slugs:
                self.stdout.write(f"{text}: {', '.join(slugs)}")
        if report.people:
            self.stdout.write(f"fungsi belum lengkap: {len(report.people)} (misalnya {report.people[0]})")
        for sentence in report.refused:
            self.stderr.write(f"ditolak: {sentence}")
        if report.refused:
            sys.exit(1)
