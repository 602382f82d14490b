"""A guest's program sees its question and the answers shared for it, and does its part once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.services.desk.world import NOW
from tests.services.requests import world
from tests.services.requests.api_client import Program, new_key, problem
from tests.services.requests.forking import Room, room

pytestmark = pytest.mark.django_db
ANSWERS = {**world.ANSWERS, "nama": "Siti Rahasia", "jumlah": 7}
MARKS = ("Siti Rahasia", "3604054104900001", "Catatan dalam", "Pesan pribadi", "Pemohon Bertanda")


@pytest.fixture(autouse=True)
def now() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def made() -> Room:
    found = room(answers=ANSWERS)
    found.warga.party.name = "Pemohon Bertanda"
    found.warga.party.save()
    found.press("catatan", found.verifikator, text="Catatan dalam")
    found.press("pesan", found.warga, text="Pesan pribadi")
    return found


def test_a_guest_sees_its_part_and_what_was_shared_and_nothing_else(made: Room) -> None:
    made.press("teruskan", made.verifikator)
    program = Program.of(made.dlh)
    for path in ("parts/", f"requests/{made.request.pk}/", "requests/", "requests/?tab=semua"):
        said = program.get(f"desk/{path}").content.decode()
        assert not [mark for mark in MARKS if mark in said], path
    case = program.get(f"desk/requests/{made.request.pk}/").json()
    assert (case["guest"], case["events"], case["messages"]) == (True, [], [])
    assert [line["field"] for part in case["answers"] for line in part["lines"]] == ["jumlah"]
    assert [each["open"] for each in case["asked"]] == [True]
    assert "setuju" in [each["action"] for each in case["actions"] if each["allowed"]]
    assert [each["request"] for each in program.get("desk/parts/").json()["items"]] == [str(made.request.pk)]


def test_a_guest_does_its_part_once_and_then_finds_nothing(made: Room) -> None:
    made.press("teruskan", made.verifikator)
    program, key = Program.of(made.dlh), new_key()
    path = f"desk/requests/{made.request.pk}/actions/"
    for action in ("catatan", "pesan", "ambil"):
        problem(program.post(f"{path}{action}/", {"data": {"text": "Halo"}}), 404, "not_found")
    body = {"data": {"catatan_teknis": "Tidak ada keberatan."}}
    first = program.post(f"{path}setuju/", body, key).json()
    assert (first["replayed"], first["visible"]) == (False, False)
    assert program.post(f"{path}setuju/", body, key).json()["replayed"] is True
    problem(program.get(f"desk/requests/{made.request.pk}/"), 404, "not_found")
