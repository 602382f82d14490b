"""Tidy up once, for installations that rather use a timer of their own."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from foundation.outbox import runner
from foundation.outbox.relay import tidy


class Command(BaseCommand):
    """Take jobs back from dead workers and forget what is kept for a limited time only."""

    help = "Ambil kembali pekerjaan dari pekerja yang mati dan hapus catatan yang melewati masa simpan."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep and tidy up once."""
        swept = runner.sweep()
        tidy()
        self.stdout.write(f"tick: {swept} pekerjaan diambil kembali")
