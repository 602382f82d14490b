"""Build a world in which four roles have something to reach."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from services.requests.models import Attachment
from tests.services.desk.world import filed, photo, with_papers
from tests.services.requests import world
from tests.services.requests.api_client import Program

# For each role: four of them make a hundred an operation.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "25"))
WIDE = dict.fromkeys(("public", "read", "write", "upload", "bulk"), (1_000_000, 60))


@dataclass
class Place:
    """Hold tokens by role, and ids that lead somewhere."""

    tokens: dict[str, str] = field(default_factory=dict)
    known: dict[str, list[Any]] = field(default_factory=dict)


@pytest.fixture
def place(db: None, settings: Any) -> Iterator[Place]:
    """Return a citizen with a draft and a filed request, its officer, and an officer of another agency."""
    settings.API_LIMITS = WIDE
    # As Django's own test client does: the connection of a test outlives the requests in it.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    call_command("load_reference", verbosity=0)
    version, citizen = world.publish(with_papers()), world.citizen("Siti Contoh")
    draft, sent = world.draft(version, citizen), filed(version, citizen, photo())
    officer = world.officer("verifikator", "kepala")
    stranger = world.officer("verifikator", at=world.agency("dinkes", "DKS"))
    yield Place(
        {
            "nobody": "",
            "citizen": Program.of(citizen).token,
            "officer": Program.of(officer).token,
            "officer elsewhere": Program.of(stranger).token,
        },
        {
            "id": [str(draft.pk), str(sent.pk)],
            "file": [str(pk) for pk in Attachment.objects.values_list("pk", flat=True)],
            "page": ["data", "lain"],
            "action": ["lengkap", "kembalikan", "setujui", "tolak", "ambil", "catatan", "pesan", "prioritaskan"],
            "slug": [version.service_id, "disdukcapil"],
            "code": ["36.04", "36.04.05"],
        },
    )
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)
