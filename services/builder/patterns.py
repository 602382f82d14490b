"""Offer ready-made paths of a request, and lay one over a document in place of the path it has."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from services.definition import yaml_reader

FILE: Final = Path(__file__).parent / "data" / "patterns.yaml"
FIRST: Final = "satu_tahap"
NOTICES: Final = (
    {"when": "action:ajukan", "template": "diterima"},
    {"when": "state:perbaikan", "template": "perlu_perbaikan"},
    {"when": "state:selesai", "template": "selesai"},
    {"when": "state:ditolak", "template": "ditolak"},
)


@dataclass(frozen=True)
class Pattern:
    """Hold one ready-made path; `asks` says which offices have to be named for it."""

    key: str
    title: str
    about: str
    functions: dict[str, Any]
    routing: list[dict[str, Any]]
    workflow: dict[str, Any]
    asks: str = ""
    agency_from: str = ""
    fields: list[str] = field(default_factory=list)


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return all paths on offer."""
    data = yaml_reader.load(FILE.read_text(encoding="utf-8")).data
    return tuple(Pattern(**each) for each in data["patterns"])


def pattern_of(key: str) -> Pattern | None:
    """Return one path, None for an unknown key."""
    return next((each for each in patterns() if each.key == key), None)


def lay(data: dict[str, Any], pattern: Pattern) -> None:
    """Put a path in place of the one a document has: its states, roles, first hands and notices."""
    data["workflow"] = copy.deepcopy(pattern.workflow)
    data["functions"] = copy.deepcopy(pattern.functions)
    data["routing"] = copy.deepcopy(pattern.routing)
    data["notify"] = copy.deepcopy(list(NOTICES))
    clock = data.get("sla")
    if isinstance(clock, dict):
        data["sla"] = {**clock, "pause_on": ["perbaikan"]}
