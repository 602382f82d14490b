"""Run the relay."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from foundation.outbox.relay import Relay


class Command(BaseCommand):
    """Offer due jobs to the queue until SIGTERM or Ctrl+C; without REDIS_URL, do them in this process."""

    help = "Serahkan pekerjaan yang jatuh tempo kepada Celery; tanpa REDIS_URL dikerjakan di sini."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until asked to stop; the job at hand is finished first."""
        relay = Relay()

        def stop(number: int, frame: FrameType | None) -> None:
            relay.stopping.set()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        where = "di proses ini" if settings.CELERY_TASK_ALWAYS_EAGER else "oleh pekerja Celery"
        self.stdout.write(f"relay: pekerjaan dikerjakan {where}")
        self.stdout.flush()
        relay.run()
        self.stdout.write("relay: berhenti")
