"""Check that locale/en translates every sentence of the code, nothing fuzzy, and a compiled file of the same content.

The Indonesian sentences in the code are the source; locale/en translates them. Needs gettext (`apt install gettext`).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "en"
CATALOGUE = Path("locale") / LANGUAGE / "LC_MESSAGES" / "django.po"
SOURCES = ("foundation", "citizens", "agencies", "services", "spbe_portal", "templates")
ENTRY = re.compile(r'^msgid ((?:".*"\n)+)', re.MULTILINE)
EMPTY = re.compile(r'^msgstr(?:\[\d\])? ""\n(?!")', re.MULTILINE)


def sentences(text: str) -> set[str]:
    """Return the msgids of a catalogue as they stand, without the header and without obsolete entries."""
    found = {"".join(line.strip('"') for line in match.splitlines()) for match in ENTRY.findall(text)}
    return found - {""}


def extract() -> str:
    """Return a fresh catalogue of the sentences in the code, made in a temporary copy."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCES:
            if (ROOT / name).exists():
                shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "locale", copy / "locale", dirs_exist_ok=True)
        command = [sys.executable, "-m", "django", "makemessages", "--locale", LANGUAGE, "--no-wrap", "--no-location"]
        subprocess.run(command, cwd=copy, check=True, capture_output=True)
        return (copy / CATALOGUE).read_text(encoding="utf-8")


def compiled(path: Path) -> bytes:
    """Return what msgfmt makes of a catalogue."""
    with tempfile.NamedTemporaryFile() as file:
        subprocess.run(["msgfmt", "--check-format", "-o", file.name, str(path)], check=True, capture_output=True)
        return Path(file.name).read_bytes()


def problems() -> list[str]:
    """Return one sentence for each way in which the translations are behind the code."""
    path = ROOT / CATALOGUE
    if shutil.which("msgfmt") is None:
        return ["gettext is not installed: apt install gettext."]
    if not path.is_file():
        return [f"{CATALOGUE} is missing: run `make messages`, translate, and commit it."]
    text = path.read_text(encoding="utf-8")
    have, want = sentences(text), sentences(extract())
    found = [f"not in {CATALOGUE}: {sentence}" for sentence in sorted(want - have)]
    found += [f"no longer in the code: {sentence}" for sentence in sorted(have - want)]
    if re.search(r"^#, .*fuzzy", text, re.MULTILINE):
        found.append("fuzzy entries: translate them and remove the mark.")
    if EMPTY.search(text):
        found.append("entries without a translation: write one.")
    # locale/id is compiled too: it holds better Indonesian for some sentences of Django and allauth.
    for each in sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po")):
        binary = each.with_suffix(".mo")
        if not binary.is_file() or binary.read_bytes() != compiled(each):
            found.append(f"{binary.relative_to(ROOT)} is behind its .po: run `make messages` and commit it.")
    return found


def main() -> int:
    """Print the problems and return 1 when there is one."""
    found = problems()
    print("\n".join(found) or "translations in step")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
