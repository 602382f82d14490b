"""What a document has the clock do is done once, at its time, through the one door."""

from __future__ import annotations

from collections import Counter

import pytest
import time_machine

from agencies.models import Holiday
from citizens.notifications.models import Notification
from foundation import clock
from foundation.outbox.models import Job, JobState
from services.definition import document as definition
from services.requests import audit, engine, watch
from services.requests.engine import attending, watching
from services.requests.models import Phase, RequestEvent, ServiceRequest, SlaClock, Watch
from services.requests.presenters.timeline import timeline
from tests import kept
from tests.services.requests import timed, world
from tests.together import together

pytestmark = pytest.mark.django_db
HOUR = {"amount": 1, "unit": "hours"}


@pytest.fixture
def now():
    with time_machine.travel(timed.MONDAY, tick=False) as traveller:
        kept.reference()
        yield traveller


def asked(data=None) -> ServiceRequest:
    """Return a request whose applicant is asked for a correction since Monday."""
    request = world.submitted(world.publish(data or timed.document()), world.citizen())
    world.press(request, "kembalikan", world.officer("verifikator"), items=[{"field": "nama", "note": "Samakan."}])
    return request


def test_ten_working_days_without_an_answer_close_the_request_when_they_are_over(now):
    request = asked()
    now.move_to("2026-12-07T16:59:59Z")  # Monday two weeks later, 23.59.59: the last moment to answer
    watch.look_ahead()
    timed.work()
    assert world.fresh(request).phase == Phase.WAITING_APPLICANT
    now.move_to("2026-12-07T17:02:00Z")
    timed.work()
    row = world.fresh(request)
    assert (row.state, row.phase, row.shown_state) == ("ditutup", Phase.CLOSED, "")
    assert row.decided_at == clock.now()


def test_what_the_clock_ends_is_one_effective_decision_and_the_applicant_is_told(now):
    request = asked(timed.document(**{"from": "submitted"}))
    now.move_to("2026-12-08T03:00:00Z")
    attending.attend(request.pk)
    assert timed.kinds(request)[-2:] == ["decide", "effective"]
    last = RequestEvent.objects.filter(request=request).latest("seq")
    assert (last.actor_kind, last.actor, last.function) == ("system", None, "system")
    assert Notification.objects.filter(topic="requests.ditutup").count() == 1
    assert not SlaClock.objects.filter(request=request, stopped_at__isnull=True).exists()
    assert not Watch.objects.exists()
    assert list(audit.verify([request.pk])) == []


def test_nothing_waits_for_the_undo_of_what_nobody_pressed(now):
    request = asked()
    now.move_to("2026-12-08T03:00:00Z")
    attending.attend(request.pk)
    with pytest.raises(engine.EngineError):
        world.press(request, "urungkan", world.officer("kepala"))
    assert timeline(world.fresh(request))[0].title == "Ditutup"


def test_an_answer_in_time_leaves_nothing_to_be_closed(now):
    version, citizen = world.publish(timed.document()), world.citizen()
    request = world.submitted(version, citizen)
    verifier = world.officer("verifikator")
    world.press(request, "kembalikan", verifier, items=[{"field": "nama", "note": "Samakan."}])
    assert Watch.objects.filter(request=request).exists()
    now.move_to("2026-12-07T03:00:00Z")
    world.press(request, "perbaiki", citizen)
    assert not Watch.objects.filter(request=request).exists()
    world.press(request, "kembalikan", verifier, items=[{"field": "nama", "note": "Masih beda."}])
    assert clock.local(world.fresh(request).watch.at).isoformat() == "2026-12-22T00:00:00+07:00"  # counted anew


def test_a_step_in_hours_comes_within_the_minute_without_the_hourly_look(now):
    after = {"amount": 1, "unit": "hours"}
    data = timed.with_action("verifikasi", key="teruskan", by=["system"], to="putusan", after=after)
    request = world.submitted(world.publish(data), world.citizen())
    now.move_to("2026-11-23T03:59:59Z")
    timed.work()
    assert world.fresh(request).state == "verifikasi"
    now.move_to("2026-11-23T04:01:00Z")
    timed.work()
    assert world.fresh(request).state == "putusan"


def test_a_condition_is_judged_once_at_its_time_and_the_history_says_why_nothing_happened(now):
    when = {"op": "eq", "args": [{"f": "request.round"}, 7]}
    data = timed.with_action(
        "verifikasi", key="teruskan", by=["system"], to="putusan", when=when, after={"amount": 1, "unit": "hours"}
    )
    request = world.submitted(world.publish(data), world.citizen())
    now.move_to("2026-11-23T04:01:00Z")
    assert attending.attend(request.pk)
    assert (world.fresh(request).state, timed.kinds(request)[-1]) == ("verifikasi", "skip")
    assert not Watch.objects.filter(request=request).exists()
    entry = timeline(world.fresh(request), staff=True)[0]
    assert (entry.title, entry.text) == (
        "Langkah otomatis tidak dijalankan",
        "Syarat untuk langkah ini belum terpenuhi.",
    )
    assert "Langkah otomatis" not in " ".join(e.title for e in timeline(world.fresh(request)))


def test_a_step_that_leads_to_another_one_starts_its_time_when_it_was_taken(now):
    data = timed.with_action(
        "verifikasi", key="teruskan", by=["system"], to="antara", after={"amount": 1, "unit": "hours"}
    )
    again = {"key": "lanjut", "by": ["system"], "to": "putusan", "after": {"amount": 1, "unit": "hours"}}
    data["workflow"]["states"]["antara"] = {"phase": "in_process", "actions": [again]}
    request = world.submitted(world.publish(data), world.citizen())
    now.move_to("2026-11-23T06:30:00Z")
    timed.work()
    assert world.fresh(request).state == "antara"  # it began just now
    now.move_to("2026-11-23T07:31:00Z")
    timed.work()
    assert world.fresh(request).state == "putusan"


