"""Officers are told while there is time, once each, and a silence the law would read as consent is registered."""

from __future__ import annotations

from collections import Counter

import pytest
import time_machine

from agencies.models import Absence
from citizens.notifications.models import Notification
from foundation import clock
from services.requests import watch
from services.requests.engine import attending
from services.requests.models import RequestEvent, ServiceRequest, SilenceEntry, SlaEscalation, Watch
from services.requests.presenters.timeline import timeline
from tests import kept
from tests.services.requests import documents, timed, world
from tests.together import together

pytestmark = pytest.mark.django_db
TUESDAY_NIGHT = "2026-12-01T17:01:00Z"  # the sixth day of a promise of five began a minute ago


@pytest.fixture
def now():
    with time_machine.travel(timed.MONDAY, tick=False) as traveller:
        kept.reference()
        yield traveller


@pytest.fixture
def people(now):
    """Return verifier, deputy and head."""
    return world.officer("verifikator"), world.officer("kabid"), world.officer("kepala")


def complete(verifier, data=None) -> ServiceRequest:
    """Return a request declared complete on Monday: due on the 30th."""
    request = world.submitted(world.publish(data or timed.document()), world.citizen())
    world.press(request, "lengkap", verifier)
    return world.fresh(request)


def told(topic="eskalasi") -> list[int]:
    return list(
        Notification.objects.filter(topic=f"requests.{topic}").order_by("created_at").values_list("user", flat=True)
    )


def test_each_rung_tells_its_holders_once_as_the_office_opens(now, people):
    verifier, deputy, head = people
    request = complete(verifier)
    assert clock.local(request.watch.at).isoformat() == "2026-11-27T08:00:00+07:00"  # 4 of 5 days
    now.move_to("2026-11-27T01:01:00Z")
    watch.look_ahead()
    now.shift(60)
    timed.work()
    assert told() == [deputy.user.pk]
    now.move_to("2026-11-30T01:01:00Z")
    for _n in range(3):
        watch.run("lagi")
    assert told() == [deputy.user.pk, head.user.pk]
    assert list(SlaEscalation.objects.values_list("percent", "function")) == [(80, "kabid"), (100, "kepala")]
    notice = Notification.objects.filter(topic="requests.eskalasi").latest("created_at")
    assert (notice.path, notice.context["number"]) == (f"/panel/antrean/{request.pk}/", request.number)


def test_the_ladder_goes_on_beyond_the_deadline(now, people):
    request = complete(people[0])
    now.move_to("2026-12-02T01:00:00Z")  # 7 of 5 days
    attending.attend(request.pk)
    assert (140, "kepala") in set(SlaEscalation.objects.values_list("percent", "function"))


def test_rungs_missed_together_are_all_kept_but_each_function_hears_once(now, people):
    request = complete(people[0])
    now.move_to("2026-12-02T03:00:00Z")
    attending.attend(request.pk)
    assert SlaEscalation.objects.count() == 3
    assert Counter(told()) == {people[1].user.pk: 1, people[2].user.pk: 1}
    said = [e.payload.data["percent"] for e in RequestEvent.objects.filter(request=request, kind="escalate")]
    assert sorted(said) == [80, 140]


def test_a_pause_postpones_the_ladder_by_as_long_as_it_lasts(now, people):
    verifier, _deputy, head = people
    citizen = world.citizen()
    request = world.submitted(world.publish(timed.document()), citizen)
    world.press(request, "lengkap", verifier)
    now.move_to("2026-11-24T03:00:00Z")
    world.press(request, "kembalikan", head, items=[{"field": "nama", "note": "Samakan."}])
    now.move_to("2026-11-30T03:00:00Z")
    attending.attend(request.pk)
    assert told() == []
    now.move_to("2026-12-01T03:00:00Z")
    world.press(request, "perbaiki", citizen)
    # one day was used; the fourth used one is Friday the 4th
    assert clock.local(world.fresh(request).watch.at).isoformat() == "2026-12-04T08:00:00+07:00"


def test_who_stands_in_for_an_absent_holder_is_told_too(now, people):
    verifier, deputy, _head = people
    stand_in = world.officer()
    Absence.objects.create(staff=deputy.staff, substitute=stand_in.staff, first_day="2026-11-26", last_day="2026-11-28")
    request = complete(verifier)
    now.move_to("2026-11-27T01:00:00Z")
    attending.attend(request.pk)
    assert set(told()) == {deputy.user.pk, stand_in.user.pk}


def test_where_nobody_holds_the_function_the_head_is_told_and_without_a_head_the_admins(now):
    verifier, admin = world.officer("verifikator"), world.officer(is_agency_admin=True)
    request = complete(verifier)
    now.move_to("2026-11-27T01:00:00Z")
    attending.attend(request.pk)
    assert told() == [admin.user.pk]
    head = world.officer("kepala")
    now.move_to("2026-11-30T01:00:00Z")
    attending.attend(request.pk)
    assert told()[1:] == [head.user.pk]


def test_a_holder_for_another_service_hears_nothing(now, people):
    other = world.publish({**documents.PLAIN, "code": "TST-09", "slug": "izin-lain"}).service
    stranger = world.officer("kabid", service=other)
    request = complete(people[0])
    now.move_to("2026-11-27T01:00:00Z")
    attending.attend(request.pk)
    assert stranger.user.pk not in told()


