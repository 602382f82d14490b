"""Build a small roadmap for tests: offices, initiatives, and whoever keeps them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client

from services.opd.diskominfosatik.roadmap.models import Dependency, Fulfilment, Initiative, Obligation, Regulation
from tests.services.requests import world
from tests.signing_in import sign_in

NOON = dt.datetime(2026, 11, 29, 12, 0, tzinfo=dt.UTC)


def initiative(code: str = "PJ-1", agency: str = "dinkes", **more: Any) -> Initiative:
    """Make an initiative that runs through 2026, unless told otherwise."""
    given = {"start_on": dt.date(2026, 1, 1), "due_on": dt.date(2026, 12, 31), "title": f"Rencana {code}"}
    return Initiative.objects.create(code=code, agency=world.agency(agency, agency[:5].upper()), **(given | more))


def waits(one: Initiative, other: Initiative) -> None:
    """Let one initiative wait for another."""
    Dependency.objects.create(initiative=one, needed=other)


def fulfilment(agency: str = "dinkes", key: str = "uji", **more: Any) -> Fulfilment:
    """Ask an obligation of an agency."""
    law, _new = Regulation.objects.get_or_create(key="uji", defaults={"title": "Peraturan uji"})
    duty, _new = Obligation.objects.get_or_create(key=key, defaults={"regulation": law, "text": f"Kewajiban {key}"})
    return Fulfilment.objects.create(obligation=duty, agency=world.agency(agency, agency[:5].upper()), **more)


def keeper(agency: str = "dinkes", **flags: bool) -> Client:
    """Sign in whoever keeps the records of an agency; of all with is_platform_admin."""
    flags = flags or {"is_agency_admin": True}
    actor = world.officer(at=world.agency(agency, agency[:5].upper()), **flags)
    assert actor.user is not None
    return sign_in(Client(), actor.user)


def platform() -> Client:
    """Sign in whoever administers the portal."""
    return keeper("diskominfosatik", is_platform_admin=True)
