"""What many tests of the definition need: a small service that lints clean, and ways to bend it."""

import copy
import json
from pathlib import Path
from typing import Any

from services.definition.document import Document, parse, parse_text
from services.definition.fields import Context, FieldBase, Lookups, make, type_of

FIXTURES = Path(__file__).parent / "fixtures"
TODAY = "2026-11-22"
FACTS: dict[str, Any] = {"today": TODAY}


class Removal:
    """Mark a place that `bent` takes out; its name is the same in every process that shares a run."""

    def __repr__(self) -> str:
        return "REMOVE"


REMOVE = Removal()
NAME = {"id": "nama", "type": "name", "required": True}


def load_json(name: str) -> Any:
    """Return a fixture file."""
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def sample() -> Document:
    """Return the sample service of the specification, its dots filled."""
    return parse_text(sample_text())


def sample_text() -> str:
    """Return the sample service as it is written."""
    return (FIXTURES / "izn-09.yaml").read_text(encoding="utf-8")


def minimal() -> dict[str, Any]:
    """Return the data of the smallest service that may be published."""
    return {
        "schema": 1,
        "code": "TES-01",
        "slug": "layanan-uji",
        "agency": "disdukcapil",
        "title": "Layanan uji",
        "standard": {
            "duration": {"amount": 3},
            "fee": {"amount": 0, "note": "Rp0"},
            "product": ["Surat"],
        },
        "form": {
            "pages": [{"id": "data", "title": "Data", "fields": [{"id": "nama", "type": "name", "required": True}]}]
        },
        "functions": {"petugas": {}, "kabid": {"signs": True}},
        "sla": {"amount": 3, "pause_on": ["perbaikan"]},
        "workflow": {
            "initial": "draf",
            "states": {
                "draf": {"phase": "draft", "actions": [_action("ajukan", "applicant", "periksa", type="submit")]},
                "periksa": {
                    "phase": "in_process",
                    "citizen_text": "Berkas Anda sedang diperiksa.",
                    "actions": [
                        _action("lengkap", "petugas", type="mark_complete"),
                        _action("kembalikan", "petugas", "perbaikan", type="return"),
                        _action("setujui", "kabid", "selesai", type="approve", not_same_as=["lengkap"]),
                        _action("tolak", "kabid", "ditolak", type="reject"),
                    ],
                },
                "perbaikan": {
                    "phase": "waiting_applicant",
                    "actions": [_action("perbaiki", "applicant", "periksa", type="resubmit")],
                },
                "selesai": {"phase": "approved"},
                "ditolak": {"phase": "rejected"},
            },
        },
        "retention": {"approved": {"years": 5, "then": "anonymise"}},
    }


def _action(key: str, by: str, to: str | None = None, **more: Any) -> dict[str, Any]:
    return {"key": key, "by": [by], **({"to": to} if to else {}), **more}


def bent(changes: dict[str, Any], data: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the minimal data with values set at dotted paths: {"standard.fee.amount": 5}; REMOVE takes a key away."""
    result = copy.deepcopy(minimal() if data is None else data)
    for path, value in changes.items():
        parts: list[str | int] = [int(part) if part.isdigit() else part for part in path.split(".")]
        here: Any = result
        for part in parts[:-1]:
            here = here.setdefault(part, {}) if isinstance(part, str) else here[part]
        last = parts[-1]
        if value is REMOVE:
            del here[last]
        elif isinstance(last, int) and last == len(here):
            here.append(value)
        else:
            here[last] = value
    return result


def service(changes: dict[str, Any] | None = None) -> Document:
    """Return the minimal service, bent."""
    return parse(bent(changes or {}))


def asking(*fields: dict[str, Any], **more: Any) -> Document:
    """Return a service with these fields on one page called data."""
    return parse(bent({"form.pages.0.fields": list(fields), **more}))


def field(kind: str, **keywords: Any) -> FieldBase:
    """Return one field called f."""
    return make({"id": "f", "type": kind, **keywords})


def clean(kind: str, raw: Any, *, lookups: Lookups | None = None, **keywords: Any) -> Any:
    """Clean one raw answer with a field type; FieldProblem comes through."""
    one = field(kind, **keywords)
    return type_of(one).clean(raw, one, Context.of(FACTS, lookups))


def shown(kind: str, value: Any, **keywords: Any) -> str:
    """Return a clean answer as text."""
    one = field(kind, **keywords)
    return type_of(one).show(value, one)
