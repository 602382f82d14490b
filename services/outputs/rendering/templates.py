"""Find a template: the newest one published in the panel, or the one shipped with the portal."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from services.outputs.models import OutputTemplate, TemplateState
from services.outputs.rendering.linting import Asked, asked

FOLDER: Final = Path(__file__).with_name("typst")
BASE: Final = "surat"  # the shared part, no template itself
GENERIC: Final = "umum"


class NoTemplate(LookupError):
    """Say that a document names a template which is not there."""


@dataclass(frozen=True)
class Template:
    """Hold one version of a template; version 0 is the shipped one."""

    key: str
    version: str
    source: str

    @property
    def name(self) -> str:
        """Return key and version, as an output keeps it."""
        return f"{self.key}@{self.version}"

    @property
    def asked(self) -> Asked:
        """Return what it asks for."""
        return asked(self.source)


def find(key: str) -> Template:
    """Return the template in force; raises NoTemplate."""
    row = OutputTemplate.objects.filter(key=key, state=TemplateState.PUBLISHED).order_by("-version").first()
    if row is not None:
        return Template(key, str(row.version), row.source)
    return shipped(key)


def shipped(key: str) -> Template:
    """Return a template of the portal's own; its version is a digest of it; raises NoTemplate."""
    if key not in names():
        raise NoTemplate(key)
    source = _read(key)
    return Template(key, hashlib.sha256(source.encode()).hexdigest()[:8], source)


@cache
def names() -> frozenset[str]:
    """Return the keys of the shipped templates."""
    return frozenset(path.stem for path in FOLDER.glob("*.typ")) - {BASE}


def own(key: str) -> Template:
    """Return a template that the portal itself uses and no service document may name."""
    source = _read(f"own/{key}")
    return Template(key, hashlib.sha256(source.encode()).hexdigest()[:8], source)


def base() -> str:
    """Return the shared part."""
    return _read(BASE)


def published() -> dict[str, frozenset[str]]:
    """Return the variables of every template published in the panel, by key; the newest version counts."""
    rows = OutputTemplate.objects.filter(state=TemplateState.PUBLISHED).order_by("key", "version")
    return {key: asked(source).variables for key, source in rows.values_list("key", "source")}


@cache
def _read(key: str) -> str:
    return (FOLDER / f"{key}.typ").read_text(encoding="utf-8")
