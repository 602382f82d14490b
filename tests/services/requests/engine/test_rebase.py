"""A request stays on the version it began with until somebody moves it, and then only where nothing breaks."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from services.requests import engine
from services.requests.engine import rebase
from services.requests.models import RequestEvent
from tests.services.requests import world
from tests.services.requests.documents import PLAIN

pytestmark = pytest.mark.django_db


def renamed() -> dict[str, Any]:
    """Return the document with another label: compatible."""
    data = copy.deepcopy(PLAIN)
    data["workflow"]["states"]["verifikasi"]["label"] = {"id": "Diperiksa petugas"}
    return data


def asking_more() -> dict[str, Any]:
    """Return the document with one more compulsory question: the applicant is needed."""
    data = copy.deepcopy(PLAIN)
    data["form"]["pages"][1]["fields"].append({"id": "warna", "type": "short_text", "required": True})
    return data


def without_a_state() -> dict[str, Any]:
    """Return the document with the state gone in which the request stands: incompatible."""
    data = copy.deepcopy(PLAIN)
    states = data["workflow"]["states"]
    states["pemeriksaan"] = states.pop("verifikasi")
    for state in states.values():
        for action in state.get("actions", []):
            action["to"] = action["to"].replace("verifikasi", "pemeriksaan")
    return data


def test_a_new_version_moves_no_request_by_itself() -> None:
    request = world.submitted(world.publish(), world.citizen())
    world.publish(renamed())
    assert world.fresh(request).version.number == 1


def test_an_officer_moves_a_request_to_a_compatible_version_and_the_history_says_so() -> None:
    request = world.submitted(world.publish(), world.citizen())
    world.publish(renamed())
    world.press(request, rebase.KEY, world.officer("verifikator"))
    moved = world.fresh(request)
    assert (moved.version.number, moved.state) == (2, "verifikasi")
    event = RequestEvent.objects.get(request=request, kind="rebase")
    assert (event.visibility, event.payload.data) == ("internal", {"from": 1, "to": 2})


@pytest.mark.parametrize("change", [asking_more, without_a_state])
def test_a_filed_request_is_not_moved_where_answers_or_states_would_be_missing(change: Any) -> None:
    request = world.submitted(world.publish(), world.citizen())
    world.publish(change())
    with pytest.raises(engine.NotAllowed, match="tidak cocok"):
        world.press(request, rebase.KEY, world.officer("verifikator"))
    assert world.fresh(request).version.number == 1


def test_an_applicant_moves_a_draft_that_only_asks_more_and_keeps_every_answer() -> None:
    warga = world.citizen()
    request = world.draft(world.publish(), warga)
    world.publish(asking_more())
    world.press(request, rebase.KEY, warga)
    moved = world.fresh(request)
    assert (moved.version.number, moved.seq, engine.plain_answers(moved)["nama"]) == (2, 0, "Siti Uji")
    with pytest.raises(engine.InvalidData):
        world.press(request, "ajukan", warga)


def test_a_draft_is_not_moved_to_a_version_its_answers_do_not_fit() -> None:
    warga = world.citizen()
    request = world.draft(world.publish(), warga)
    data = renamed()
    data["form"]["pages"][0]["fields"][0]["type"] = "short_text"
    world.publish(data)
    with pytest.raises(engine.NotAllowed, match="tidak cocok"):
        world.press(request, rebase.KEY, warga)


def test_who_has_no_function_in_a_request_does_not_move_it() -> None:
    warga = world.citizen()
    request = world.submitted(world.publish(), warga)
    world.publish(renamed())
    with pytest.raises(engine.NotAllowed):
        world.press(request, rebase.KEY, warga)
    with pytest.raises(engine.NotFound):
        world.press(request, rebase.KEY, world.officer("verifikator", at=world.agency("dlh", "DLH")))


def test_a_request_on_the_newest_version_and_one_that_ended_stay_where_they_are() -> None:
    warga, petugas = world.citizen(), world.officer("verifikator")
    request = world.submitted(world.publish(), warga)
    with pytest.raises(engine.NotAllowed, match="terbaru"):
        world.press(request, rebase.KEY, petugas)
    world.press(request, "batalkan", warga)
    world.publish(renamed())
    with pytest.raises(engine.NotAllowed, match="tetap pada versinya"):
        world.press(request, rebase.KEY, petugas)
