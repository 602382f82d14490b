"""Drafts: nothing typed is lost, nothing hidden is kept, nothing foreign gets in."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation import clock
from services.requests import engine
from services.requests.models import ServiceRequest
from tests.services.requests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened():
    version, citizen = world.publish(), world.citizen()
    return engine.open_draft(version=version, actor=citizen, applicant=citizen.party, key="k"), citizen


def test_what_is_wrong_is_kept_as_typed_and_shown_back(opened):
    draft, citizen = opened
    cleaned = engine.save_answers(draft.pk, "data", {"nama": "Siti", "nik": "123", "punya": True}, citizen)
    row = world.fresh(draft)
    assert [p.path for p in cleaned.problems] == ["nik"]
    assert engine.typed(row) == {"nik": "123"}
    assert engine.plain_answers(row) == {"nama": "Siti", "punya": True}
    engine.save_answers(draft.pk, "data", world.ANSWERS, citizen)
    assert engine.typed(world.fresh(draft)) == {}


def test_a_wrong_optional_answer_is_asked_about_at_submit_not_dropped(opened):
    draft, citizen = opened
    engine.save_answers(draft.pk, "data", world.ANSWERS, citizen)
    engine.save_answers(draft.pk, "lain", {"jumlah": "99"}, citizen)
    with pytest.raises(engine.InvalidData) as refusal:
        world.press(draft, "ajukan", citizen)
    assert [p.path for p in refusal.value.problems] == ["jumlah"]


def test_hidden_and_unknown_answers_are_never_stored(opened):
    draft, citizen = opened
    raw = {**world.ANSWERS, "alasan_tanpa": "tersembunyi", "agency": "bapenda", "state": "selesai"}
    engine.save_answers(draft.pk, "data", raw, citizen)
    assert set(engine.plain_answers(world.fresh(draft))) == set(world.ANSWERS)


def test_an_answer_hidden_by_a_later_change_is_gone_at_submit(opened):
    draft, citizen = opened
    engine.save_answers(draft.pk, "data", {**world.ANSWERS, "punya": False, "alasan_tanpa": "hilang"}, citizen)
    engine.save_answers(draft.pk, "data", {**world.ANSWERS, "punya": True}, citizen)
    world.press(draft, "ajukan", citizen)
    assert "alasan_tanpa" not in engine.plain_answers(world.fresh(draft))


def test_a_page_cannot_write_the_answers_of_another(opened):
    draft, citizen = opened
    engine.save_answers(draft.pk, "data", {**world.ANSWERS, "jumlah": 3}, citizen)
    assert "jumlah" not in engine.plain_answers(world.fresh(draft))


def test_a_draft_stays_on_the_version_it_began(opened):
    draft, citizen = opened
    newer = world.publish({**world.PLAIN, "title": {"id": "Izin uji baru"}})
    engine.save_answers(draft.pk, "data", world.ANSWERS, citizen)
    world.press(draft, "ajukan", citizen)
    assert world.fresh(draft).version.number == 1
    assert newer.number == 2


def test_a_closed_service_takes_no_draft_and_no_submit_and_gives_its_reason(opened):
    draft, citizen = opened
    engine.save_answers(draft.pk, "data", world.ANSWERS, citizen)
    service = draft.service
    service.closes_at, service.closed_message = clock.now(), "Dibuka lagi bulan Januari."
    service.save()
    with pytest.raises(engine.ServiceClosed, match="Januari"):
        world.press(draft, "ajukan", citizen)
    with pytest.raises(engine.ServiceClosed):
        engine.open_draft(version=draft.version, actor=citizen, applicant=citizen.party, key="lain")
    assert engine.plain_answers(world.fresh(draft)) == world.ANSWERS


def test_a_thrown_away_draft_is_gone_and_a_filed_request_cannot_be_thrown_away(opened):
    draft, citizen = opened
    engine.save_answers(draft.pk, "data", world.ANSWERS, citizen)
    other = world.submitted(draft.version, citizen)
    assert engine.discard(draft.pk, citizen) == []
    with pytest.raises(engine.WrongState):
        engine.discard(other.pk, citizen)
    assert list(ServiceRequest.objects.values_list("pk", flat=True)) == [other.pk]


def more(draft, actor, key="lagi"):
    return engine.open_draft(version=draft.version, actor=actor, applicant=actor.party, key=key)


def test_an_untouched_draft_is_handed_out_again_and_a_touched_one_never(opened):
    draft, citizen = opened
    assert more(draft, citizen).pk == draft.pk
    assert ServiceRequest.objects.count() == 1
    engine.save_answers(draft.pk, "data", {"nama": "Siti"}, citizen)
    assert more(draft, citizen, "baru").pk != draft.pk
    assert engine.plain_answers(world.fresh(draft)) == {"nama": "Siti"}


def test_a_draft_of_an_older_version_or_of_somebody_else_is_never_handed_out_again(opened):
    draft, citizen = opened
    newer = world.publish({**world.PLAIN, "title": {"id": "Izin uji baru"}})
    other = world.citizen("Orang Lain")
    made = {
        draft.pk,
        engine.open_draft(version=newer, actor=citizen, applicant=citizen.party, key="a").pk,
        engine.open_draft(version=draft.version, actor=other, applicant=other.party, key="a").pk,
    }
    assert len(made) == 3


def test_the_eleventh_draft_waits_until_one_is_sent_or_thrown_away(opened):
    draft, citizen = opened
    engine.save_answers(draft.pk, "data", world.ANSWERS, citizen)
    others = [world.draft(draft.version, citizen) for _place in range(engine.MOST_OPEN - 1)]
    with pytest.raises(engine.TooManyDrafts, match="Ada 10 draf yang belum dikirim"):
        more(draft, citizen)
    assert ServiceRequest.objects.count() == engine.MOST_OPEN
    engine.discard(others[0].pk, citizen)
    again = more(draft, citizen)
    engine.save_answers(again.pk, "data", world.ANSWERS, citizen)
    with pytest.raises(engine.TooManyDrafts):
        more(draft, citizen, "lagi-2")
    world.press(draft, "ajukan", citizen)
    assert more(draft, citizen, "lagi-3").phase == "draft"


def test_the_press_that_opened_the_last_draft_is_still_answered_with_it(opened):
    draft, citizen = opened
    engine.save_answers(draft.pk, "data", world.ANSWERS, citizen)
    for _place in range(engine.MOST_OPEN - 1):
        world.draft(draft.version, citizen)
    assert more(draft, citizen, "k").pk == draft.pk


def test_a_page_the_service_does_not_have_is_not_found_and_keeps_nothing(opened):
    draft, citizen = opened
    with pytest.raises(engine.NotFound):
        engine.save_answers(draft.pk, "tidak_ada", world.ANSWERS, citizen)
    assert engine.plain_answers(world.fresh(draft)) == {}


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=50), st.lists(st.text(max_size=5)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.dictionaries(st.sampled_from([*world.ANSWERS, "alasan_tanpa", "lain", "x" * 99]), SCALARS))
def test_whatever_a_browser_sends_is_answered_and_only_the_pages_own_fields_are_kept(opened, raw):
    draft, citizen = opened
    engine.save_answers(draft.pk, "data", raw, citizen)
    row = world.fresh(draft)
    assert set(engine.plain_answers(row)) | set(engine.typed(row)) <= {"nama", "nik", "punya", "alasan_tanpa"}