def test_an_undone_decision_gives_the_state_back_its_own_beginning(now):
    data = timed.with_action("putusan", key="ingatkan", by=["system"], type="comment", after={"amount": 2})
    request = world.submitted(world.publish(data), world.citizen())
    world.press(request, "lengkap", world.officer("verifikator"))
    began = world.fresh(request).state_since
    now.move_to("2026-11-24T03:00:00Z")
    head = world.officer("kepala")
    world.press(request, "setujui", head)
    assert not Watch.objects.filter(request=request).exists()
    now.shift(5)
    world.press(request, "urungkan", head)
    assert world.fresh(request).state_since == began
    now.move_to("2026-11-26T01:00:00Z")
    timed.work()
    attending.attend(request.pk)
    assert "comment" in timed.kinds(request)


def test_a_decision_that_may_still_be_undone_keeps_the_clock_waiting(now):
    request = world.submitted(world.publish(timed.document()), world.citizen())
    world.press(request, "lengkap", world.officer("verifikator"))
    now.move_to("2026-11-30T01:00:00Z")
    world.press(request, "setujui", world.officer("kepala"))
    watching.look_again(world.fresh(request), clock.now())
    assert attending.attend(request.pk)
    assert "escalate" not in timed.kinds(request)
    assert world.fresh(request).watch.at == world.fresh(request).effective_at


def test_a_lost_job_costs_an_hour_never_the_step(now):
    request = asked()
    now.move_to("2026-12-07T16:00:00Z")
    assert watch.look_ahead() == 1
    Job.objects.filter(kind=watching.JOB).delete()
    now.move_to("2026-12-07T18:00:00Z")
    assert watch.look_ahead() == 1
    now.move_to("2026-12-07T18:01:00Z")
    timed.work()
    assert world.fresh(request).phase == Phase.CLOSED


def test_a_thousand_requests_of_one_minute_need_one_job(now):
    version = world.publish(timed.with_action("verifikasi", key="t", by=["system"], to="putusan", after=HOUR))
    for _n in range(5):
        world.submitted(version, world.citizen())
    assert Job.objects.filter(kind=watching.JOB).count() == 1


def test_a_full_batch_leaves_a_job_for_the_rest(now, monkeypatch):
    monkeypatch.setattr(watch, "BATCH", 2)
    version = world.publish(timed.with_action("verifikasi", key="t", by=["system"], to="putusan", after=HOUR))
    requests = [world.submitted(version, world.citizen()) for _n in range(5)]
    now.move_to("2026-11-23T04:01:00Z")
    timed.work()
    assert {world.fresh(request).state for request in requests} == {"putusan"}


def test_a_request_that_fails_is_put_off_and_keeps_nobody_waiting(now, monkeypatch):
    version = world.publish(timed.with_action("verifikasi", key="t", by=["system"], to="putusan", after=HOUR))
    broken, whole = world.submitted(version, world.citizen()), world.submitted(version, world.citizen())
    plain = attending.attend

    def fails(request_id):
        if request_id == broken.pk:
            raise RuntimeError
        return plain(request_id)

    monkeypatch.setattr(watch, "attend", fails)
    now.move_to("2026-11-23T04:01:00Z")
    timed.work()
    assert (world.fresh(broken).state, world.fresh(whole).state) == ("verifikasi", "putusan")
    assert world.fresh(broken).watch.at == clock.now() + attending.LATER
    monkeypatch.undo()
    now.move_to("2026-11-23T05:02:00Z")
    watch.run("lagi")
    assert world.fresh(broken).state == "putusan"


def test_a_day_off_announced_meanwhile_moves_the_step(now):
    request = asked()
    before = world.fresh(request).watch.at
    Holiday.objects.create(date="2026-12-02", kind="libur_daerah", name="Libur uji")
    now.move_to("2026-12-07T17:01:00Z")
    attending.attend(request.pk)  # nobody told the portal yet: it counts again at the time itself
    assert world.fresh(request).phase == Phase.WAITING_APPLICANT
    assert world.fresh(request).watch.at > before


def test_a_test_request_and_a_draft_are_never_watched(now):
    version = world.publish(timed.with_action("verifikasi", key="t", by=["system"], to="putusan", after=HOUR))
    draft = world.draft(version, world.citizen())
    ServiceRequest.objects.filter(pk=draft.pk).update(is_test=True)
    assert not Watch.objects.exists()
    watching.arrange(
        ServiceRequest(pk=draft.pk, is_test=True, phase=Phase.IN_PROCESS, state="verifikasi"), plain_document()
    )
    assert not Watch.objects.exists()


def plain_document():
    return definition.parse(timed.document())


def test_nobody_but_the_clock_takes_the_clocks_step(now):
    request = asked()
    for actor in (world.officer("verifikator"), world.officer("kepala")):
        with pytest.raises(engine.NotAllowed):
            world.press(request, "tutup", actor)


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_a_step_exactly_once():
    with time_machine.travel(timed.MONDAY, tick=False):
        request = asked()
    with time_machine.travel("2026-12-10T03:00:00Z", tick=False):
        results = together(*[lambda: attending.attend(request.pk) for _n in range(4)])
    assert Counter(results) == {True: 1, False: 3}
    assert Counter(timed.kinds(request))["effective"] == 1
    assert Job.objects.filter(state=JobState.FAILED).count() == 0
