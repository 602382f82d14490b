"""Answers for the index: so many people, each with the same score everywhere. Nothing here exists."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import time_machine

from agencies.models import Agency
from foundation import clock
from foundation.periods import year_of
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from services.satisfaction import actions, publishing
from services.satisfaction.instrument import skm
from services.satisfaction.models import PREFIX, Channel, Response, SurveyPoint
from tests.services.requests import world
from tests.services.requests.documents import PLAIN

# Monday 23 November 2026, 10.00 in Serang.
MONDAY = "2026-11-23T03:00:00Z"


def surveyed(**more: Any) -> dict[str, Any]:
    """Return the plain document with the survey after it."""
    return copy.deepcopy(PLAIN) | {"survey": "skm"} | more


def point(agency: Agency, name: str = "Loket 1", **more: Any) -> SurveyPoint:
    """Lay a QR code out at a counter."""
    return SurveyPoint.objects.create(agency=agency, name=name, token=actions.new_token(), **more)


def answers(
    number: int, score: int, service: str | None, agency: str, at: SurveyPoint | None = None, **odd: int
) -> None:
    """Write down so many equal answers of today; `odd` scores name an element."""
    scores = {f"{PREFIX}{code}": odd.get(code, score) for code in skm().codes}
    Response.objects.bulk_create(
        Response(
            channel=Channel.COUNTER if at else Channel.PORTAL,
            agency_id=agency,
            service_id=service,
            point=at,
            answered_on=clock.today(),
            **scores,
        )
        for _each in range(number)
    )


def published() -> None:
    """Publish the present year."""
    publishing.publish(year_of(clock.today()))


def decided(warga: Actor, document: dict[str, Any] | None = None) -> ServiceRequest:
    """Return a request whose approval is effective."""
    version = world.publish(document or surveyed())
    request = world.submitted(version, warga)
    home = request.agency
    checks, signs = world.officer("verifikator", at=home), world.officer("kepala", at=home)
    world.press(request, "lengkap", checks)
    world.press(request, "setujui", signs)
    return request


def settle(request: ServiceRequest) -> ServiceRequest:
    """Let the decision come into force."""
    with time_machine.travel(clock.now() + dt.timedelta(seconds=11), tick=False):
        engine.settle(request.pk)
    return world.fresh(request)


def filled(score: int = 4, **more: str) -> dict[str, str]:
    """Return a form on which every element has the same score."""
    return {f"{PREFIX}{code}": str(score) for code in skm().codes} | more
