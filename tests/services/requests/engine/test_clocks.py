"""Promised time on the real calendar: started by the act the document names, paused, never reset."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from foundation import clock
from services.requests import deadlines, engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest, SlaClock, SlaPause
from services.requests.presenters.days import day_track
from services.requests.presenters.timeline import timeline
from tests import kept
from tests.services.definition.helpers import load_json
from tests.services.definition.strategies.counts import few
from tests.services.requests import documents, timed, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    kept.reference()
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


VECTORS = load_json("working_days.json")["vektor"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['mulai']}+{v['hari_kerja']}")
def test_the_vectors_of_the_kabupaten_hold_through_the_door(case, vector):
    sla = {"amount": vector["hari_kerja"], "unit": "working_days", "from": "submitted"}
    data = {**documents.PLAIN, "code": "TST-05", "slug": "izin-vektor", "sla": sla}
    with time_machine.travel(f"{vector['mulai']}T05:00:00+07:00", tick=False):
        request = world.submitted(world.publish(data), world.citizen())
    assert due_day(request) == date.fromisoformat(vector["jatuh_tempo"])


def asked_after_three_days(now) -> tuple[ServiceRequest, Actor]:
    """Return a request of five days that stands since Thursday, three days used."""
    citizen = world.citizen()
    request = world.submitted(world.publish(timed.document()), citizen)
    world.press(request, "lengkap", world.officer("verifikator"))
    now.move_to("2026-11-26T03:00:00Z")
    world.press(request, "kembalikan", world.officer("kepala"), items=[{"field": "nama", "note": "Samakan."}])
    return world.fresh(request), citizen


def test_three_days_used_and_seven_paused_leave_two_of_five(case):
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False) as now:
        request, citizen = asked_after_three_days(now)
        now.move_to("2026-12-03T03:00:00Z")
        track = day_track(request)
        assert (track.used, track.left) == (3, 2)
        world.press(request, "perbaiki", citizen)
        track = day_track(world.fresh(request))
    assert (track.used, track.left) == (3, 2)
    assert due_day(request) == date(2026, 12, 7)  # Thursday is day 0; Friday and Monday are left


def test_a_standing_clock_has_no_due_date_and_a_state_of_its_own_office_has_one(case):
    data = timed.document(pause_on=["perbaikan", "kementerian"])
    data["functions"]["verifikator"] = {}
    outside = {"key": "lanjutkan", "by": ["verifikator"], "to": "putusan"}
    data["workflow"]["states"]["kementerian"] = {"phase": "in_process", "actions": [outside]}
    data["workflow"]["states"]["putusan"]["actions"].append({"key": "kirim", "by": ["kepala"], "to": "kementerian"})
    head = world.officer("kepala")
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False) as now:
        request = world.submitted(world.publish(data), world.citizen())
        verifier = world.officer("verifikator")
        world.press(request, "lengkap", verifier)
        now.move_to("2026-11-24T03:00:00Z")
        world.press(request, "kirim", head)
        assert world.fresh(request).due_at is None
        words = day_track(world.fresh(request)).pause_words
        assert words == "Waktu berhenti sejak Selasa, 24 November 2026 selama tahap “Kementerian”."
        now.move_to("2026-11-26T03:00:00Z")
        world.press(request, "lanjutkan", verifier)
    assert due_day(request) == date(2026, 12, 2)


def test_the_words_name_whom_the_time_waits_for(case):
    data = timed.document(pause_on=["perbaikan", "kementerian"])
    state = {"phase": "in_process", "who": "Kementerian Uji"}
    data["workflow"]["states"]["kementerian"] = {**state, "actions": [{"key": "l", "by": ["kepala"], "to": "putusan"}]}
    data["workflow"]["states"]["putusan"]["actions"].append({"key": "kirim", "by": ["kepala"], "to": "kementerian"})
    with time_machine.travel("2026-11-24T03:00:00Z", tick=False):
        request = world.submitted(world.publish(data), world.citizen())
        world.press(request, "lengkap", world.officer("verifikator"))
        world.press(request, "kirim", world.officer("kepala"))
        words = day_track(world.fresh(request)).pause_words
    assert words == "Waktu berhenti sejak Selasa, 24 November 2026 karena menunggu Kementerian Uji."


def test_from_one_waiting_state_to_the_next_the_clock_stands_and_names_the_new_reason(case):
    data = timed.document(pause_on=["perbaikan", "kementerian"])
    to = {"key": "balik", "by": ["kepala"], "to": "kementerian"}
    data["workflow"]["states"]["perbaikan"]["actions"].append(to)
    data["workflow"]["states"]["kementerian"] = {
        "phase": "in_process",
        "actions": [{**to, "key": "l", "to": "putusan"}],
    }
    head = world.officer("kepala")
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False) as now:
        request = world.submitted(world.publish(data), world.citizen())
        world.press(request, "lengkap", world.officer("verifikator"))
        now.move_to("2026-11-24T03:00:00Z")
        world.press(request, "kembalikan", head, items=[{"field": "nama", "note": "Samakan."}])
        now.move_to("2026-11-27T03:00:00Z")
        world.press(request, "balik", head)
        assert list(SlaPause.objects.values_list("reason", flat=True)) == ["perbaikan", "kementerian"]
        now.move_to("2026-12-01T03:00:00Z")
        world.press(request, "l", head)
    assert due_day(request) == date(2026, 12, 7)  # one day was used


def test_the_nearest_deadline_is_shown_and_the_applicants_own_time_is_not_the_offices(case):
    data = timed.document()
    data["workflow"]["states"]["putusan"]["sla"] = {"amount": 2}
    data["workflow"]["states"]["perbaikan"]["sla"] = {"amount": 3, "unit": "calendar_days"}
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False):
        request = world.submitted(world.publish(data), world.citizen())
        world.press(request, "lengkap", world.officer("verifikator"))
        assert due_day(request) == date(2026, 11, 25)
        world.press(request, "kembalikan", world.officer("kepala"), items=[{"field": "nama", "note": "Samakan."}])
        row = world.fresh(request)
        assert row.due_at is None
        assert clock.local(day_track(row).answer_by).date() == date(2026, 11, 26)


def test_whoever_withdraws_while_the_time_stands_leaves_no_lateness_behind(case):
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False) as now:
        request, citizen = asked_after_three_days(now)
        now.move_to("2026-12-20T03:00:00Z")
        world.press(request, "batalkan", citizen)
        assert not day_track(world.fresh(request)).late


def test_a_reopened_request_is_promised_its_time_anew(case):
    data = timed.document()
    again = {"key": "buka", "by": ["system"], "to": "putusan", "type": "reopen"}
    data["workflow"]["states"]["ditolak"]["actions"] = [again]
    head = world.officer("kepala")
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False) as now:
        request = world.submitted(world.publish(data), world.citizen())
        world.press(request, "lengkap", world.officer("verifikator"))
        world.press(request, "tolak", head, alasan="Belum cocok.")
        now.move_to("2026-12-14T03:00:00Z")
        engine.settle(request.pk)
        world.press(request, "buka", Actor.clock())
        row = world.fresh(request)
    assert clock.local(row.due_at).date() == date(2026, 12, 21)
    assert list(SlaClock.objects.filter(request=row).order_by("pk").values_list("cycle", flat=True)) == [0, 1]


def in_decision(now) -> tuple[ServiceRequest, Actor]:
    request = world.submitted(world.publish(timed.document()), world.citizen())
    world.press(request, "lengkap", world.officer("verifikator"))
    return request, world.officer("kepala")


def test_an_extension_counts_once_and_both_dates_stand_in_the_history(case):
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False) as now:
        request, head = in_decision(now)
        world.press(request, "perpanjang", head, alasan="Menunggu data lapangan.")
        assert due_day(request) == date(2026, 12, 9)  # twelve working days
        said = next(e for e in timeline(world.fresh(request)) if e.title == "Waktu diperpanjang")
        assert said.text == (
            "Tenggat menjadi Rabu, 9 Desember 2026, semula Senin, 30 November 2026. Menunggu data lapangan."
        )
        with pytest.raises(engine.NotAllowed, match="sudah dipakai"):
            world.press(request, "perpanjang", head, alasan="Sekali lagi.")


def test_what_is_late_already_cannot_be_extended(case):
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False) as now:
        request, head = in_decision(now)
        now.move_to("2026-12-01T03:00:00Z")
        with pytest.raises(engine.NotAllowed, match="sudah lewat"):
            world.press(request, "perpanjang", head, alasan="Terlambat.")
        with pytest.raises(engine.InvalidData):
            world.press(request, "perpanjang", head)
    assert due_day(request) == date(2026, 11, 30)


@few
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=4), st.integers(0, 5))
def test_whatever_pauses_are_stored_used_and_left_make_the_promise(gaps, later):
    citizen, head, verifier = world.citizen(), world.officer("kepala"), world.officer("verifikator")
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False) as now:
        data = timed.document(amount=12, escalate=[])
        data["workflow"]["max_rounds"] = 20
        request = world.submitted(world.publish(data), citizen)
        world.press(request, "lengkap", verifier)
        for running, standing in gaps:
            now.shift(running * 86400)
            world.press(request, "kembalikan", head, items=[{"field": "nama", "note": "Samakan."}])
            now.shift(standing * 86400)
            world.press(request, "perbaiki", citizen)
            world.press(request, "lengkap", verifier)
        now.shift(later * 86400)
        row = SlaClock.objects.prefetch_related("pauses").get(request=request, scope="")
        pure = deadlines.of_row(row, deadlines.calendar_for("disdukcapil"))
        assert pure.used(clock.now()) + pure.remaining(clock.now()) == 12
        assert deadlines.deadline(pure).at == row.due_at == world.fresh(request).due_at
        assert row.pauses.count() == len(gaps)
