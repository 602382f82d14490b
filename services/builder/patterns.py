"""Offer ready-made paths of a request, and lay one over a document in place of the path it has."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from services.builder import bank
from services.builder.sheet.base import Wrong
from services.builder.sheet.places import at, put_at
from services.builder.steps import pages
from services.definition import yaml_reader

FILE: Final = Path(__file__).parent / "data" / "patterns.yaml"
FIRST: Final = "satu_tahap"
ONE: Final = "one"
NOTICES: Final = (
    {"when": "action:ajukan", "template": "diterima"},
    {"when": "state:perbaikan", "template": "perlu_perbaikan"},
    {"when": "state:selesai", "template": "selesai"},
    {"when": "state:ditolak", "template": "ditolak"},
)


@dataclass(frozen=True)
class Pattern:
    """Hold one ready-made path; `asks` says whether one office or several have to be named for it."""

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


def lay(data: dict[str, Any], pattern: Pattern, offices: Sequence[str] = ()) -> None:
    """Put a path in place of the one a document has: its states, roles, first hands and notices."""
    offices = list(dict.fromkeys(each for each in offices if each))
    if pattern.asks and not offices:
        raise Wrong(_("Pilih kantor yang ikut memproses."))
    data["workflow"] = _named(copy.deepcopy(pattern.workflow), offices[:1] if pattern.asks == ONE else offices)
    data["functions"] = copy.deepcopy(pattern.functions)
    data["routing"] = copy.deepcopy(pattern.routing)
    data["notify"] = copy.deepcopy(list(NOTICES))
    for name in pattern.fields:
        _ask(data, name)
    if pattern.agency_from:
        data["agency"] = {"from": pattern.agency_from}
    clock = data.get("sla")
    if isinstance(clock, dict):
        data["sla"] = {**clock, "pause_on": ["perbaikan"], "escalate": []}
    # What came out of the old path by its decisions comes out of the new one's approval.
    _approve(data)


def _named(node: Any, offices: Sequence[str]) -> Any:
    if node == "@tasks@":
        return [{"function": "teknis", "agency": office} for office in offices]
    if node == "@agencies@":
        return list(offices)
    if isinstance(node, dict):
        return {key: _named(each, offices) for key, each in node.items()}
    return [_named(each, offices) for each in node] if isinstance(node, list) else node


def _ask(data: dict[str, Any], name: str) -> None:
    """Ask a ready-made question on the first page, unless a question of that id is there."""
    if name in pages.taken(data):
        return
    found = bank.ready(name)
    form = at(data, ("form", "pages"), [])
    if not form:
        put_at(data, ("form", "pages"), [{"id": "permohonan", "title": {"id": "Permohonan Anda"}, "fields": [found]}])
    else:
        form[0]["fields"].append(found)


def _approve(data: dict[str, Any]) -> None:
    effects = [{"output": each["key"]} for each in data.get("outputs", [])]
    for state in data["workflow"]["states"].values() if effects else ():
        for action in state.get("actions", []):
            if action.get("type") == "approve":
                action["effects"] = effects
