"""Offer `manage.py start_service namaopd izin-contoh --judul "Izin contoh"`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.reference import files
from services.catalogue.registry import SLUG, registry

STARTER: Final = Path(__file__).resolve().parents[2] / "starter" / "service.yaml"
NUMBER: Final = re.compile(r"-0*([0-9]+)$")


class Command(BaseCommand):
    """Write a first document that lints clean and keeps the contract, with GANTI wherever a fact is missing."""

    help = "Menulis dokumen layanan pertama di services/opd/<kode>/documents/<slug>.yaml untuk dilengkapi."
    # A broken document elsewhere must not keep anybody from beginning a new one.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the app, the slug and, if wanted, the title."""
        parser.add_argument("app", help="kode aplikasi OPD, nama foldernya di services/opd")
        parser.add_argument("slug", help="nama berkas dan alamat layanan, misalnya izin-contoh")
        parser.add_argument("--judul", default="", help="judul layanan; bawaan: slug dengan spasi")

    def handle(self, *args: Any, app: str, slug: str, judul: str, **options: Any) -> None:
        """Check the app and the slug, choose the next free code, then write."""
        folder = self.folder(app)
        if not SLUG.fullmatch(slug):
            raise CommandError(f"Slug {slug!r} tidak dapat dipakai: tulis huruf kecil, angka, dan tanda hubung.")
        path = folder / f"{slug}.yaml"
        if path.exists() or slug in registry:
            raise CommandError(f"Layanan {slug!r} sudah ada; pilih slug lain.")
        agency = app.replace("_", "-")
        words = {"code": self.code(agency), "slug": slug, "agency": agency, "title": title(judul or slug)}
        path.write_text(filled(STARTER.read_text(encoding="utf-8"), words), encoding="utf-8")
        shown = path.relative_to(settings.BASE_DIR)
        self.stdout.write(
            f"{shown} sudah ditulis, dengan kode {words['code']}. Ganti setiap GANTI, lalu jalankan: "
            f"manage.py lint_services {shown}"
        )

    @staticmethod
    def folder(app: str) -> Path:
        """Return the documents' folder of an app; CommandError says how to get one."""
        folder = Path(settings.BASE_DIR) / "services" / "opd" / app / "documents"
        if not app.isidentifier() or not folder.is_dir():
            raise CommandError(f"Belum ada aplikasi {app!r}. Buat dulu: manage.py startopd {app}")
        return folder

    @staticmethod
    def code(agency: str) -> str:
        """Return the next free code of an agency, "ABC-04"; CommandError where the reference has no such agency."""
        found = [row["code"] for row in files.read("opd").rows if row["slug"] == agency]
        if not found:
            raise CommandError(
                f"OPD {agency!r} tidak ada di agencies/data/opd.csv. Tulis dokumennya dari contoh layanan lain, "
                "atau tambahkan OPD itu dulu."
            )
        taken = [
            NUMBER.search(each.document.code) for each in registry if each.document.code.startswith(f"{found[0]}-")
        ]
        return f"{found[0]}-{max((int(number[1]) for number in taken if number), default=0) + 1:02}"


def title(words: str) -> str:
    """Return a title as YAML takes it in every case: quoted, and with a capital letter in front."""
    words = words.strip().replace("-", " ") if SLUG.fullmatch(words) else words.strip()
    return json.dumps(words[:1].upper() + words[1:], ensure_ascii=False)


def filled(text: str, words: dict[str, str]) -> str:
    """Put the words where the starter names them."""
    return re.sub(r"@(code|slug|agency|title)@", lambda found: words[found[1]], text)
