"""Run a stand-in of the signing service on this machine, for trying out; what it signs counts for nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.outputs.signing import stand_in


class Command(BaseCommand):
    """Serve until Ctrl+C; every NIK signs with the passphrase it prints."""

    help = "Jalankan layanan tanda tangan contoh di mesin ini. Tanda tangannya tidak sah."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, default=8190)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the settings that lead here, then serve; raises CommandError in production and for a taken port."""
        if settings.PRODUCTION:
            raise CommandError("Layanan contoh tidak dijalankan di produksi.")
        try:
            stand = stand_in.Stand(options["port"], stand_in.Desk(anybody=True))
        except OSError as error:
            raise CommandError(f"Port {options['port']} tidak dapat dipakai: {error.strerror}") from error
        self.stdout.write(
            f"ESIGN_URL={stand.url} ESIGN_USERNAME={stand_in.USERNAME} ESIGN_PASSWORD={stand_in.PASSWORD}\n"
            f"Frasa sandi semua orang: {stand_in.PASSPHRASE}\n{stand_in.MARK}"
        )
        self.stdout.flush()
        try:
            stand.serve_forever()
        except KeyboardInterrupt:
            stand.server_close()
