"""Refuse a template that reaches outside its data, and name what it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

LONGEST: Final = 40_000
# Whatever opens a file, another module, the network or the language itself, by any name it can be reached by.
REFUSED: Final = frozenset(
    {"import", "include", "read", "plugin", "json", "csv", "xml", "yaml", "toml", "cbor", "bibliography", "image"}
    | {"eval", "sys", "std", "dictionary", "pdf"}
)
_COMMENT: Final = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_WORD: Final = re.compile(r"[^\W\d]\w*(?:-\w+)*")
_ASKS: Final = re.compile(r"\b(jawaban|sebutan|fakta|nilai)\s*(\(|\.)?\s*(?:\"([^\"\n]*)\"\s*\))?")
_ROWS: Final = re.compile(r"\brincian\s*(?:\(([^)]*)\))?")
_NAME: Final = re.compile(r"\s*\"([a-z0-9_.]+)\"\s*")


@dataclass(frozen=True)
class Asked:
    """Hold what a template asks for: answers, labels, facts and values by name; `everything`: all that may be shown."""

    answers: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    everything: bool = False

    @property
    def variables(self) -> frozenset[str]:
        """Return the same names as the linter of documents writes them."""
        return frozenset(f"answers.{name}" for name in self.answers) | self.facts | self.values


def problems(source: str) -> list[str]:
    """Return in sentences what is wrong with a template, [] for nothing that can be seen without typesetting it."""
    if len(source) > LONGEST:
        return [_("Templat terlalu panjang. Paling panjang %(most)s huruf.") % {"most": LONGEST}]
    text = _COMMENT.sub(" ", source)
    found = []
    if "@preview" in text or "@local" in text:
        found.append(_("Templat tidak boleh memakai paket (@preview). Semua yang diperlukan sudah tersedia."))
    used = sorted(REFUSED & set(_WORD.findall(text)))
    if used:
        said = _("Kata %(words)s tidak boleh dipakai dalam templat. Templat hanya membaca data dokumennya sendiri.")
        found.append(said % {"words": ", ".join(f"“{word}”" for word in used)})
    if not _plain(text):
        found.append(_('Tulis nama yang diminta langsung dalam tanda kutip, misalnya jawaban("nama").'))
    return found


def asked(source: str) -> Asked:
    """Return what a template asks for."""
    text = _COMMENT.sub(" ", source)
    named: dict[str, set[str]] = {"jawaban": set(), "sebutan": set(), "fakta": set(), "nilai": set()}
    for word, _open, name in _ASKS.findall(text):
        if name:
            named[word].add(name)
    everything = False
    for inside in _ROWS.findall(text):
        names = [_NAME.fullmatch(part) for part in inside.split(",") if part.strip()]
        everything = everything or not names
        named["jawaban"] |= {match[1] for match in names if match}
    answers = named["jawaban"] | named["sebutan"]
    return Asked(frozenset(answers), frozenset(named["fakta"]), frozenset(named["nilai"]), everything)


def _plain(text: str) -> bool:
    """Say whether every name is written out, so that what a template asks for can be known before it runs."""
    if any(not name for _word, _open, name in _ASKS.findall(text)):
        return False
    return all(_NAME.fullmatch(part) for inside in _ROWS.findall(text) for part in inside.split(",") if part.strip())
