"""Seal the history of every day that is over and has no seal yet."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from foundation import clock, signing
from services.requests.sealing import ONE_DAY, seal_until


class Command(BaseCommand):
    """Runs by itself once an hour in the relay; running it again changes nothing."""

    help = "Segel riwayat sampai kemarin, dan tampilkan kunci publik untuk memeriksanya."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was sealed and the public keys."""
        made = seal_until(clock.today() - ONE_DAY)
        for seal in made:
            self.stdout.write(f"seal {seal.number} {seal.day}: {seal.leaves_count} events under {seal.root}")
        if not made:
            self.stdout.write("Every day that is over has its seal.")
        for kid, public in signing.public_keys().items():
            self.stdout.write(f"public key {kid}: {public}")
