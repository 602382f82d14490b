"""A program asks for whom its person may ask, and opens drafts in their name."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from citizens import mandates
from citizens.mandates import Child
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.requests import world
from tests.services.requests.api_client import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent() -> Actor:
    return world.citizen()


def add_child(parent: Actor) -> Any:
    assert parent.party is not None
    return mandates.add_child(parent.party, Child("Anak Contoh", dt.date(2020, 8, 17)))


def test_the_children_of_an_account_are_listed_with_their_last_day(parent: Actor) -> None:
    mandate = add_child(parent)
    listed = Program.of(parent).get("mandates/").json()["items"]
    assert listed == [{"id": str(mandate.pk), "name": "Anak Contoh", "relation": "child", "until": "2037-08-16"}]
    assert Program.of(world.citizen()).get("mandates/").json() == {"items": []}
    assert Program().get("mandates/").status_code == 401


def test_a_draft_is_opened_in_the_name_of_a_child(parent: Actor) -> None:
    world.publish()
    mandate = add_child(parent)
    answer = Program.of(parent).post("requests/", {"service": "izin-uji", "mandate": str(mandate.pk)})
    assert answer.status_code == 201, answer.content
    draft = ServiceRequest.objects.get()
    assert (draft.applicant, draft.mandate) == (mandate.principal, mandate)


@pytest.mark.parametrize("whose", ["nobody", "another"])
def test_a_mandate_of_others_is_as_unknown_as_none(parent: Actor, whose: str) -> None:
    world.publish()
    pk = str(add_child(world.citizen()).pk) if whose == "another" else "01900000-0000-7000-8000-000000000000"
    answer = Program.of(parent).post("requests/", {"service": "izin-uji", "mandate": pk})
    assert (answer.status_code, answer.json()["detail"]) == (422, "Kuasa ini tidak ada atau sudah berakhir.")
    assert not ServiceRequest.objects.exists()
