"""Services that end and go on: one that is decided and reopened, and one that takes objections. Nothing here exists."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.requests import world
from tests.services.requests.documents import PLAIN

MONDAY = "2026-11-23T03:00:00Z"
REOPEN = {"key": "buka", "by": ["kepala", "applicant", "system"], "to": "verifikasi", "type": "reopen"}
WITHIN = {"amount": 5, "unit": "calendar_days"}


def decided(*, objection: Any = True, **more: Any) -> dict[str, Any]:
    """Return the plain service whose rejection can be reopened and objected to."""
    data = copy.deepcopy(PLAIN)
    states = data["workflow"]["states"]
    states["ditolak"] |= {"objection": objection, "actions": [{**REOPEN, **more}]}
    return data


def objecting(**bent: Any) -> dict[str, Any]:
    """Return the service that takes objections; granting one reopens the request."""
    data = copy.deepcopy(PLAIN)
    data |= {"code": "TST-09", "slug": "keberatan-uji", "kind": "objection", "title": {"id": "Keberatan uji"}}
    data["form"]["pages"] = [
        {
            "id": "data",
            "title": {"id": "Data"},
            "fields": [
                {"id": "nomor", "type": "short_text", "required": True, "from": "parent.number"},
                {"id": "layanan", "type": "short_text", "required": True, "from": "parent.service"},
                {"id": "putusan_pada", "type": "date", "required": False, "from": "parent.decided_on"},
                {"id": "mengapa", "type": "long_text", "required": True},
            ],
        }
    ]
    grant = data["workflow"]["states"]["putusan"]["actions"][1]
    grant["effects"] = [{"parent": "buka"}]
    data.update(bent)
    return data


@dataclass
class Room:
    """Hold a request that was rejected for good, and everybody around it."""

    request: ServiceRequest
    warga: Actor
    verifikator: Actor
    kepala: Actor
    clock: Any

    def press(self, action: str, actor: Actor, **data: Any) -> engine.Outcome:
        return world.press(self.request, action, actor, **data)

    @property
    def now(self) -> ServiceRequest:
        return world.fresh(self.request)

    def settle(self, request: ServiceRequest | None = None) -> None:
        """Let eleven seconds pass and make the pending decision effective."""
        self.clock.shift(11)
        engine.settle((request or self.request).pk)

    def reject(self) -> None:
        """Take the request from verification to an effective rejection."""
        self.press("lengkap", self.verifikator)
        self.press("tolak", self.kepala, alasan="Belum cocok.")
        self.settle()

    def object_and_file(self, key: str = "keberatan-1") -> ServiceRequest:
        """File an objection to the decision in force."""
        draft = engine.open_objection(self.request.pk, self.warga, key)
        engine.save_answers(draft.pk, "data", {"mengapa": "Berkas saya lengkap."}, self.warga)
        world.press(draft, "ajukan", self.warga)
        return world.fresh(draft)


def rejected(clock: Any, data: dict[str, Any] | None = None) -> Room:
    """Make a room in which a request was rejected."""
    version, warga = world.publish(data or decided()), world.citizen()
    request = world.submitted(version, warga)
    room = Room(request, warga, world.officer("verifikator"), world.officer("kepala"), clock)
    room.reject()
    return room
