"""Begin a new service: a small whole document from a few answers, or a copy of another one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from services.builder import bank, patterns
from services.builder.sheet.lists import fresh
from services.catalogue.models import Service
from services.catalogue.registry import registry

FIELDS: Final = ("nama", "hp", "keperluan")
# What is kept no longer than needed, until the office decides otherwise in the step Berkas.
RETENTION: Final = {
    "draft": {"days": 30, "then": "delete"},
    "approved": {"years": 2, "then": "anonymise"},
    "rejected": {"years": 2, "then": "anonymise"},
    "withdrawn": {"years": 1, "then": "anonymise"},
}


OWN_WORDS: Final = frozenset({"baru", "impor"})  # addresses of the builder itself


def slug_of(title: str) -> str:
    """Return an address made of a title that no service has."""
    taken = {*OWN_WORDS, *Service.objects.values_list("slug", flat=True), *(each.document.slug for each in registry)}
    wanted = fresh(title, (), 60).replace("_", "-")
    return next(name for n in range(1, len(taken) + 3) if (name := f"{wanted}-{n}" if n > 1 else wanted) not in taken)


def code_of(prefix: str) -> str:
    """Return the next free code that begins with the letters of an office."""
    letters = re.sub(r"[^A-Z0-9]", "", prefix.upper())[:10] or "LAY"
    taken = {*Service.objects.values_list("code", flat=True), *(each.document.code for each in registry)}
    return next(code for number in range(1, 10_000) if (code := f"{letters}-{number:02}") not in taken)


def first(code: str, slug: str, agency: str, title: str) -> dict[str, Any]:
    """Return the document a new service begins with."""
    data: dict[str, Any] = {
        "schema": 1,
        "code": code,
        "slug": slug,
        "agency": agency,
        "title": {"id": title},
        "confidence": "low",
        "form": {"pages": [{"id": "permohonan", "title": {"id": "Permohonan Anda"}, "fields": _ready(FIELDS)}]},
        "sla": {"amount": 3, "unit": "working_days", "from": "complete", "pause_on": ["perbaikan"]},
        "retention": RETENTION,
    }
    pattern = patterns.pattern_of(patterns.FIRST)
    if pattern is not None:
        patterns.lay(data, pattern)
    return data


def double(document: dict[str, Any], code: str, slug: str, agency: str | None, title: str) -> dict[str, Any]:
    """Return a copy of another document under names of its own."""
    own = {"code": code, "slug": slug, "title": {"id": title}}
    return {**document, **own, **({"agency": agency} if agency and isinstance(document["agency"], str) else {})}


def _ready(names: Iterable[str]) -> list[dict[str, Any]]:
    return [field for name in names if (field := bank.ready(name)) is not None]
