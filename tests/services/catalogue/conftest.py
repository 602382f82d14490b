"""Offer the official facts, the registered services, and small documents of a test's own."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.catalogue import documents
from services.catalogue.registry import Registry
from tests import kept

SMALL: dict[str, Any] = {
    "schema": 1,
    "code": "TES-01",
    "slug": "surat-uji",
    "agency": "dinkes",
    "title": {"id": "Surat uji"},
    "summary": {"id": "Surat untuk menguji."},
    "access": {"level": "account"},
    "standard": {
        "legal_basis": ["UU 25/2009"],
        "duration": {"amount": 3, "unit": "working_days", "from": "submitted", "status": "proposal"},
        "fee": {"amount": 0},
        "product": ["Surat uji"],
    },
    "form": {
        "pages": [{"id": "data", "title": "Data", "fields": [{"id": "nama", "type": "name", "required": True}]}],
    },
    "functions": {"petugas": {}},
    "routing": [{"function": "petugas"}],
    "workflow": {
        "initial": "draf",
        "states": {
            "draf": {
                "phase": "draft",
                "actions": [{"key": "ajukan", "by": ["applicant"], "type": "submit", "to": "periksa"}],
            },
            "periksa": {
                "phase": "in_process",
                "label": "Diperiksa",
                "citizen_text": "Petugas memeriksa.",
                "actions": [
                    {"key": "setujui", "by": ["petugas"], "type": "approve", "to": "selesai"},
                    {
                        "key": "tolak",
                        "by": ["petugas"],
                        "type": "reject",
                        "to": "ditolak",
                        "form": [{"id": "alasan", "type": "long_text", "required": True}],
                    },
                ],
            },
            "selesai": {"phase": "approved"},
            "ditolak": {"phase": "rejected"},
        },
    },
    "retention": {"approved": {"years": 1, "then": "anonymise"}},
}


@pytest.fixture
def reference(db: None) -> None:
    """Load regions, agencies and calendars."""
    kept.reference()


@pytest.fixture
def published(reference: None) -> None:
    """Publish what the real OPD apps register."""
    kept.services()


@pytest.fixture(autouse=True)
def _fresh_documents() -> None:
    """Let no test see another's documents."""
    documents.forget()


@pytest.fixture
def small() -> dict[str, Any]:
    """Return a small, sound document to change at will."""
    return copy.deepcopy(SMALL)


@pytest.fixture
def register(tmp_path: Path) -> Callable[..., Registry]:
    """Write documents (data or raw text) as the files of an app and register them in a registry of the test's own."""

    def write(*contents: dict[str, Any] | str, app: str = "dinkes", into: Registry | None = None) -> Registry:
        own = Registry() if into is None else into
        folder = tmp_path / f"{app}-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for number, content in enumerate(contents):
            text = content if isinstance(content, str) else yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
            (folder / f"{number:02}.yaml").write_text(text, encoding="utf-8")
        own.register_documents(app=app, folder=folder)
        return own

    return write
