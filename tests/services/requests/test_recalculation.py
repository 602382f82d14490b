"""Another calendar gives open promises another date, once, and the history says from when to when."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from agencies.events import tell_calendar_changed
from agencies.models import DecreedYear, Holiday, WorkCalendar
from foundation import clock
from foundation.outbox.models import Job
from services.requests import recalculation
from services.requests.models import RequestEvent, SlaClock, Visibility
from services.requests.presenters.days import day_track
from services.requests.presenters.timeline import timeline
from tests import kept
from tests.services.requests import timed, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    with time_machine.travel(timed.MONDAY, tick=False) as traveller:
        kept.reference()
        Job.objects.all().delete()
        yield traveller


@pytest.fixture
def case(now):
    """Return a request due on Monday the 30th."""
    request = world.submitted(world.publish(timed.document()), world.citizen())
    world.press(request, "lengkap", world.officer("verifikator"))
    return world.fresh(request)


def day_off(day: str) -> Holiday:
    return Holiday.objects.create(date=day, kind="libur_daerah", name="Libur uji")


def told(now, agency: str = "") -> None:
    """Let the portal hear of the change and do what follows from it."""
    tell_calendar_changed(agency)
    now.shift(400)
    timed.work()


def due_day(request) -> date:
    return clock.local(world.fresh(request).due_at).date()


def test_a_new_day_off_moves_the_deadline_and_the_applicant_reads_why(now, case):
    day_off("2026-11-26")
    told(now)
    assert due_day(case) == date(2026, 12, 1)
    newest = timeline(world.fresh(case))
    said = next(entry for entry in newest if entry.title == "Tenggat disesuaikan")
    assert said.text == (
        "Tenggat disesuaikan dari Senin, 30 November 2026 menjadi Selasa, 1 Desember 2026 karena perubahan hari libur."
    )
    assert day_track(world.fresh(case)).due_at == world.fresh(case).due_at


def test_the_ladder_moves_with_it(now, case):
    before = case.watch.at
    day_off("2026-11-26")
    told(now)
    assert (world.fresh(case).watch.at - before).days == 3  # Friday became Monday


def test_doing_it_again_says_nothing_again(now, case):
    day_off("2026-11-26")
    told(now)
    seq = world.fresh(case).seq
    told(now)
    assert world.fresh(case).seq == seq


def test_a_day_off_outside_the_promise_changes_nothing(now, case):
    day_off("2026-12-10")
    told(now)
    assert (world.fresh(case).seq, due_day(case)) == (case.seq, date(2026, 11, 30))


def test_a_day_off_taken_back_brings_the_old_day_back(now, case):
    holiday = day_off("2026-11-26")
    told(now)
    holiday.delete()
    told(now)
    assert due_day(case) == date(2026, 11, 30)
    assert timed.kinds(case).count("recalculate") == 2


def test_what_was_missed_never_moves_and_the_page_says_the_same_day(now, case):
    now.move_to("2026-12-02T03:00:00Z")
    day_off("2026-11-26")
    told(now)
    track = day_track(world.fresh(case))
    assert (due_day(case), clock.local(track.due_at).date(), track.late) == (
        date(2026, 11, 30),
        date(2026, 11, 30),
        True,
    )


def test_nothing_becomes_late_after_the_fact(now, case):
    holiday = day_off("2026-11-26")
    told(now)
    now.move_to("2026-12-01T03:00:00Z")
    holiday.delete()
    told(now)
    assert due_day(case) == date(2026, 12, 1)  # today, not yesterday
    assert not day_track(world.fresh(case)).late


def test_a_decree_that_comes_takes_perkiraan_away_without_a_word_to_the_applicant(now):
    DecreedYear.objects.filter(year=2026).delete()
    request = world.submitted(world.publish(timed.document()), world.citizen())
    world.press(request, "lengkap", world.officer("verifikator"))
    assert world.fresh(request).due_is_estimate
    DecreedYear.objects.create(year=2026, decree="SKB 3 Menteri")
    seq = world.fresh(request).seq
    told(now)
    row = world.fresh(request)
    assert (row.due_is_estimate, row.seq) == (False, seq)
    assert not day_track(row).estimate


def test_only_the_agency_whose_week_changed_is_counted_again(now, case):
    WorkCalendar.objects.create(agency_id="dkbp3a", weekdays="12", opens="08:00", closes="16:00")
    told(now, "dkbp3a")
    assert world.fresh(case).seq == case.seq
    WorkCalendar.objects.create(agency_id="disdukcapil", weekdays="12345", opens="07:00", closes="15:00")
    WorkCalendar.objects.filter(agency="disdukcapil").update(weekdays="12")
    told(now, "disdukcapil")
    assert due_day(case) == date(2026, 12, 8)  # Tuesday, then two Mondays and two more Tuesdays


def test_a_standing_clock_gets_its_date_when_it_goes_on(now):
    citizen = world.citizen()
    request = world.submitted(world.publish(timed.document()), citizen)
    world.press(request, "lengkap", world.officer("verifikator"))
    world.press(request, "kembalikan", world.officer("kepala"), items=[{"field": "nama", "note": "Samakan."}])
    day_off("2026-11-26")
    told(now)
    assert world.fresh(request).due_at is None
    assert "recalculate" not in timed.kinds(request)
    world.press(request, "perbaiki", citizen)
    assert due_day(request) == date(2026, 12, 1)


def test_holidays_typed_in_one_after_the_other_are_counted_once(now, case):
    for day in ("2026-11-25", "2026-11-26", "2026-11-27"):
        day_off(day)
        tell_calendar_changed()
        now.shift(20)
    assert Job.objects.filter(kind=recalculation.JOB).count() == 1
    now.shift(600)
    timed.work()
    assert timed.kinds(case).count("recalculate") == 1


def test_a_stages_own_date_is_for_the_office_alone(now):
    data = timed.document()
    data["workflow"]["states"]["putusan"]["sla"] = {"amount": 3}
    request = world.submitted(world.publish(data), world.citizen())
    world.press(request, "lengkap", world.officer("verifikator"))
    SlaClock.objects.filter(request=request, scope="").update(due_at="2026-12-30T16:59:59Z")
    day_off("2026-12-30")
    day_off("2026-11-26")
    told(now)
    event = RequestEvent.objects.get(request=request, kind="recalculate")
    assert event.visibility == Visibility.APPLICANT  # the promise moved as well
    assert due_day(request) == date(2026, 11, 27)


def test_many_requests_go_in_batches_and_one_that_fails_holds_up_nobody(now, monkeypatch):
    monkeypatch.setattr(recalculation, "BATCH", 2)
    version, verifier = world.publish(timed.document()), world.officer("verifikator")
    requests = [world.submitted(version, world.citizen()) for _n in range(5)]
    for request in requests:
        world.press(request, "lengkap", verifier)
    SlaClock.objects.filter(request=requests[1]).update(unit="weeks")
    day_off("2026-11-26")
    told(now)
    assert [due_day(r).day for r in requests] == [1, 30, 1, 1, 1]
