"""Build a world in which five roles have something to reach."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import time, timedelta
from io import StringIO
from typing import Any, Final

import pytest
import time_machine
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from agencies.activities import schedule
from agencies.models import Activity
from foundation import clock
from services.outputs import actions as outputs
from services.outputs.models import Output, OutputStatus
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import Attachment, ServiceRequest
from tests.services.desk.world import filed, photo, with_papers
from tests.services.outputs import world as issuing
from tests.services.requests import ending, world
from tests.services.requests.api_client import Program

ROLES: Final = ("nobody", "citizen", "officer", "officer elsewhere", "system")
WIDE = dict.fromkeys(("public", "read", "write", "upload", "bulk", "token"), (1_000_000, 60))


@dataclass
class Place:
    """Hold the headers that each role sends, and ids that lead somewhere."""

    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    known: dict[str, list[Any]] = field(default_factory=dict)


@pytest.fixture
def place(db: None, settings: Any) -> Iterator[Place]:
    """Return a citizen with requests at every stage, their officer, its system, and an officer of another agency."""
    settings.API_LIMITS = WIDE
    made = built()
    with _connection_kept():
        yield made


def built() -> Place:
    """Build the world: a draft, a filed request, one that waits for its applicant, and one that was rejected."""
    call_command("load_reference", verbosity=0)
    world.publish(ending.objecting())
    with time_machine.travel(clock.now().timestamp() - 3600, tick=False) as past:
        room = ending.rejected(past)
    citizen, version = room.warga, world.publish(with_papers())
    draft, sent, returned = world.draft(version, citizen), filed(version, citizen, photo()), filed(version, citizen)
    officer = world.officer("verifikator", "kepala")
    world.press(returned, "kembalikan", officer, items=[{"field": "nama", "note": "Tulis lengkap."}])
    engine.save_answers(returned.pk, None, {"nama": "Siti Uji Lengkap"}, citizen)
    stranger = world.officer("verifikator", at=world.agency("dinkes", "DKS"))
    people = {"citizen": citizen, "officer": officer, "officer elsewhere": stranger}
    headers = {role: {"X-Session-Token": Program.of(actor).token} for role, actor in people.items()}
    system = {"Authorization": f"Bearer {system_token(world.officer('verifikator', 'kepala'))}"}
    return Place(
        {"nobody": {}, "system": system, **headers},
        {
            "id": [str(each.pk) for each in (draft, sent, returned, room.request)],
            "file": [str(pk) for pk in Attachment.objects.values_list("pk", flat=True)],
            "page": ["data", "lain"],
            "action": [
                *("lengkap", "buka", "kembalikan", "setujui", "tolak", "ambil"),
                *("catatan", "pesan", "prioritaskan"),
            ],
            # Where an operation gets somewhere; elsewhere it is refused at once.
            "submit id": [str(draft.pk)],
            "put_page id": [str(draft.pk)],
            "put_page page": ["data"],
            "renew_document id": [str(sent.pk)],
            "output": [str(_issued(sent).pk)],
            "activity id": [str(_activity().pk)],
            "act id": [str(sent.pk)],
            "act_on_own id": [str(room.request.pk)],
            "act_on_own action": ["buka"],
            "field": ["nama", "nik", "punya", "alasan_tanpa"],
            "data": ["text", "alasan", "items", "remark", "to", "flag", "agency", "output", "sha256"],
            "slug": [version.service_id, "disdukcapil"],
            "code": ["36.04", "36.04.05"],
        },
    )


def _issued(request: ServiceRequest) -> Output:
    """Return a document of a request as if it were out, for a year."""
    made = outputs.prepare(request, "izin", issuing.sent(), None)
    year = clock.today() + timedelta(days=365)
    Output.objects.filter(pk=made.pk).update(status=OutputStatus.ISSUED, issued_at=clock.now(), valid_until=year)
    return made


def _activity() -> Activity:
    """Publish one day on which an agency can be met."""
    day = clock.today() + timedelta(days=3)
    planned = Activity(agency=world.agency(), title="Hari uji", place="Aula uji", first_day=day, last_day=day)
    planned.opens, planned.closes, planned.is_published = time(9), time(12), True
    return schedule.save(planned)


def system_token(account: Actor) -> str:
    """Return the token of an OPD's system that may read and write as an account."""
    said, email = StringIO(), account.user.email if account.user else ""
    call_command("add_system", "SIAK", email, "--scope=cases:read", "--scope=cases:write", stdout=said)
    found = dict(line.split("=", 1) for line in said.getvalue().split())
    basic = b64encode(f"{found['client_id']}:{found['client_secret']}".encode()).decode()
    body = {"grant_type": "client_credentials"}
    answer = Client().post("/api/v1/auth/token", body, headers={"Authorization": f"Basic {basic}"})
    return str(answer.json()["access_token"])


@contextmanager
def _connection_kept() -> Iterator[None]:
    """Do as Django's own test client does: the connection of a test outlives the requests in it."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    try:
        yield
    finally:
        request_started.connect(close_old_connections)
        request_finished.connect(close_old_connections)
