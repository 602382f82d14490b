"""Offer ready-made questions, and a first shape for a new one of any type."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from services.definition import yaml_reader
from services.definition.describe.words import say
from services.definition.describe.words.form import TYPES
from services.definition.fields import FIELD_TYPES

FILE: Final = Path(__file__).parent / "data" / "bank.yaml"
# Worked-out values need a formula; that is written in the text of the document.
UNASKED: Final = frozenset({"computed", "slot"})
PARTNER: Final = "reference"


@dataclass(frozen=True)
class Shelf:
    """Hold the ready-made questions of one kind."""

    title: str
    fields: tuple[dict[str, Any], ...]


@cache
def shelves() -> tuple[Shelf, ...]:
    """Return all ready-made questions."""
    data = yaml_reader.load(FILE.read_text(encoding="utf-8")).data
    return tuple(Shelf(group["title"], tuple(group["fields"])) for group in data["groups"])


def ready(name: str) -> dict[str, Any] | None:
    """Return one ready-made question, None where the bank has none of that name."""
    found = (field for shelf in shelves() for field in shelf.fields if field["id"] == name)
    return copy.deepcopy(next(found, None))


def kinds() -> list[tuple[str, str]]:
    """Return the types a new question may have, by their words."""
    return sorted(((name, say(TYPES, name, "id")) for name in FIELD_TYPES if name not in UNASKED), key=lambda k: k[1])


def begin(kind: str, label: str, name: str) -> dict[str, Any]:
    """Return the least a new question of a type can be."""
    field: dict[str, Any] = {"id": name, "type": kind, "label": {"id": label}}
    if kind in ("choice", "choices"):
        field["options"] = [
            {"value": "pilihan_1", "label": {"id": _("Pilihan pertama")}},
            {"value": "pilihan_2", "label": {"id": _("Pilihan kedua")}},
        ]
    elif kind == "group":
        field["fields"] = [{"id": "nama", "type": "short_text", "label": {"id": _("Nama")}}]
        field["repeat"] = {"min": 1, "max": 10}
    elif kind == PARTNER:
        field["list"] = name
    return field
