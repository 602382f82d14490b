"""A case is counted as docs/figures.md says, whatever happens to it, and again when it changes."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.db import connection

from agencies.events import tell_calendar_changed
from agencies.models import Holiday
from foundation import rls
from services.performance import actions
from services.performance.models import Case
from services.requests import engine, watch
from services.requests.actor import Actor
from services.requests.engine.erase import erase_request
from services.requests.models import ServiceRequest
from tests.services.performance import world as figures
from tests.services.requests import ending, timed, world

pytestmark = pytest.mark.django_db


class Room:
    """Hold one service and everybody around it."""

    def __init__(self, now: Any, **document: Any) -> None:
        self.clock = now
        self.version = world.publish(figures.timed_document(**document))
        self.warga, self.verifikator = world.citizen(), world.officer("verifikator")
        self.kepala = world.officer("kepala")
        self.request = world.submitted(self.version, self.warga)

    def decide(self, action: str = "setujui", **data: Any) -> None:
        world.press(self.request, "lengkap", self.verifikator)
        world.press(self.request, action, self.kepala, **data)
        self.settle()

    def settle(self) -> None:
        self.clock.shift(11)
        engine.settle(self.request.pk)

    @property
    def case(self) -> Case:
        figures.fold(self.request.pk)
        return Case.objects.filter(request=self.request).latest("cycle")


@pytest.fixture
def room(now) -> Room:
    return Room(now)


def test_a_decision_in_time_counts_with_the_days_it_used(room):
    room.clock.move_to("2026-11-25T03:00:00Z")
    room.decide()
    case = room.case
    assert (case.outcome, case.on_time, case.work_days, case.wait_days) == ("approved", True, 2, 2)
    assert (case.began_on, case.ended_on) == (dt.date(2026, 11, 23), dt.date(2026, 11, 25))


def test_a_pause_is_no_time_used_but_time_waited(room):
    world.press(room.request, "kembalikan", room.verifikator, items=[{"field": "nama", "note": "Samakan."}])
    room.clock.move_to("2026-12-01T03:00:00Z")
    world.press(room.request, "perbaiki", room.warga)
    room.clock.move_to("2026-12-02T03:00:00Z")
    room.decide()
    case = room.case
    assert (case.on_time, case.work_days, case.wait_days, case.returned) == (True, 1, 9, True)


def test_while_the_applicant_is_asked_nothing_becomes_overdue(room):
    world.press(room.request, "kembalikan", room.verifikator, items=[{"field": "nama", "note": "Samakan."}])
    assert room.case.overdue_on is None


def test_the_day_after_the_deadline_is_the_overdue_day(room):
    assert room.case.overdue_on == dt.date(2026, 11, 27)  # three working days after Monday end on Thursday


def test_an_open_case_lowers_the_rate_on_its_overdue_day_and_not_before(room):
    assert room.case
    room.clock.move_to("2026-11-26T16:59:00Z")  # 23.59 on Thursday in Serang
    assert figures.sums().measured == 0
    room.clock.move_to("2026-11-26T17:00:30Z")
    assert (figures.sums().measured, figures.sums().counts["overdue_open"]) == (1, 1)


def test_a_deadline_of_hours_is_overdue_at_its_moment(now):
    room = Room(now, sla={"amount": 4, "unit": "hours", "from": "submitted"})
    assert room.case.overdue_on == dt.date(2026, 11, 23)
    now.shift(4 * 3600 - 1)
    assert figures.sums().counts["overdue_open"] == 0
    now.shift(2)
    assert figures.sums().counts["overdue_open"] == 1


def test_a_late_decision_is_late_and_no_longer_open(room):
    room.clock.move_to("2026-11-30T03:00:00Z")
    room.decide("tolak", alasan="Belum cocok.")
    case = room.case
    assert (case.outcome, case.reason, case.on_time, case.work_days) == ("rejected", "tolak", False, 5)
    sums = figures.sums()
    assert (sums.measured, sums.counts["on_time"], sums.counts["overdue_open"]) == (1, 0, 0)
    assert dict(sums.reasons) == {"tolak": 1}


def test_a_decision_of_an_earlier_version_whose_state_is_gone_counts_as_closed(room):
    room.decide()
    later = json.loads(json.dumps(figures.timed_document()).replace('"selesai"', '"terbit"'))
    ServiceRequest.objects.filter(pk=room.request.pk).update(version=world.publish(later))
    assert (room.case.outcome, room.case.reason, figures.sums().decided) == ("closed", "setujui", 1)


def test_a_decision_that_was_undone_counts_nowhere(room):
    world.press(room.request, "lengkap", room.verifikator)
    world.press(room.request, "setujui", room.kepala)
    assert room.case.outcome == ""
    world.press(room.request, "urungkan", room.kepala)
    room.settle()
    assert room.case.outcome == ""


def test_a_late_request_that_is_taken_back_stays_late(room):
    room.clock.move_to("2026-11-30T03:00:00Z")
    world.press(room.request, "batalkan", room.warga)
    assert (room.case.outcome, room.case.on_time) == ("withdrawn", False)
    sums = figures.sums()
    assert (sums.decided, sums.measured, sums.counts["late_withdrawn"]) == (0, 1, 1)


def test_a_request_that_is_taken_back_in_time_is_in_no_rate(room):
    world.press(room.request, "batalkan", room.warga)
    assert room.case.on_time is True
    assert (figures.sums().measured, figures.sums().counts["withdrawn"]) == (0, 1)


def test_a_decision_nothing_was_promised_for_stands_beside_the_rate(now):
    room = Room(now, sla=None)
    room.decide()
    assert (room.case.on_time, room.case.work_days, room.case.wait_days) == (None, None, 0)
    sums = figures.sums()
    assert (sums.decided, sums.measured, sums.counts["without_deadline"]) == (1, 0, 1)


def test_drafts_and_confidential_requests_stand_in_no_figure(now):
    data = figures.timed_document(access={"level": "account", "confidential": True})
    version = world.publish(data)
    secret, draft = world.submitted(version, world.citizen()), world.draft(version, world.citizen())
    figures.fold(secret.pk, draft.pk)
    assert not Case.objects.exists()


def test_a_request_that_becomes_confidential_leaves_every_figure(room):
    assert room.case
    ServiceRequest.objects.filter(pk=room.request.pk).update(confidential=True)
    figures.fold(room.request.pk)
    assert not Case.objects.exists()
    assert figures.sums().counts.total() == 0


def test_a_test_request_stands_in_no_figure(room):
    ServiceRequest.objects.filter(pk=room.request.pk).update(is_test=True)
    figures.fold(room.request.pk)
    assert not Case.objects.exists()


def test_a_forwarded_request_counts_where_it_is(room):
    assert room.case.agency_id == "disdukcapil"
    ServiceRequest.objects.filter(pk=room.request.pk).update(agency=world.agency("dlh", "DLH"))
    assert room.case.agency_id == "dlh"
    assert figures.sums("agency", agency="disdukcapil").counts.total() == 0
    assert figures.sums("agency", agency="dlh").counts["received"] == 1


def test_erasing_a_request_changes_no_figure(room):
    room.decide()
    before = room.case
    erase_request(room.request.pk, Actor.clock(), "uji")
    assert {**vars(room.case), "_state": None} == {**vars(before), "_state": None}


def test_a_granted_objection_counts_at_the_decision_and_reopens_a_case(now):
    version = world.publish(ending.decided(objection={"within": ending.WITHIN}))
    world.publish(ending.objecting())
    warga, verifikator, kepala = world.citizen(), world.officer("verifikator"), world.officer("kepala")
    ending_room = ending.Room(world.submitted(version, warga), warga, verifikator, kepala, now)
    ending_room.reject()
    objection = ending_room.object_and_file()
    figures.fold(ending_room.request.pk)
    at_parent = figures.sums("service", service="izin-uji")
    assert (at_parent.counts["objections"], at_parent.counts["granted"]) == (1, 0)
    world.press(objection, "lengkap", verifikator)
    world.press(objection, "setujui", world.officer("kepala"))
    ending_room.settle(objection)
    figures.fold(objection.pk, ending_room.request.pk)
    at_parent = figures.sums("service", service="izin-uji")
    assert (at_parent.counts["granted"], at_parent.counts["reopened"], at_parent.counts["rejected"]) == (1, 1, 1)
    assert figures.sums("service", service="keberatan-uji").counts["approved"] == 1


def test_silence_is_counted_on_the_day_it_was_registered(now):
    request = world.submitted(world.publish(timed.document()), world.citizen())
    world.press(request, "lengkap", world.officer("verifikator"))
    now.move_to("2026-12-03T03:00:00Z")
    watch.run("2026-12-03T03:00")
    figures.fold(request.pk)
    assert Case.objects.get().silence_on == dt.date(2026, 12, 3)
    assert figures.sums().counts["silence"] == 1


def test_another_calendar_counts_the_days_again_and_leaves_what_was_missed(room):
    room.clock.move_to("2026-11-25T03:00:00Z")
    room.decide()
    assert room.case.work_days == 2
    pk = room.case.pk
    Holiday.objects.create(date="2026-11-24", kind="libur_daerah", name="Libur uji")
    tell_calendar_changed("disdukcapil")
    room.clock.shift(900)
    timed.work()
    assert Case.objects.get().work_days == 1
    assert Case.objects.get().pk == pk


def test_counting_twice_changes_nothing(room):
    room.decide()
    assert room.case
    before = figures.sums()
    figures.fold(room.request.pk)
    assert figures.sums() == before


def test_only_new_events_are_read(room, django_assert_max_num_queries):
    room.decide()
    actions.update()
    room.clock.shift(3600)
    with django_assert_max_num_queries(40):
        actions.update()
    assert Case.objects.count() == 1


def test_nobody_but_the_portal_reads_a_case(room):
    assert room.case
    with rls.use(rls.NOBODY):
        seen = Case.objects.count()
    assert seen == (0 if connection.vendor == "postgresql" else 1)
