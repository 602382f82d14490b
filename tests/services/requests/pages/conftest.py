"""Give every page test its own private folder and a frozen Sunday."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from services.catalogue import documents
from services.catalogue.models import ServiceVersion
from services.requests.actor import Actor
from tests.services.requests import world
from tests.services.requests.pages import rooms


@pytest.fixture(autouse=True)
def private_root(tmp_path: Path, settings: Any) -> Path:
    """Keep uploads of one test to itself."""
    settings.PRIVATE_ROOT = tmp_path / "private"
    return tmp_path / "private"


@pytest.fixture(autouse=True)
def sunday() -> Iterator[None]:
    """Stand still on Sunday 22 November 2026, 10.32 in Serang."""
    with time_machine.travel("2026-11-22T03:32:00Z", tick=False):
        yield


@pytest.fixture
def warga(db: None) -> Actor:
    """Return a citizen."""
    return world.citizen("Contoh Warga")


@pytest.fixture
def akta(db: None) -> ServiceVersion:
    """Publish the real birth certificate."""
    documents.forget()
    return rooms.real(rooms.AKTA)
