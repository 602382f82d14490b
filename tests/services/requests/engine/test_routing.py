"""The answers find the office: the first route that holds, else the document's own."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.services.requests import world
from tests.services.requests.documents import PLAIN

pytestmark = pytest.mark.django_db


def routed(*routes: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(PLAIN) | {"routing": [{"function": "verifikator", **route} for route in routes]}


def at_least(number: int) -> dict[str, Any]:
    return {"op": "ge", "args": [{"f": "jumlah"}, number]}


@pytest.mark.parametrize(("amount", "office"), [(None, "disdukcapil"), (2, "disdukcapil"), (5, "dlh"), (9, "dpupr")])
def test_the_first_route_that_holds_decides(amount, office):
    for slug in ("dlh", "dpupr"):
        world.agency(slug, slug[:3].upper())
    version = world.publish(routed({"agency": "dpupr", "when": at_least(8)}, {"agency": "dlh", "when": at_least(4)}))
    answers = {**world.ANSWERS, **({"jumlah": amount} if amount else {})}
    request = world.submitted(version, world.citizen(), answers)
    assert request.agency_id == office
    assert request.number.split("-")[1] == request.agency.code


def test_an_office_that_works_no_more_is_passed_over_and_a_route_without_office_moves_nothing():
    world.agency("bubar", "BBR", is_active=False)
    version = world.publish(routed({"agency": "bubar"}, {}))
    assert world.submitted(version, world.citizen()).agency_id == "disdukcapil"


def test_a_route_may_look_at_facts():
    world.agency("dlh", "DLH")
    online = {"op": "eq", "args": [{"f": "channel"}, "web"]}
    version = world.publish(routed({"agency": "dlh", "when": online}))
    assert world.submitted(version, world.citizen()).agency_id == "dlh"
