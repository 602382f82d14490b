"""An officer asks an expert, here or in another agency, and need not wait for the answer."""

from __future__ import annotations

import copy

import pytest

from services.requests import engine, policies
from services.requests.invariants import check
from services.requests.models import RequestEvent, RequestGrant, RequestTask
from services.requests.presenters.timeline import timeline
from tests.services.requests.forking import Room, forking, room

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> Room:
    made = room()
    made.press("tanya", made.verifikator, pertanyaan="Apakah lokasinya sempadan sungai?")
    return made


def test_a_question_leaves_the_request_where_it_is_and_lets_the_expert_in(asked: Room) -> None:
    assert asked.now.state == "verifikasi"
    assert policies.visible_to(asked.dlh).filter(pk=asked.request.pk).exists()
    assert not policies.visible_to(asked.dpupr).filter(pk=asked.request.pk).exists()
    grant = RequestGrant.objects.get(request=asked.request)
    assert (grant.agency_id, grant.fields) == ("dlh", ["jumlah"])
    assert list(check([asked.request.pk])) == []


def test_advice_is_kept_for_staff_and_closes_the_door_behind_the_expert(asked: Room) -> None:
    asked.press("jawab", asked.dlh, text="Bukan sempadan.", advice="setuju")
    task = RequestTask.objects.get(request=asked.request)
    assert (task.outcome, task.done_at is None) == ("setuju", False)
    event = RequestEvent.objects.get(request=asked.request, kind="answer")
    assert (event.visibility, event.payload.data["text"]) == ("internal", "Bukan sempadan.")
    assert not policies.visible_to(asked.dlh).filter(pk=asked.request.pk).exists()
    read_by_citizen = [entry.text + entry.title for entry in timeline(asked.now)]
    assert not any("sempadan" in text.lower() for text in read_by_citizen)


def test_advice_needs_words_and_one_of_three_stances(asked: Room) -> None:
    for data in ({"text": "  "}, {"text": "Ya", "advice": "mungkin"}, {}):
        with pytest.raises(engine.InvalidData):
            asked.press("jawab", asked.dlh, **data)
    asked.press("jawab", asked.dlh, text="Tidak ada sikap.")
    assert RequestTask.objects.get(request=asked.request).outcome == "dijawab"


def test_who_was_not_asked_does_not_answer(asked: Room) -> None:
    for actor, error in ((asked.verifikator, engine.NotAllowed), (asked.warga, engine.NotAllowed)):
        with pytest.raises(error):
            asked.press("jawab", actor, text="Saya rasa boleh.")
    with pytest.raises(engine.NotFound):
        asked.press("jawab", asked.dpupr, text="Saya rasa boleh.")


def test_the_same_question_is_not_asked_twice_while_it_waits(asked: Room) -> None:
    with pytest.raises(engine.NotAllowed, match="masih ditunggu"):
        asked.press("tanya", asked.verifikator, pertanyaan="Sudah?")
    asked.press("jawab", asked.dlh, text="Bukan.")
    asked.press("tanya", asked.verifikator, pertanyaan="Yakin?")
    assert RequestTask.objects.filter(request=asked.request).count() == 2


def test_nobody_has_to_wait_for_advice_and_leaving_the_state_ends_the_question(asked: Room) -> None:
    asked.press("lengkap", asked.verifikator)
    assert asked.now.state == "putusan"
    assert RequestTask.objects.get(request=asked.request).outcome == "tidak_diperlukan"
    with pytest.raises(engine.NotFound):
        asked.press("jawab", asked.dlh, text="Terlambat.")


def test_a_document_may_wait_for_advice_by_a_condition() -> None:
    data = copy.deepcopy(forking())
    complete = data["workflow"]["states"]["verifikasi"]["actions"][0]
    complete["when"] = {"op": "eq", "args": [{"f": "request.open_consults"}, 0]}
    made = room(data=data)
    made.press("tanya", made.verifikator, pertanyaan="Apakah lokasinya sempadan sungai?")
    with pytest.raises(engine.NotAllowed, match="Syarat"):
        made.press("lengkap", made.verifikator)
    made.press("jawab", made.dlh, text="Bukan.")
    made.press("lengkap", made.verifikator)
    assert made.now.state == "putusan"


def test_a_question_needs_its_words(asked: Room) -> None:
    made = room()
    with pytest.raises(engine.InvalidData):
        made.press("tanya", made.verifikator)
    assert not RequestTask.objects.filter(request=made.request).exists()
