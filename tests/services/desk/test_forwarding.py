"""At the desk: a request is forwarded with a list and a reason, reopened with a press, and an objection leads back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from services.requests.models import CorrectionItem
from tests.services.desk import world as desk
from tests.services.requests import ending, world
from tests.services.requests.engine.test_forwarding import WHY, forwarding

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> Iterator[Any]:
    with time_machine.travel(desk.NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def case(now: Any) -> tuple[Any, Any]:
    world.officer("verifikator", at=world.agency("dlh", "DLH"))
    world.agency("dpupr", "DPU")
    return world.submitted(world.publish(forwarding()), world.citizen()), world.officer("verifikator")


def test_the_offices_are_listed_and_the_forwarded_case_leaves_the_desk(client: Client, case):
    request, officer = case
    desk.seat(client, officer)
    assert "Alihkan" in desk.words(client.get(desk.url(request)))
    shown = client.get(desk.url(request, "alihkan"))
    assert '<option value="dlh">' in shown.content.decode()
    done = client.post(desk.url(request, "alihkan"), {"agency": "dlh", **WHY})
    assert done["Location"].startswith("/panel/antrean/?tab=")
    assert world.fresh(request).agency_id == "dlh"
    assert client.get(desk.url(request)).status_code == 404


def test_without_a_reason_nothing_moves_and_the_chosen_office_stays_chosen(client: Client, case):
    request, officer = case
    desk.seat(client, officer)
    response = client.post(desk.url(request, "alihkan"), {"agency": "dlh", "text": ""})
    assert response.status_code == 422
    assert "Tulis alasannya" in desk.words(response)
    assert '<option value="dlh" selected>' in response.content.decode()


def test_what_is_wrong_with_a_marked_part_is_chosen_from_a_list(client: Client, case):
    request, officer = case
    desk.seat(client, officer)
    sent = {"bagian": "nama", "catatan.nama": "Samakan dengan KTP.", "alasan.nama": "salah"}
    assert "tidak sesuai" in desk.words(client.get(desk.url(request, "kembalikan"), {"bagian": "nama"}))
    wrong = client.post(desk.url(request, "kembalikan"), {**sent, "alasan.nama": "jelek"})
    assert (wrong.status_code, "dari daftar" in desk.words(wrong)) == (422, True)
    client.post(desk.url(request, "kembalikan"), sent)
    assert CorrectionItem.objects.get(request=request).reason == "salah"


def test_a_closed_case_is_reopened_with_one_press_and_an_objection_leads_to_its_request(client: Client, now):
    world.publish(ending.objecting())
    room = ending.rejected(now)
    objection = room.object_and_file()
    desk.seat(client, room.kepala)
    assert f"Keberatan atas putusan permohonan {room.request.number}" in desk.words(client.get(desk.url(objection)))
    assert f"Keberatan {objection.number}" in desk.words(client.get(desk.url(room.request)))
    client.post(desk.url(room.request, "buka"))
    assert room.now.cycle == 1
    assert "Dibuka kembali" in desk.words(client.get(desk.url(room.request)))


def test_a_desk_that_may_not_see_the_request_sees_no_way_to_it(client: Client, now):
    version = world.publish(ending.objecting())
    room = ending.rejected(now)
    objection = room.object_and_file()
    only = world.officer("verifikator", service=version.service)
    desk.seat(client, only)
    assert "putusan permohonan" not in desk.words(client.get(desk.url(objection)))
