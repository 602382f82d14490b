"""A test service on which time works, and a relay that does the jobs whose time has come."""

from __future__ import annotations

import copy
from typing import Any

from foundation import clock
from foundation.outbox import runner
from foundation.outbox.models import Job, JobState
from services.requests.models import RequestEvent, ServiceRequest
from tests.services.requests.documents import PLAIN

# With `load_reference`: Monday 23 November 2026, and the working week of an office that opens at 08.00.
MONDAY = "2026-11-23T03:00:00Z"
FORM = [{"id": "alasan", "type": "long_text", "required": True}]


def document(**sla: Any) -> dict[str, Any]:
    """Return the plain document with five days, a ladder, a register of silence, and a closing by the clock."""
    data = copy.deepcopy(PLAIN)
    data["functions"]["kabid"] = {}
    data["sla"] = {
        "amount": 5,
        "unit": "working_days",
        "from": "complete",
        "pause_on": ["perbaikan"],
        "escalate": [{"at": 80, "to": "kabid"}, {"at": 100, "to": "kepala"}, {"at": 140, "to": "kepala"}],
        "silence": {"after": 5, "register": True},
        **sla,
    }
    states = data["workflow"]["states"]
    states["ditutup"] = {"phase": "closed"}
    close = {"key": "tutup", "by": ["system"], "to": "ditutup", "type": "close", "after": {"amount": 10}}
    states["perbaikan"]["actions"].append(close)
    more = {"key": "perpanjang", "by": ["kepala"], "type": "extend", "extend": {"amount": 7}, "form": FORM}
    states["putusan"]["actions"].append(more)
    return data


def with_action(state: str, **action: Any) -> dict[str, Any]:
    """Return that document with one more action in a state."""
    data = document()
    data["workflow"]["states"][state]["actions"].append(action)
    return data


def work() -> int:
    """Do every job whose time has come, as relay and worker do; returns how many were done."""
    done = 0
    while due := list(Job.objects.filter(state=JobState.WAITING, not_before__lte=clock.now()).values_list("pk")):
        done += sum(runner.run(pk) for (pk,) in due)
    return done


def kinds(request: ServiceRequest) -> list[str]:
    """Return what happened to a request, in order."""
    return list(RequestEvent.objects.filter(request=request).order_by("seq").values_list("kind", flat=True))
