"""Check what must hold for every request; run it after a fault, a restore or an upgrade."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.requests.invariants import check


class Command(BaseCommand):
    """Exit 0 when everything holds, 1 with one line per violation otherwise."""

    help = "Periksa semua hal yang harus selalu benar pada setiap permohonan."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what does not hold."""
        found = [f"request {v.request}: {v.sentence}" if v.request else v.sentence for v in check()]
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("Every invariant holds.")
