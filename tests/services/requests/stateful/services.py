"""Two services on which everything a workflow can do may come about: a request, and the objection to its decision."""

from __future__ import annotations

import copy
from typing import Any

from tests.services.requests.ending import objecting
from tests.services.requests.forking import forking

REASON = [{"id": "alasan", "type": "long_text", "required": True}]


def request() -> dict[str, Any]:
    """Return the forking service with a clock, a ladder, silence, a closing by the clock, and ways on and back."""
    data = forking("all")
    data |= {"code": "TST-11", "slug": "izin-segala-langkah"}
    data["functions"]["kabid"] = {}
    data["sla"] = {
        **{"amount": 3, "unit": "working_days", "from": "complete", "pause_on": ["perbaikan"]},
        "escalate": [{"at": 80, "to": "kabid"}, {"at": 100, "to": "kepala"}],
        "silence": {"after": 5, "register": True},
    }
    states = data["workflow"]["states"]
    states["verifikasi"]["actions"].append({"key": "alihkan", "by": ["verifikator"], "type": "forward"})
    close = {"key": "tutup", "by": ["system"], "to": "ditutup", "type": "close", "after": {"amount": 10}}
    states["perbaikan"]["actions"].append(close)
    states["ditutup"] = {"phase": "closed"}
    more = {"key": "perpanjang", "by": ["kepala"], "type": "extend", "extend": {"amount": 2}, "form": REASON}
    states["putusan"]["actions"].append(more)
    reopen = {"key": "buka", "by": ["kepala", "applicant", "system"], "to": "verifikasi", "type": "reopen"}
    states["ditolak"]["actions"] = [reopen]
    return data


def relabelled() -> dict[str, Any]:
    """Return the same service with another word on the screen: a version every open request may move to."""
    data = copy.deepcopy(request())
    data["workflow"]["states"]["verifikasi"]["label"] = {"id": "Diperiksa petugas"}
    return data


def objection() -> dict[str, Any]:
    """Return the service that takes the objection; granting it reopens the request."""
    return objecting(code="TST-12", slug="keberatan-segala-langkah")
