"""Offer `manage.py load_reference`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from agencies.reference.files import BrokenReference
from agencies.reference.tables import load_all


class Command(BaseCommand):
    """Load regions, OPD, holidays and calendars; run it as often as you like."""

    help = "Load the official facts of the kabupaten; what was corrected in the panel is kept."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load all tables and say what changed."""
        try:
            tallies = load_all()
        except BrokenReference as error:
            raise CommandError(f"Data acuan rusak: {error}") from error
        except IntegrityError as error:
            raise CommandError(f"Data acuan bertabrakan dengan isi panel: {error}") from error
        for name, tally in tallies.items():
            parts = [f"{tally.rows} baris"]
            parts += [f"{tally.added} baru"] if tally.added else []
            parts += [f"{tally.changed} diperbarui"] if tally.changed else []
            parts += [f"{tally.kept} koreksi panel dipertahankan"] if tally.kept else []
            self.stdout.write(f"{name}: {', '.join(parts)}")
