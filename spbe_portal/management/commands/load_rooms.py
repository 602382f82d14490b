"""Load what the rooms of Diskominfosatik begin with."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from services.opd.diskominfosatik.index import schemes
from services.opd.diskominfosatik.inventory import reference as inventory
from services.opd.diskominfosatik.roadmap import reference as roadmap


class Command(BaseCommand):
    """Add laws, obligations, index schemes and parent systems that are not there yet; what the office wrote stays."""

    help = "Memuat peraturan, kewajiban, skema indeks, dan sistem induk layanan; yang sudah ditulis tidak ditimpa."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything."""
        self.stdout.write(f"ruang indeks: {schemes.load()} skema baru")
        self.stdout.write(f"peta jalan: {roadmap.load()} peraturan dan kewajiban baru")
        self.stdout.write(f"inventaris: {inventory.load()} sistem baru")
