"""Write the app of a new OPD: `manage.py startopd dinkes`."""

from __future__ import annotations

import keyword
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.reference import files

CODE = re.compile(r"[a-z][a-z0-9_]{1,29}")
OPD_APPS = re.compile(r"^OPD_APPS = \[\n(?P<lines>(?:    .*\n)*)\]", re.MULTILINE)

FILES = {
    "__init__.py": '''"""Hold what {name} adds.

Removing this folder and its line in OPD_APPS removes it.
"""
''',
    "apps.py": '''"""Name the app of {name}."""

from django.apps import AppConfig


class {camel}Config(AppConfig):
    """Register the services of {name}."""

    name = "services.opd.{code}"
    label = "opd_{code}"
    verbose_name = "{name}"
''',
    "registration.py": '''"""Register the services of {name}."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="{code}", folder=Path(__file__).parent / "documents")
''',
    "documents/.gitkeep": "",
}


class Command(BaseCommand):
    """Refuse a malformed or taken code with a sentence; else write the folder and its line in OPD_APPS."""

    # The portal need not be healthy to get a new folder.
    requires_system_checks: list[str] = []
    help = "Membuat aplikasi OPD baru di services/opd/<kode>/ dan menambahkannya ke OPD_APPS."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the code and, if wanted, the name."""
        parser.add_argument("code", help="kode OPD: huruf kecil, angka, garis bawah; misalnya dinkes")
        parser.add_argument("--nama", default="", help="nama OPD untuk dibaca orang; bawaan: nama pendek di opd.csv")

    def handle(self, *args: Any, code: str, nama: str, **options: Any) -> None:
        """Check the code and the name, then write."""
        known = known_agency(code)
        name = nama.strip() or known.get("short_name") or code.replace("_", " ").title()
        if not CODE.fullmatch(code) or keyword.iskeyword(code):
            raise CommandError(
                f"Kode {code!r} tidak dapat dipakai: tulis 2 sampai 30 huruf kecil, angka, atau garis bawah, "
                "diawali huruf."
            )
        if known.get("kind") == "kecamatan":
            raise CommandError(
                f"{known['name']} tidak perlu aplikasi sendiri: aplikasi 'kecamatan' melayani semua kecamatan. "
                "Taruh dokumennya di services/opd/kecamatan/documents/."
            )
        if re.search(r'["\\{}\n\r]', name):
            raise CommandError("Nama OPD tidak boleh berisi tanda kutip, garis miring terbalik, atau kurung kurawal.")
        root = Path(settings.BASE_DIR)
        folder, settings_file = root / "services" / "opd" / code, root / "spbe_portal" / "settings.py"
        text = settings_file.read_text(encoding="utf-8")
        line = f'    "services.opd.{code}",\n'
        if folder.exists() or line in text:
            raise CommandError(
                f"OPD {code!r} sudah ada (services/opd/{code} atau OPD_APPS). Untuk menambah layanan: "
                f"manage.py start_service {code} nama-layanan"
            )
        listed = OPD_APPS.search(text)
        if listed is None:
            raise CommandError("Daftar OPD_APPS tidak ditemukan di spbe_portal/settings.py.")
        self.write(folder, {"code": code, "name": name, "camel": code.title().replace("_", "")})
        end = listed.end("lines")
        settings_file.write_text(text[:end] + line + text[end:], encoding="utf-8")
        self.stdout.write(
            f"services/opd/{code}/ dan barisnya di OPD_APPS sudah dibuat untuk {name}. Langkah berikutnya: "
            f"manage.py start_service {code} nama-layanan"
        )
        if not known:
            self.stderr.write(
                f"Perhatian: {code.replace('_', '-')!r} tidak ada di agencies/data/opd.csv. Nama folder harus sama "
                "dengan slug OPD di sana, dengan _ sebagai ganti -. Cocokkan sebelum menulis layanan."
            )

    @staticmethod
    def write(folder: Path, words: dict[str, str]) -> None:
        """Write the files of the app."""
        for name, text in FILES.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.format(**words), encoding="utf-8")


def known_agency(code: str) -> dict[str, str]:
    """Return the row of the reference data whose agency this app would serve; empty where there is none."""
    return next((row for row in files.read("opd").rows if row["slug"].replace("-", "_") == code), {})
