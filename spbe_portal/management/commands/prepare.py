"""Bring database, reference data, services, demo accounts and static files in step with the code."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from spbe_portal import fingerprint
from spbe_portal.demo_people import DOMAIN, PASSWORD

OURS = ("foundation", "citizens", "agencies", "services", "spbe_portal")


class Command(BaseCommand):
    """Run each step whose inputs changed; quick when nothing did. Progress goes to stderr, accounts to stdout."""

    # A database that cannot be reached gets a sentence of ours first; migrate runs the checks after it.
    requires_system_checks: list[str] = []
    help = "Migrasi, data rujukan, layanan, akun demo, dan berkas statis; cepat bila tidak ada yang berubah."

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate always; skip loading and collecting while code, data files and database are the same."""
        self.memory = Path(settings.DATA_DIR) / "prepared.json"
        self.require_database()
        self.step("migrate", "menyiapkan basis data", verbosity=0, interactive=False)
        known = self.recall()
        code = fingerprint.of_files(settings.BASE_DIR / name for name in (*OURS, "data"))
        loaded = f"{code} {fingerprint.of_database()} demo={settings.DEMO}"
        if known.get("loaded") != loaded:
            self.step("load_reference", "memuat data rujukan (kecamatan, desa, OPD, hari libur)")
            self.step("sync_services", "menyelaraskan dokumen layanan")
            self.step("load_rooms", "memuat peraturan dan sistem induk")
            if settings.DEMO:
                self.step("load_demo", "membuat akun demo")
        # An OPD's app may bring files of its own.
        shown = [settings.BASE_DIR / "static", *sorted(settings.BASE_DIR.glob("services/opd/*/static"))]
        collected = fingerprint.of_files([*shown, settings.BASE_DIR / "requirements.lock"])
        if known.get("collected") != collected or not Path(settings.STATIC_ROOT).is_dir():
            # The pages of DRF's browser and Redoc are never served, so their files need not be compressed either.
            unused = {"ignore_patterns": ["rest_framework", "redoc"]}
            self.step("collectstatic", "mengumpulkan berkas statis", verbosity=0, interactive=False, **unused)
        self.memory.write_text(json.dumps({"loaded": loaded, "collected": collected}), encoding="utf-8")
        if settings.DEMO:
            self.list_accounts()

    def require_database(self) -> None:
        """Raise CommandError with a sentence when the database cannot be reached."""
        try:
            connection.ensure_connection()
        except OperationalError as error:
            reason = str(error).strip().splitlines()[0]
            raise CommandError(
                f"Basis data tidak dapat dihubungi: {reason}. Periksa DATABASE_URL atau hidupkan server basis datanya."
            ) from error

    def step(self, command: str, sentence: str, **options: Any) -> None:
        """Run one command and say how long it took."""
        started = time.monotonic()
        self.stderr.write(f"-- {sentence} ...")
        self.stderr.flush()
        call_command(command, stdout=self.stderr, **options)
        self.stderr.write(f"   {time.monotonic() - started:.1f} detik")

    def recall(self) -> dict[str, str]:
        """Return what the last run left, or nothing when it cannot be read."""
        try:
            return dict(json.loads(self.memory.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return {}

    def list_accounts(self) -> None:
        """Print the demo accounts that exist."""
        users = get_user_model().objects.filter(email__endswith=DOMAIN).order_by("pk")
        self.stdout.write(f"Akun demo (kata sandi {PASSWORD}; kode petugas ada di halaman /demo/):")
        for email in users.values_list("email", flat=True):
            self.stdout.write(f"  {email}")
