"""An ended request is opened again: a new cycle with its own decision and its own time, in the same history."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from citizens.notifications.models import Notification
from foundation import clock
from services.requests import engine
from services.requests.engine.erase import erase_request
from services.requests.invariants import check
from services.requests.models import CorrectionItem, Phase, RequestEvent, SlaClock
from services.requests.presenters.days import day_track
from services.requests.presenters.timeline import timeline
from tests.services.requests import ending, world
from tests.services.requests.documents import PLAIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> Iterator[Any]:
    with time_machine.travel(ending.MONDAY, tick=False) as traveller:
        yield traveller


def open_clocks(room: ending.Room) -> int:
    return SlaClock.objects.filter(request=room.request, stopped_at__isnull=True).count()


def test_a_new_cycle_begins_and_nothing_of_the_old_decision_stays_on_the_request(now):
    room = ending.rejected(now)
    room.press("buka", room.kepala)
    row = room.now
    assert (row.cycle, row.state, row.phase, row.assignee) == (1, "verifikasi", Phase.IN_PROCESS, None)
    assert (row.decided_at, row.effective_at, row.retain_until, row.completed_at) == (None, None, None, None)
    assert row.number == room.request.number
    assert [e.cycle for e in RequestEvent.objects.filter(request=row, kind__in=["effective", "reopen"])] == [0, 1]
    assert Notification.objects.filter(topic="requests.dibuka_kembali").count() == 1
    assert next(entry.title for entry in timeline(row) if entry.state != "next") == "Dibuka kembali"
    assert list(check()) == []


def test_each_cycle_is_decided_once_and_its_time_begins_with_completeness(now):
    room = ending.rejected(now)
    room.press("buka", room.kepala)
    assert (open_clocks(room), day_track(room.now)) == (0, None)
    room.reject()
    assert RequestEvent.objects.filter(request=room.request, kind="effective").count() == 2
    assert list(SlaClock.objects.filter(request=room.request).order_by("pk").values_list("cycle", flat=True)) == [0, 1]
    assert list(check()) == []


def test_the_time_of_a_service_that_counts_from_filing_begins_with_the_reopening(now):
    data = ending.decided()
    data["sla"] = {"amount": 3, "unit": "calendar_days", "from": "submitted"}
    room = ending.rejected(now, data)
    now.move_to("2026-12-07T03:00:00Z")
    room.press("buka", room.kepala)
    assert clock.local(room.now.due_at).date() == date(2026, 12, 10)
    assert SlaClock.objects.filter(request=room.request).order_by("pk").first().stopped_at is not None


def test_reopened_behind_completeness_it_is_never_without_a_promise(now):
    room = ending.rejected(now, ending.decided(to="putusan"))
    room.press("buka", room.kepala)
    assert (open_clocks(room), room.now.completed_at is not None) == (1, True)


def test_the_applicant_may_reopen_where_the_document_says_so_and_nobody_else(now):
    room = ending.rejected(now)
    for stranger, refusal in ((world.citizen(), engine.NotFound), (room.verifikator, engine.NotAllowed)):
        with pytest.raises(refusal):
            room.press("buka", stranger)
    room.press("buka", room.warga)
    assert room.now.phase == Phase.IN_PROCESS


def test_the_window_ends_with_its_last_day_and_does_not_bind_the_clock(now):
    room = ending.rejected(now, ending.decided(within=ending.WITHIN))
    now.move_to("2026-11-28T16:59:59Z")  # 23.59.59 in Serang on the fifth day
    assert next(o for o in engine.offered(room.now, room.kepala)).allowed
    now.move_to("2026-11-28T17:00:00Z")
    offer = next(o for o in engine.offered(room.now, room.kepala))
    assert "sudah lewat pada Sabtu, 28 November 2026" in offer.why_not
    with pytest.raises(engine.NotAllowed, match="sudah lewat"):
        room.press("buka", room.kepala)
    room.press("buka", world.Actor.clock())
    assert room.now.cycle == 1


def test_a_pending_decision_cannot_be_reopened(now):
    room = ending.rejected(now)
    room.press("buka", room.kepala)
    room.press("lengkap", room.verifikator)
    room.press("tolak", room.kepala, alasan="Tetap belum.")
    with pytest.raises(engine.NotAllowed, match="beberapa detik"):
        room.press("buka", room.warga)


def test_an_open_request_and_a_withdrawn_one_the_document_is_silent_about_are_not_reopened(now):
    room = ending.rejected(now)
    room.press("buka", room.kepala)
    with pytest.raises(engine.WrongState):
        room.press("buka", room.kepala)
    room.press("batalkan", room.warga)
    with pytest.raises(engine.WrongState):
        room.press("buka", room.kepala)


def test_a_withdrawn_request_comes_back_where_the_document_says_so_and_old_remarks_are_settled(now):
    data = copy.deepcopy(PLAIN)
    data["workflow"]["states"]["batal"] = {"phase": "withdrawn", "actions": [{**ending.REOPEN, "by": ["applicant"]}]}
    warga, verifier = world.citizen(), world.officer("verifikator")
    request = world.submitted(world.publish(data), warga)
    world.press(request, "kembalikan", verifier, items=[{"field": "nama", "note": "Samakan."}])
    world.press(request, "batalkan", warga)
    world.press(request, "buka", warga)
    assert world.fresh(request).state == "verifikasi"
    assert not CorrectionItem.objects.filter(request=request, resolved_at__isnull=True).exists()
    assert list(check()) == []


def test_what_was_destroyed_is_not_reopened(now):
    room = ending.rejected(now)
    erase_request(room.request.pk, world.Actor.clock(), "masa simpan")
    with pytest.raises(engine.NotAllowed, match="dimusnahkan"):
        room.press("buka", room.kepala)


def test_correction_rounds_are_counted_anew(now):
    data = ending.decided()
    data["workflow"]["max_rounds"] = 1
    data["workflow"]["states"]["ditolak"]["actions"][0]["by"] = ["verifikator"]
    version, warga, verifier, head = (
        world.publish(data),
        world.citizen(),
        world.officer("verifikator"),
        world.officer("kepala"),
    )
    request = world.submitted(version, warga)
    room = ending.Room(request, warga, verifier, head, now)
    items = [{"field": "nama", "note": "Samakan."}]
    room.press("kembalikan", verifier, items=items)
    room.press("perbaiki", warga)
    with pytest.raises(engine.NotAllowed, match="1 kali dikembalikan"):
        room.press("kembalikan", verifier, items=items)
    room.reject()
    room.press("buka", verifier)
    room.press("kembalikan", verifier, items=items)
    assert (room.now.round, room.now.phase) == (2, Phase.WAITING_APPLICANT)
    room.press("perbaiki", warga)
    with pytest.raises(engine.NotAllowed, match="1 kali dikembalikan"):
        room.press("kembalikan", verifier, items=items)
    assert list(check()) == []
