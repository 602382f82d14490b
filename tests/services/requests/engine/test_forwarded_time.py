"""A forwarded case keeps the time it used: old days stay as counted, the rest counts by the new calendar."""

from __future__ import annotations

import copy
from datetime import date

import pytest
import time_machine

from agencies.models import Agency, WorkCalendar
from citizens.models import Region
from foundation import clock
from services.catalogue import documents as loaded
from services.requests import deadlines, engine
from services.requests.models import ServiceRequest, SlaClock, SlaPause
from services.requests.presenters.days import day_track
from tests.services.desk import world as desk
from tests.services.requests import documents, world

pytestmark = pytest.mark.django_db
FRIDAY = "2026-11-20T03:00:00Z"
REASON = "Bukan urusan kantor kami."


def document():
    data = copy.deepcopy(documents.PLAIN)
    states = data["workflow"]["states"]
    states["verifikasi"]["actions"].append({"key": "alihkan", "by": ["verifikator"], "type": "forward"})
    forward = {"key": "alihkan", "by": ["kepala"], "to": "verifikasi", "type": "forward"}
    states["putusan"]["actions"].append(forward)
    states["perbaikan"]["actions"].append({**forward, "by": ["verifikator"]})
    return data


@pytest.fixture
def offices():
    """Give the first office a week of seven days, the second one of Mondays and Tuesdays."""
    first, second = world.agency(), world.agency("dinas-lain", "DLN")
    WorkCalendar.objects.create(agency=first, weekdays="1234567")
    WorkCalendar.objects.create(agency=second, weekdays="12")
    world.officer("verifikator", at=second)
    return first, second


@pytest.fixture
def case(offices):
    with time_machine.travel(FRIDAY, tick=False) as now:
        request = world.submitted(world.publish(document()), world.citizen())
        world.press(request, "lengkap", world.officer("verifikator"))
        yield request, world.officer("kepala"), now


def send_on(request: ServiceRequest, officer) -> ServiceRequest:
    world.press(request, "alihkan", officer, agency="dinas-lain", text=REASON)
    return world.fresh(request)


def dated_anew(request: ServiceRequest):
    """Return when the clock ends if it is worked out from its rows alone."""
    row = SlaClock.objects.get(request=request)
    return row, deadlines.deadline(deadlines.of_row(row, deadlines.calendar_for(request.agency_id))).at


def test_days_used_stay_used_and_the_rest_counts_by_the_new_calendar(case):
    request, head, now = case
    now.move_to("2026-11-22T03:00:00Z")  # Sunday: Saturday and Sunday are used
    row = send_on(request, head)
    track = day_track(row)
    assert (track.used, track.left) == (2, 1)
    assert [box.day for box in track.boxes] == [date(2026, 11, 21), date(2026, 11, 22), None]
    assert clock.local(row.due_at).date() == date(2026, 11, 23)  # the new office's next Monday
    now.move_to("2026-11-23T03:00:00Z")
    assert day_track(row).left == 0


def test_a_missed_deadline_stays_missed_however_the_new_office_works(case):
    request, head, now = case
    now.move_to("2026-11-25T03:00:00Z")  # it was due on Monday the 23rd
    row = send_on(request, head)
    clock_row, anew = dated_anew(row)
    assert anew == clock_row.due_at
    assert day_track(row).late
    verifier = world.officer("verifikator", at=Agency.objects.get(pk="dinas-lain"))
    world.press(row, "kembalikan", verifier, items=[{"field": "nama", "note": "Samakan."}])
    now.move_to("2026-11-26T03:00:00Z")
    world.press(row, "perbaiki", world.Actor.of(row.filed_by))
    assert SlaClock.objects.get(request=row).due_at == clock_row.due_at


def test_while_the_time_stands_only_the_office_before_the_pause_has_used_any(case):
    request, head, now = case
    now.move_to("2026-11-21T03:00:00Z")  # one day used
    world.press(request, "kembalikan", head, items=[{"field": "nama", "note": "Samakan."}])
    third = world.agency("dinas-ketiga", "DKT")
    world.officer("verifikator", at=third)
    row = send_on(request, world.officer("verifikator"))
    second = world.officer("verifikator", at=row.agency)
    pause = SlaPause.objects.get(clock__request=row, ended_at__isnull=False)
    assert pause.agency_id == "disdukcapil"
    assert day_track(row).used == 1
    world.press(row, "alihkan", second, agency="dinas-ketiga", text=REASON)
    assert day_track(world.fresh(row)).used == 1


def test_an_office_is_offered_only_where_somebody_covers_the_place(offices):
    serang = Region.objects.create(code="36.04", kind="regency", name="Serang", folded="serang")
    near, far = (
        Region.objects.create(code=code, kind="district", name=name, folded=name.lower(), parent=serang)
        for code, name in (("36.04.05", "Ciruas"), ("36.04.06", "Kragilan"))
    )
    elsewhere = world.agency("dinas-wilayah", "DWL")
    world.officer("verifikator", at=elsewhere, region=far)
    request = world.submitted(world.publish(document()), world.citizen())
    rule = loaded.load(request.version).action("verifikasi", "alihkan")
    found = []
    for place in (near, far):
        request.region = place
        found.append([a.pk for a in engine.receivers(request, loaded.load(request.version), rule)])
    assert found == [["dinas-lain"], ["dinas-lain", "dinas-wilayah"]]


def test_a_press_repeated_after_the_case_has_left_ends_in_the_queue_like_the_first(client, offices):
    verifier = world.officer("verifikator")
    desk.seat(client, verifier)
    request = world.submitted(world.publish(document()), world.citizen())
    form = {"kunci": "1" * 32, "urutan": request.seq, "agency": "dinas-lain", "text": REASON}
    answers = [client.post(desk.url(request, "alihkan"), form) for _press in range(2)]
    assert [(answer.status_code, answer.get("Location", "")) for answer in answers] == [
        (302, "/panel/antrean/?tab=belum")
    ] * 2
    assert client.post(desk.url(request, "alihkan"), {**form, "kunci": "2" * 32}).status_code == 404
    assert client.get(desk.url(request, "alihkan")).status_code == 404
