"""Load what the rooms of Diskominfosatik begin with."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from services.opd.diskominfosatik.index import schemes
from services.opd.diskominfosatik.roadmap import reference as roadmap


class Command(BaseCommand):
    """Add laws, obligations and index schemes that are known and not there yet; what the office wrote stays."""

    help = "Memuat peraturan, kewajiban, dan skema indeks; yang sudah ditulis tidak ditimpa."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything."""
        self.stdout.write(f"ruang indeks: {schemes.load()} skema baru")
        self.stdout.write(f"peta jalan: {roadmap.load()} peraturan dan kewajiban baru")
