"""A small service whose officers fork work to two other agencies and ask experts: nothing here exists."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.requests import world
from tests.services.requests.documents import PLAIN


def forking(join: Any = "all", **bent: Any) -> dict[str, Any]:
    """Return the plain service with a fork to two agencies and one function at home."""
    data = copy.deepcopy(PLAIN)
    data |= {"code": "TST-05", "slug": "izin-bercabang", "functions": {"verifikator": {}, "teknis": {}, "kepala": {}}}
    states = data["workflow"]["states"]
    # The fork state has a way out that no guest has.
    tasks = [
        {"function": "teknis", "agency": "dlh", "fields": ["jumlah"], "sla": {"amount": 2}},
        {"function": "teknis", "agency": "dpupr", "fields": ["nama", "jumlah"]},
        {"function": "kepala", "when": {"op": "eq", "args": [{"f": "punya"}, True]}},
    ]
    fork = {"key": "teruskan", "by": ["verifikator"], "to": "telaah", "type": "fork", "tasks": tasks}
    ask = {
        "key": "tanya",
        "by": ["verifikator"],
        "type": "consult",
        "tasks": [{"function": "teknis", "agency": "dlh", "fields": ["jumlah"]}],
        "form": [{"id": "pertanyaan", "type": "long_text", "required": True}],
    }
    states["verifikasi"]["actions"] += [fork, ask]
    opinion = [{"id": "catatan_teknis", "type": "long_text", "required": True}]
    part = {"by": ["teknis", "kepala"], "type": "task", "join": join, "to": "putusan", "form": opinion}
    states["telaah"] = {
        "phase": "in_process",
        "citizen_text": {"id": "Instansi lain sedang menelaah."},
        "actions": [
            {**part, "key": "setuju"},
            {**part, "key": "tidak_setuju"},
            {"key": "tarik", "by": ["verifikator", "teknis"], "to": "verifikasi"},
            {"key": "kembalikan_telaah", "by": ["verifikator"], "to": "perbaikan", "type": "return"},
        ],
    }
    states["putusan"]["actions"][1]["when"] = {
        "op": "not",
        "args": [{"op": "contains", "args": [{"f": "request.outcomes"}, "tidak_setuju"]}],
    }
    data.update(bent)
    return data


@dataclass
class Room:
    """Hold everybody a fork needs, and one request that was filed."""

    request: ServiceRequest
    warga: Actor
    verifikator: Actor
    dlh: Actor
    dpupr: Actor
    kepala: Actor

    def press(self, action: str, actor: Actor, **data: Any) -> Any:
        return world.press(self.request, action, actor, **data)

    def part(self, actor: Actor, action: str = "setuju") -> Any:
        return self.press(action, actor, catatan_teknis="Sudah kami periksa.")

    @property
    def now(self) -> ServiceRequest:
        return world.fresh(self.request)


def room(join: Any = "all", answers: dict[str, Any] | None = None, data: dict[str, Any] | None = None) -> Room:
    """Make a room with a filed request."""
    version, warga = world.publish(data or forking(join)), world.citizen()
    return Room(
        request=world.submitted(version, warga, answers or {**world.ANSWERS, "jumlah": 3}),
        warga=warga,
        verifikator=world.officer("verifikator"),
        dlh=world.officer("teknis", at=world.agency("dlh", "DLH")),
        dpupr=world.officer("teknis", at=world.agency("dpupr", "DPU")),
        kepala=world.officer("kepala"),
    )
