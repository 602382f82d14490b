"""A document ends with its last day whether or not the clock wrote it down, and its owner hears of it in time."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizens.notifications.models import Notification
from foundation.outbox.models import Job
from services.definition import document as definition
from services.outputs.life import watch
from services.outputs.models import Output, OutputStatus
from services.outputs.validity import ONE_DAY, due_reminder, messages, next_look, reminders
from services.outputs.verifying import lookup
from services.requests.effects import result_links
from services.requests.engine.errors import NotAllowed
from services.requests.models import RequestEvent
from tests.services.outputs import world as outputs
from tests.services.requests import world
from tests.signing_in import sign_in

NOON = "2026-11-24T05:00:00Z"
REMIND = {"valid": {"days": 100}, "remind": [60, 30, 7]}  # until 2027-03-04
needs_database = pytest.mark.django_db


def on(day: str) -> time_machine.travel:
    """Return that day at noon in Serang."""
    return time_machine.travel(f"{day}T05:00:00Z", tick=False)


def look(day: str) -> int:
    """Let the clock look on a day."""
    with on(day):
        return watch.run(day)


def told() -> list[str]:
    """Return what was told of documents, in order."""
    rows = Notification.objects.filter(topic__startswith="outputs.").order_by("created_at", "pk")
    return [f"{row.topic} {row.context.get('until', '')}".strip() for row in rows]


@pytest.fixture
def out():
    with time_machine.travel(NOON, tick=False):
        return outputs.issued(**REMIND)


@needs_database
def test_each_reminder_is_given_once_on_its_day_and_none_on_another(out):
    days = ["2027-01-02", "2027-01-03", "2027-01-03", "2027-01-20", "2027-02-02", "2027-02-25", "2027-03-04"]
    assert [look(day) for day in days] == [0, 1, 0, 0, 1, 1, 0]
    assert told() == ["outputs.akan_berakhir 4 Maret 2027"] * 3


@needs_database
def test_a_clock_that_slept_gives_the_nearest_reminder_alone(out):
    assert look("2027-02-26") == 1
    assert told() == ["outputs.akan_berakhir 4 Maret 2027"]
    assert Output.objects.get().look_at == date(2027, 3, 5)


@needs_database
def test_after_the_last_day_it_is_written_down_once_and_told(out):
    request, *_people, output = out
    look("2027-03-05")
    look("2027-03-06")
    output.refresh_from_db()
    assert (output.status, output.look_at) == (OutputStatus.EXPIRED, None)
    assert told() == ["outputs.berakhir 4 Maret 2027"]
    assert RequestEvent.objects.filter(request=request, kind="output_expired", actor_kind="system").count() == 1


@needs_database
def test_page_and_check_tell_the_end_although_the_clock_is_late(out, client):
    request, citizen, _head, output = out
    with on("2027-03-05"):
        assert output.status == OutputStatus.ISSUED
        (link,) = result_links(request)
        assert link.standing == "kedaluwarsa"
        assert link.remarks == ("Masa berlakunya habis pada 4 Maret 2027.",)
        assert lookup.by_code(output.credential.code).standing is lookup.Standing.EXPIRED
        page = sign_in(client, citizen.user).get(f"/permohonan/{request.pk}/").content.decode()
    assert "Kedaluwarsa" in page
    assert "Perpanjang" in page


@needs_database
def test_on_the_last_day_it_still_counts(out):
    *_rest, output = out
    with on("2027-03-04"):
        assert lookup.by_code(output.credential.code).standing is lookup.Standing.VALID
        (link,) = result_links(output.request)
        assert link.remarks == ("Berlaku sampai 4 Maret 2027.",)


@needs_database
@pytest.mark.parametrize("status", [OutputStatus.REVOKED, OutputStatus.SUPERSEDED])
def test_nobody_is_reminded_of_what_counts_no_more(out, status):
    *_rest, output = out
    Output.objects.filter(pk=output.pk).update(status=status, look_at=None)
    assert look("2027-01-03") == look("2027-03-05") == 0
    watch.attend(output.pk, output.request_id)
    assert told() == []


@needs_database
def test_a_service_s_own_message_wins_and_adds_its_day():
    data = outputs.document(**REMIND)
    data["notify"] = [
        {"when": "expiry:30", "template": "diproses"},
        {"when": "expiry:10", "template": "pesan"},
        {"when": "expiry:segera", "template": "pesan"},
        {"when": "expiry:20", "template": "pesan", "to": "kepala"},
    ]
    parsed = definition.parse(data)
    assert messages(parsed) == {30: "diproses", 10: "pesan"}
    assert reminders(parsed, parsed.output("izin")) == {60, 30, 10, 7}
    with time_machine.travel(NOON, tick=False):
        _request, *_rest = outputs.issued_by(data)
    before = Notification.objects.count()
    days = ["2027-01-03", "2027-02-02", "2027-02-12", "2027-02-22", "2027-02-25"]
    assert [look(day) for day in days] == [1, 1, 0, 1, 1]
    written = Notification.objects.order_by("created_at", "pk").values_list("topic", flat=True)[before:]
    plain = "outputs.akan_berakhir"
    assert list(written) == [plain, "requests.diproses", "requests.pesan", plain]
    assert set(Notification.objects.get(topic="requests.pesan").context) == {"number", "service"}


@needs_database
def test_of_a_confidential_case_nothing_is_said(out):
    request, *_rest = out
    type(request).objects.filter(pk=request.pk).update(confidential=True)
    look("2027-01-03")
    assert Notification.objects.get(topic="outputs.akan_berakhir").context == {}


@needs_database
def test_one_that_fails_keeps_nobody_waiting(out, monkeypatch):
    with time_machine.travel(NOON, tick=False):
        *_rest, second = outputs.issued(**REMIND)
    first = Output.objects.exclude(pk=second.pk).get()
    really = watch.attend

    def attend(pk, request):
        if pk == first.pk:
            raise RuntimeError
        really(pk, request)

    monkeypatch.setattr(watch, "attend", attend)
    assert look("2027-01-03") == 2
    assert Output.objects.get(pk=first.pk).look_at == date(2027, 1, 4)
    assert len(told()) == 1


@needs_database
def test_a_full_batch_leaves_a_job_for_the_rest_and_the_hour_writes_one_a_day(out, monkeypatch):
    monkeypatch.setattr(watch, "BATCH", 1)
    for day in ("2027-01-02", "2027-01-03", "2027-01-03"):
        with on(day):
            watch.call()
    look("2027-01-03")
    keys = Job.objects.filter(kind=watch.JOB).order_by("key").values_list("key", flat=True)
    assert list(keys) == ["2027-01-03", "2027-01-03+1"]


@needs_database
def test_what_was_issued_before_the_clock_looked_is_looked_at_once(out):
    *_rest, output = out
    Output.objects.filter(pk=output.pk).update(look_at=None)
    import_module("services.outputs.migrations.0012_look_at_what_is_out").fill(apps, None)
    output.refresh_from_db()
    assert output.look_at == date(2026, 11, 24)
    assert look("2026-11-25") == 1
    output.refresh_from_db()
    assert (output.look_at, told()) == (date(2027, 1, 3), [])


@needs_database
def test_nobody_but_the_clock_ends_a_document(out):
    request, citizen, head, output = out
    for actor in (citizen, head):
        with on("2027-03-05"), pytest.raises(NotAllowed):
            world.press(request, "hasil_berakhir", actor, output=str(output.pk))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    st.integers(0, 400),
    st.lists(st.integers(0, 400), max_size=4),
)
def test_whoever_looks_on_every_named_day_meets_each_reminder_once_and_the_end(since, length, remind):
    until, given_, day = since + timedelta(days=length), [], since
    while (day := next_look(until, remind, day)) is not None and day <= until:
        given_.append(due_reminder(until, remind, since, day))
    wanted = {ahead for ahead in remind if until - timedelta(days=ahead) > since}
    assert sorted(given_, reverse=True) == sorted(wanted, reverse=True)
    assert day == until + ONE_DAY


def test_what_never_ends_is_never_looked_at():
    assert next_look(None, [7], date(2026, 1, 1)) is None
