"""Read translation catalogues as they are written, without gettext installed."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

PART = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:".*"\n)+)', re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """Hold one entry: its sentence, its plural or "", and its translations (one, or one for each form)."""

    sentence: str
    plural: str
    translations: tuple[str, ...]


def path(language: str) -> Path:
    """Return the catalogue of a language of the portal."""
    return Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"


def read(file: Path) -> list[Entry]:
    """Return the entries of a catalogue, without its header and without obsolete ones."""
    found: list[tuple[str, str, list[str]]] = []
    for name, quoted in PART.findall(file.read_text(encoding="utf-8")):
        text = "".join(ast.literal_eval(line) for line in quoted.splitlines())
        if name == "msgid":
            found.append((text, "", []))
        elif name == "msgid_plural":
            found[-1] = (found[-1][0], text, [])
        else:
            found[-1][2].append(text)
    return [Entry(sentence, plural, tuple(said)) for sentence, plural, said in found if sentence]
