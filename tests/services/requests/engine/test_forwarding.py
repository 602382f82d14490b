"""No wrong door: a request goes on to the office it belongs to, with its number and the time already used."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from agencies.models import Staff, WorkCalendar
from citizens.models import Region
from citizens.notifications.models import Notification
from foundation import clock
from services.catalogue import documents
from services.requests import engine, policies
from services.requests.invariants import check
from services.requests.models import RequestGrant, RequestTask, RequestTerm, ServiceRequest, SlaClock
from services.requests.presenters.timeline import timeline
from tests.services.requests import world
from tests.services.requests.documents import PLAIN

pytestmark = pytest.mark.django_db
MONDAY = "2026-11-23T03:00:00Z"
WHY = {"text": "Lokasi usahanya di wilayah kerja kantor itu."}


def forwarding(**more: Any) -> dict[str, Any]:
    """Return the plain service whose verifier can send a request on, and ask another office for advice."""
    data = copy.deepcopy(PLAIN)
    data["functions"]["ahli"] = {}
    actions = data["workflow"]["states"]["verifikasi"]["actions"]
    actions.append({"key": "alihkan", "by": ["verifikator"], "type": "forward", **more})
    asked = [{"function": "ahli", "agency": "dpupr", "fields": ["jumlah"]}]
    actions.append({"key": "tanya", "by": ["verifikator"], "type": "consult", "tasks": asked})
    return data


@pytest.fixture
def now() -> Iterator[Any]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def people(now: Any) -> dict[str, Any]:
    dlh = world.agency("dlh", "DLH")
    return {
        "warga": world.citizen(),
        "sini": world.officer("verifikator"),
        "sana": world.officer("verifikator", at=dlh),
        "dlh": dlh,
    }


def filed(people: dict[str, Any], data: dict[str, Any] | None = None) -> ServiceRequest:
    world.agency("dpupr", "DPU")
    return world.submitted(world.publish(data or forwarding()), people["warga"])


def test_the_other_office_has_it_with_number_terms_and_a_fresh_desk(people):
    request = filed(people)
    world.press(request, "ambil", people["sini"])
    world.press(request, "alihkan", people["sini"], agency="dlh", **WHY)
    row = world.fresh(request)
    assert (row.agency_id, row.unit_id, row.assignee_id, row.number) == ("dlh", None, None, request.number)
    assert set(RequestTerm.objects.filter(request=row).values_list("agency", flat=True)) == {"dlh"}
    assert not policies.visible_to(people["sini"]).filter(pk=row.pk).exists()
    world.press(row, "ambil", people["sana"])
    assert list(check()) == []


def test_the_applicant_is_told_which_office_has_it_and_staff_read_why(people):
    request = filed(people)
    world.press(request, "alihkan", people["sini"], agency="dlh", **WHY)
    notice = Notification.objects.get(topic="requests.dialihkan")
    assert notice.context["agency"] == "Dlh"
    own = next(e for e in timeline(world.fresh(request)) if e.state == "now")
    assert (own.title, own.text) == ("Dialihkan ke Dlh", "")
    assert WHY["text"] in [e.text for e in timeline(world.fresh(request), staff=True)]


def test_a_confidential_request_is_told_about_without_naming_the_office(people):
    data = forwarding() | {"access": {"level": "account", "confidential": True}}
    version = world.publish(data)
    world.agency("dpupr", "DPU")
    here = world.officer("verifikator", service=version.service)
    world.officer("verifikator", at=people["dlh"], service=version.service)
    request = world.submitted(version, people["warga"])
    world.press(request, "alihkan", here, agency="dlh", **WHY)
    assert Notification.objects.get(topic="requests.dialihkan").context == {}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({**WHY}, "Pilih kantor"),
        ({**WHY, "agency": "tidak-ada"}, "Pilih dari daftar"),
        ({**WHY, "agency": "disdukcapil"}, "Pilih dari daftar"),
        ({**WHY, "agency": "dpupr"}, "Pilih dari daftar"),
        ({"agency": "dlh"}, "Tulis alasannya"),
        ({"agency": "dlh", "text": " "}, "Tulis alasannya"),
        ({"agency": "dlh", "text": "x" * 4001}, "4.000 huruf"),
    ],
)
def test_what_cannot_be_forwarded_so_is_refused_and_nothing_moves(people, data, sentence):
    request = filed(people)
    with pytest.raises(engine.InvalidData, match=sentence):
        world.press(request, "alihkan", people["sini"], **data)
    assert (world.fresh(request).agency_id, world.fresh(request).seq) == ("disdukcapil", 1)


def test_only_offices_that_work_and_can_take_it_are_offered_and_only_named_ones_where_some_are(people):
    world.officer("kepala", at=world.agency("tanpa-verifikator", "TVF"))
    closed = world.agency("bubar", "BBR", is_active=False)
    world.officer("verifikator", at=closed)
    other = world.publish({**PLAIN, "slug": "lain", "code": "TST-77"}).service
    world.officer("verifikator", at=world.agency("khusus", "KHS"), service=other)
    retired = world.officer("verifikator", at=world.agency("pensiun", "PSN"))
    Staff.objects.filter(pk=retired.staff.pk).update(is_active=False)
    request = filed(people)
    rule = next(o.action for o in engine.offered(request, people["sini"]) if o.key == "alihkan")
    document = documents.load(request.version)
    assert [a.pk for a in engine.receivers(request, document, rule)] == ["dlh"]
    named = rule.model_copy(update={"agencies": ("khusus",)})
    assert engine.receivers(request, document, named) == []


def test_only_who_may_act_forwards(people):
    request = filed(people)
    for actor, refusal in (
        (people["sana"], engine.NotFound),
        (people["warga"], engine.NotAllowed),
        (world.officer("kepala"), engine.NotAllowed),
    ):
        with pytest.raises(refusal):
            world.press(request, "alihkan", actor, agency="dlh", **WHY)


def test_after_three_times_somebody_must_decide_where_it_belongs(people):
    request = filed(people)
    for actor, agency in (("sini", "dlh"), ("sana", "disdukcapil"), ("sini", "dlh")):
        world.press(request, "alihkan", people[actor], agency=agency, **WHY)
    offer = next(o for o in engine.offered(world.fresh(request), people["sana"]) if o.key == "alihkan")
    assert "3 kali dialihkan" in offer.why_not
    with pytest.raises(engine.NotAllowed, match="3 kali dialihkan"):
        world.press(request, "alihkan", people["sana"], agency="disdukcapil", **WHY)


def test_questions_asked_by_the_old_office_end_with_it(people):
    world.officer("ahli", at=world.agency("dpupr", "DPU"))
    request = filed(people)
    world.press(request, "tanya", people["sini"])
    world.press(request, "alihkan", people["sini"], agency="dlh", **WHY)
    assert not RequestTask.objects.filter(request=request, done_at__isnull=True).exists()
    assert not RequestGrant.objects.filter(request=request, ends_at__isnull=True).exists()
    assert list(check()) == []


@pytest.mark.parametrize(
    ("place", "kept"), [("36.04.05.2001", "36.04.05.2001"), ("36.04.06", "36.04.05"), (None, "36.04.05")]
)
def test_a_place_is_kept_where_it_lies_in_the_new_area_else_it_becomes_the_area(people, place, kept):
    for code, kind in (("36.04.05", "district"), ("36.04.06", "district"), ("36.04.05.2001", "village")):
        Region.objects.create(code=code, kind=kind, name=code, folded=code)
    office = world.agency("kecamatan-uji", "KUJ", kind="kecamatan", region_id="36.04.05")
    world.officer("verifikator", at=office)
    request = filed(people)
    ServiceRequest.objects.filter(pk=request.pk).update(region=place)
    world.press(request, "alihkan", people["sini"], agency="kecamatan-uji", **WHY)
    assert world.fresh(request).region_id == kept
    world.press(request, "alihkan", world.officer("verifikator", at=office), agency="dlh", **WHY)
    assert world.fresh(request).region_id == kept


def week(agency: str, days: str) -> None:
    WorkCalendar.objects.update_or_create(agency_id=agency, defaults={"weekdays": days})


@pytest.fixture
def running(people: dict[str, Any], now: Any) -> ServiceRequest:
    """Return a request with 3 working days, counted since Thursday by an office that works Monday to Friday."""
    week("disdukcapil", "12345")
    week("dlh", "123456")
    now.move_to("2026-11-26T03:00:00Z")
    data = forwarding()
    data["sla"]["from"] = "submitted"
    return filed(people, data)


def test_what_is_used_stays_used_and_the_rest_counts_by_the_new_offices_week(people, now, running):
    assert clock.local(running.due_at).date() == date(2026, 12, 1)
    now.move_to("2026-11-30T03:00:00Z")  # Monday: Friday and today are used; Saturday was no day of the old office
    world.press(running, "alihkan", people["sini"], agency="dlh", **WHY)
    row = world.fresh(running)
    assert clock.local(row.due_at).date() == date(2026, 12, 1)
    assert SlaClock.objects.filter(request=row).count() == 1
    now.move_to("2026-12-01T03:00:00Z")
    world.press(row, "kembalikan", people["sana"], items=[{"field": "nama", "note": "Samakan."}])
    now.move_to("2026-12-07T03:00:00Z")
    world.press(row, "perbaiki", people["warga"])
    assert clock.local(world.fresh(running).due_at).date() == date(2026, 12, 7)
    assert list(check()) == []


def test_a_saturday_counts_from_the_day_an_office_has_it_that_works_on_saturdays(people, now, running):
    now.move_to("2026-11-27T03:00:00Z")
    world.press(running, "alihkan", people["sini"], agency="dlh", **WHY)
    assert clock.local(world.fresh(running).due_at).date() == date(2026, 11, 30)


def test_a_missed_deadline_stays_missed(people, now, running):
    now.move_to("2026-12-03T03:00:00Z")
    world.press(running, "alihkan", people["sini"], agency="dlh", **WHY)
    assert clock.local(world.fresh(running).due_at).date() == date(2026, 12, 1)


def test_a_request_that_waits_for_its_applicant_can_be_forwarded_and_goes_on_where_it_stood(people, now, running):
    data = forwarding()
    data["sla"]["from"] = "submitted"
    data["workflow"]["states"]["perbaikan"]["actions"].append(
        {"key": "alihkan", "by": ["verifikator"], "type": "forward"}
    )
    request = filed(people, data)
    now.move_to("2026-11-27T03:00:00Z")
    world.press(request, "kembalikan", people["sini"], items=[{"field": "nama", "note": "Samakan."}])
    world.press(request, "alihkan", people["sini"], agency="dlh", **WHY)
    now.move_to("2026-12-03T03:00:00Z")  # a Thursday; one of three days is used
    world.press(request, "perbaiki", people["warga"])
    assert clock.local(world.fresh(request).due_at).date() == date(2026, 12, 5)
    assert list(check()) == []
