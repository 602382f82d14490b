"""A decision can be taken back until it is effective, and is effective exactly once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from citizens.notifications.models import Notification
from foundation import clock
from foundation.outbox.models import Job
from services.requests import chain, engine
from services.requests.models import EventPayload, Phase, RequestEvent
from services.requests.presenters.states import public_phase, public_state
from services.requests.presenters.timeline import timeline
from tests.services.requests import world

pytestmark = pytest.mark.django_db
NOON = "2026-11-24T05:00:00Z"


@pytest.fixture
def decided():
    version, citizen = world.publish(), world.citizen()
    verifier, head = world.officer("verifikator"), world.officer("kepala")
    with time_machine.travel(NOON, tick=False) as now:
        request = world.submitted(version, citizen)
        world.press(request, "lengkap", verifier)
        world.press(request, "setujui", head)
        yield request, citizen, head, now


def test_until_it_is_effective_the_citizen_sees_the_old_state_and_hears_nothing(decided):
    request, _citizen, _head, _now = decided
    row = world.fresh(request)
    assert (row.phase, public_phase(row), public_state(row)) == (Phase.APPROVED, Phase.IN_PROCESS, "putusan")
    assert not Notification.objects.filter(topic="requests.selesai").exists()
    assert "Selesai" not in [entry.title for entry in timeline(row) if entry.state != "next"]


def test_the_one_who_decided_can_take_it_back(decided):
    request, _citizen, head, now = decided
    now.shift(9)
    world.press(request, "urungkan", head)
    row = world.fresh(request)
    assert (row.state, row.phase, row.decided_at, row.effective_at) == ("putusan", Phase.IN_PROCESS, None, None)
    now.shift(60)
    assert engine.settle(request.pk) is False
    world.press(request, "tolak", head, alasan="Setelah diperiksa lagi.")
    now.shift(11)
    assert engine.settle(request.pk)
    assert world.fresh(request).phase == Phase.REJECTED


def test_the_applicant_reads_why_once_it_is_effective_and_never_what_was_taken_back(decided):
    request, _citizen, head, now = decided
    world.press(request, "urungkan", head)
    world.press(request, "tolak", head, alasan="Salah pencet.")
    world.press(request, "urungkan", head)
    world.press(request, "tolak", head, alasan="Nama tidak sama dengan KTP.")
    assert "Nama tidak sama" not in str(timeline(world.fresh(request)))
    now.shift(11)
    engine.settle(request.pk)
    newest = timeline(world.fresh(request))[0]
    assert (newest.title, newest.text) == ("Ditolak", "Nama tidak sama dengan KTP.")
    assert "Salah pencet." not in str(timeline(world.fresh(request)))


def test_nobody_else_can_take_it_back(decided):
    request, _citizen, _head, _now = decided
    with pytest.raises(engine.NotAllowed):
        world.press(request, "urungkan", world.officer("kepala"))


def test_after_ten_seconds_it_cannot_be_taken_back(decided):
    request, _citizen, head, now = decided
    now.shift(10)
    with pytest.raises(engine.NotAllowed, match="sudah lewat"):
        world.press(request, "urungkan", head)


def test_settling_twice_tells_the_citizen_once(decided):
    request, _citizen, _head, now = decided
    now.shift(11)
    assert [engine.settle(request.pk), engine.settle(request.pk)] == [True, False]
    assert Notification.objects.filter(topic="requests.selesai").count() == 1


def test_the_settling_job_waits_for_the_moment(decided):
    request, *_ = decided
    job = Job.objects.get(kind="requests.settle")
    assert job.not_before - clock.now() == timedelta(seconds=10)
    assert job.ids == {"request": str(request.pk), "seq": str(world.fresh(request).seq)}


def test_the_database_refuses_a_second_effective_decision(decided):
    request, _citizen, _head, now = decided
    now.shift(11)
    engine.settle(request.pk)
    done = RequestEvent.objects.get(request=request, kind="effective")
    twin = RequestEvent(
        request=request, seq=done.seq + 1, at=done.at, kind="effective", action="setujui", actor_kind="system",
        from_state="putusan", to_state="selesai", key="x", payload_hash="", prev_hash=done.hash, hash="",
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
    assert EventPayload.objects.get(event=done).data == {}
    assert chain.event_hash(done) == done.hash
