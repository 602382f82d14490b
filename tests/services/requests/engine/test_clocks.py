"""Promised time on the real calendar: started by the act the document names, paused, never reset."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.core.management import call_command

from foundation import clock
from services.requests import engine
from services.requests.models import SlaClock
from services.requests.presenters.days import day_track
from tests.services.requests import documents, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    call_command("load_reference", verbosity=0)
    return world.publish(), world.citizen(), world.officer("verifikator")


def due_day(request) -> date:
    return clock.local(world.fresh(request).due_at).date()


def test_filing_alone_does_not_start_the_clock_that_starts_with_completeness(case):
    version, citizen, verifier = case
    with time_machine.travel("2026-11-20T03:00:00Z", tick=False) as now:  # Friday
        request = world.submitted(version, citizen)
        assert world.fresh(request).due_at is None
        assert day_track(world.fresh(request)) is None
        now.move_to("2026-11-23T03:00:00Z")  # Monday
        world.press(request, "lengkap", verifier)
    assert due_day(request) == date(2026, 11, 26)


def test_a_mark_after_office_hours_belongs_to_that_day(case):
    version, citizen, verifier = case
    with time_machine.travel("2026-11-23T14:00:00Z", tick=False):  # Monday 21.00
        request = world.submitted(version, citizen)
        world.press(request, "lengkap", verifier)
    assert due_day(request) == date(2026, 11, 26)


def test_joint_leave_and_christmas_do_not_count(case):
    version, citizen, verifier = case
    with time_machine.travel("2026-12-22T03:00:00Z", tick=False):
        request = world.submitted(version, citizen)
        world.press(request, "lengkap", verifier)
    assert due_day(request) == date(2026, 12, 29)  # 23, 28, 29: 24 is joint leave, 25 Christmas, 26-27 weekend


def test_a_pause_stops_the_clock_and_the_new_date_follows_the_answer(case):
    version, citizen, verifier = case
    head = world.officer("kepala")
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False) as now:
        request = world.submitted(version, citizen)
        world.press(request, "lengkap", verifier)
        now.move_to("2026-11-24T03:00:00Z")  # day 1 begins and counts as used
        world.press(request, "kembalikan", head, items=[{"field": "nama", "note": "Samakan."}])
        track = day_track(world.fresh(request))
        assert (track.used, track.left, track.due_at) == (1, 2, None)
        assert [box.day for box in track.boxes] == [date(2026, 11, 24), None, None]
        assert (track.resume_on, track.due_if_resumed) == (date(2026, 11, 25), date(2026, 11, 27))
        now.move_to("2026-11-30T03:00:00Z")
        world.press(request, "perbaiki", citizen)
    assert due_day(request) == date(2026, 12, 2)


def test_an_overdue_request_says_so_and_keeps_its_day(case):
    version, citizen, verifier = case
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False) as now:
        request = world.submitted(version, citizen)
        world.press(request, "lengkap", verifier)
        now.move_to("2026-11-30T03:00:00Z")
        track = day_track(world.fresh(request))
    assert track.late
    assert (track.used, track.left, len(track.boxes)) == (5, 0, 5)
    assert due_day(request) == date(2026, 11, 26)


def test_a_deadline_in_hours_runs_through_nights_and_weekends(case):
    data = {
        **documents.PLAIN,
        "code": "TST-03",
        "slug": "lapor-jam",
        "sla": {"amount": 24, "unit": "hours", "from": "submitted"},
    }
    _version, citizen, _verifier = case
    with time_machine.travel("2026-11-20T13:30:00Z", tick=False):
        request = world.submitted(world.publish(data), citizen)
    assert world.fresh(request).due_at.isoformat() == "2026-11-21T13:30:00+00:00"


def test_a_year_without_a_decree_is_marked_as_an_estimate(case):
    version, citizen, verifier = case
    with time_machine.travel("2027-12-30T03:00:00Z", tick=False):
        request = world.submitted(version, citizen)
        world.press(request, "lengkap", verifier)
    assert world.fresh(request).due_is_estimate


def test_every_clock_stops_when_the_applicant_withdraws(case):
    version, citizen, verifier = case
    request = world.submitted(version, citizen)
    world.press(request, "lengkap", verifier)
    world.press(request, "batalkan", citizen)
    assert not SlaClock.objects.filter(request=request, stopped_at__isnull=True).exists()
    with pytest.raises(engine.WrongState):
        world.press(request, "batalkan", citizen)


def test_a_second_mark_of_completeness_never_resets_the_first(case):
    version, citizen, verifier = case
    head = world.officer("kepala")
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False) as now:
        request = world.submitted(version, citizen)
        world.press(request, "lengkap", verifier)
        first = world.fresh(request).completed_at
        world.press(request, "kembalikan", head, items=[{"field": "nama", "note": "Samakan."}])
        now.move_to("2026-11-25T03:00:00Z")
        world.press(request, "perbaiki", citizen)
        world.press(request, "lengkap", verifier)
    assert world.fresh(request).completed_at == first
    assert SlaClock.objects.filter(request=request).count() == 1


def test_completeness_that_leads_nowhere_is_said_once(case):
    _version, citizen, _verifier = case
    states = {key: dict(state) for key, state in documents.PLAIN["workflow"]["states"].items()}
    states["verifikasi"] = {
        "phase": "in_process",
        "actions": [
            {"key": "lengkap", "by": ["verifikator"], "type": "mark_complete"},
            {"key": "teruskan", "by": ["verifikator"], "to": "putusan"},
        ],
    }
    data = {**documents.PLAIN, "code": "TST-04", "slug": "izin-diam"}
    data["workflow"] = {**documents.PLAIN["workflow"], "states": states}
    request = world.submitted(world.publish(data), citizen)
    verifier = world.officer("verifikator")
    world.press(request, "lengkap", verifier)
    with pytest.raises(engine.NotAllowed, match="sudah dinyatakan lengkap"):
        world.press(request, "lengkap", verifier)