def test_of_a_confidential_case_the_notice_names_nothing_and_only_who_is_named_for_it_hears(now):
    home = world.agency("dkbp3a", "PPA")
    data = {**documents.anonymous(), "sla": timed.document(**{"from": "submitted"})["sla"]}
    data["functions"] = {**data["functions"], "kabid": {}}
    version = world.publish(data)
    named = world.officer("kabid", at=home, service=version.service)
    world.officer("kabid", at=home)
    world.officer(at=home, is_agency_admin=True)
    request = world.submitted(version, world.citizen())
    now.move_to("2026-11-27T01:00:00Z")
    attending.attend(request.pk)
    assert told() == [named.user.pk]
    notice = Notification.objects.get(topic="requests.eskalasi")
    assert (notice.confidential, notice.context) == (True, {})


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_tell_once():
    with time_machine.travel(timed.MONDAY, tick=False):
        world.officer("kabid")
        requests = [complete(world.officer("verifikator")) for _n in range(3)]
    with time_machine.travel("2026-11-27T02:00:00Z", tick=False):
        results = together(*[lambda: watch.run("kini") for _n in range(3)])
    assert sum(results) == 3
    assert Notification.objects.filter(topic="requests.eskalasi").count() == 3
    assert {timed.kinds(request).count("escalate") for request in requests} == {1}


def test_silence_is_warned_of_on_the_last_day_and_registered_once_when_it_is_over(now, people):
    request = complete(people[0], timed.document(escalate=[]))
    now.move_to("2026-11-30T01:00:00Z")  # the last working day, as the office opens
    attending.attend(request.pk)
    assert (told("batas_diam_dekat"), told("batas_diam")) == ([people[2].user.pk], [])
    now.move_to("2026-11-30T16:59:59Z")
    attending.attend(request.pk)
    assert not SilenceEntry.objects.exists()
    now.move_to("2026-11-30T17:00:00Z")
    attending.attend(request.pk)
    attending.attend(request.pk)
    entry = SilenceEntry.objects.get()
    assert clock.local(entry.due_at).isoformat() == "2026-11-30T23:59:59+07:00"
    assert (entry.request, entry.cycle, entry.resolved_at) == (request, 0, None)
    assert told("batas_diam") == [people[2].user.pk]
    assert not Watch.objects.exists()


def test_the_software_decides_nothing_about_a_silence(now, people):
    request = complete(people[0])
    now.move_to("2026-12-20T03:00:00Z")
    attending.attend(request.pk)
    row = world.fresh(request)
    assert (row.state, row.phase, row.decided_at) == ("putusan", "in_process", None)
    assert "silence" in timed.kinds(request)
    assert not [entry for entry in timeline(row) if "diam" in entry.title + entry.text]


def test_a_decision_ends_the_silence_and_stays_in_the_register(now, people):
    request = complete(people[0])
    now.move_to("2026-12-01T03:00:00Z")
    attending.attend(request.pk)
    world.press(request, "setujui", people[2])
    now.shift(11)
    world.fresh(request)
    timed.work()
    assert SilenceEntry.objects.get().resolved_at == world.fresh(request).decided_at


def test_an_office_that_waits_for_the_applicant_is_not_silent(now, people):
    verifier, _deputy, head = people
    citizen = world.citizen()
    request = world.submitted(world.publish(timed.document(escalate=[])), citizen)
    world.press(request, "lengkap", verifier)
    world.press(request, "kembalikan", head, items=[{"field": "nama", "note": "Samakan."}])
    now.move_to("2026-12-03T03:00:00Z")
    watch.run("kini")
    assert not SilenceEntry.objects.exists()
    world.press(request, "perbaiki", citizen)
    now.move_to("2026-12-10T17:00:00Z")  # five days after the answer are over
    watch.run("kini")
    assert SilenceEntry.objects.filter(request=request).exists()


def test_silence_counts_from_completeness_even_where_the_promise_counts_from_filing(now, people):
    request = world.submitted(world.publish(timed.document(**{"from": "submitted", "escalate": []})), world.citizen())
    now.move_to("2026-11-26T03:00:00Z")
    world.press(request, "lengkap", people[0])
    now.move_to("2026-12-02T17:00:00Z")
    watch.run("kini")
    assert not SilenceEntry.objects.exists()
    now.move_to("2026-12-03T17:00:00Z")
    watch.run("kini")
    assert SilenceEntry.objects.count() == 1


def test_where_the_document_keeps_no_register_people_are_still_warned(now, people):
    request = complete(people[0], timed.document(escalate=[], silence={"after": 5, "register": False}))
    now.move_to(TUESDAY_NIGHT)
    attending.attend(request.pk)
    assert len(told("batas_diam_dekat")) == 1
    assert not SilenceEntry.objects.exists()


def test_a_silence_counted_in_hours_is_warned_of_when_most_of_it_is_used(now, people):
    request = complete(people[0], timed.document(escalate=[], silence={"after": 10, "unit": "hours"}))
    assert clock.local(request.watch.at).isoformat() == "2026-11-23T18:00:00+07:00"


def test_the_history_tells_officers_in_words(now, people):
    request = complete(people[0])
    now.move_to("2026-12-01T03:00:00Z")
    attending.attend(request.pk)
    said = {(e.title, e.text) for e in timeline(world.fresh(request), staff=True)}
    assert ("Pemberitahuan waktu", "80% waktu terpakai; kabid diberi tahu.") in said
    assert ("Peringatan: batas diam sudah dekat", "Belum diputus; batasnya Senin, 30 November 2026.") in said
    assert any(title == "Melewati batas diam" for title, _text in said)
