"""Double presses, stale pages, parallel decisions."""

from __future__ import annotations

from collections import Counter

import pytest

from services.requests import engine
from services.requests.models import RequestEvent, ServiceRequest
from tests.services.requests import world
from tests.together import together


@pytest.mark.django_db
def test_the_same_key_gives_the_same_result_and_no_second_event():
    version, citizen = world.publish(), world.citizen()
    draft = world.draft(version, citizen)
    first = engine.perform(draft.pk, "ajukan", citizen, key="sekali")
    again = engine.perform(draft.pk, "ajukan", citizen, key="sekali")
    assert (first.replayed, again.replayed) == (False, True)
    assert first.event_seq == again.event_seq
    assert RequestEvent.objects.filter(request=draft).count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_refused():
    version, citizen = world.publish(), world.citizen()
    request = world.submitted(version, citizen)
    engine.perform(request.pk, "pesan", citizen, data={"text": "Halo"}, key="k")
    with pytest.raises(engine.KeyReused):
        engine.perform(request.pk, "pesan", citizen, data={"text": "Lain"}, key="k")


@pytest.mark.django_db
def test_opening_twice_with_one_key_makes_one_draft():
    version, citizen = world.publish(), world.citizen()
    drafts = {
        engine.open_draft(version=version, actor=citizen, applicant=citizen.party, key="buka").pk for _ in range(3)
    }
    assert len(drafts) == ServiceRequest.objects.count() == 1


@pytest.mark.django_db
def test_a_page_older_than_the_request_is_told_who_moved_it():
    version, citizen, verifier = world.publish(), world.citizen(), world.officer("verifikator")
    request = world.submitted(version, citizen)
    world.press(request, "lengkap", verifier)
    with pytest.raises(engine.WrongState, match="Sudah diproses Petugas"):
        engine.perform(request.pk, "lengkap", verifier, key="telat", expected_seq=1)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_decide_at_once_one_wins_and_the_other_is_told():
    version, citizen = world.publish(), world.citizen()
    verifier, one, two = world.officer("verifikator"), world.officer("kepala"), world.officer("kepala")
    for _round in range(5):
        request = world.submitted(version, citizen)
        world.press(request, "lengkap", verifier)
        results = together(
            lambda r=request: engine.perform(r.pk, "setujui", one, key="a"),
            lambda r=request: engine.perform(r.pk, "tolak", two, data={"alasan": "Tidak cocok."}, key="b"),
        )
        kinds = Counter(type(r).__name__ for r in results)
        assert kinds == {"Outcome": 1, "WrongState": 1}
        assert RequestEvent.objects.filter(request=request, kind="decide").count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_parallel_presses_of_one_key_file_one_request():
    version, citizen = world.publish(), world.citizen()

    def file(key):
        request = engine.open_draft(version=version, actor=citizen, applicant=citizen.party, key=key)
        engine.save_answers(request.pk, "data", world.ANSWERS, citizen)
        return engine.perform(request.pk, "ajukan", citizen, key=key)

    for key in ("satu", "dua"):
        results = together(*[lambda k=key: file(k) for _ in range(8)])
        filed = [r for r in results if isinstance(r, engine.Outcome)]
        assert len(filed) + sum(isinstance(r, engine.WrongState) for r in results) == 8
        assert len({r.request.pk for r in filed}) == 1
    assert ServiceRequest.objects.exclude(number=None).count() == 2
