"""Every invariant is broken once on purpose, so that each is known to notice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency
from foundation import clock
from foundation.outbox.models import Job
from services.requests.invariants import check
from services.requests.models import (
    Attachment,
    CorrectionItem,
    NumberSeries,
    RequestGrant,
    RequestTask,
    ServiceRequest,
    SilenceEntry,
    SlaClock,
    SlaPause,
    Watch,
)
from tests.services.requests import timed, world

pytestmark = pytest.mark.django_db
Break = Callable[[Any], None]


@pytest.fixture
def people() -> dict[str, Any]:
    return {"warga": world.citizen(), "verifikator": world.officer("verifikator"), "kepala": world.officer("kepala")}


@pytest.fixture
def case(people: dict[str, Any]) -> ServiceRequest:
    """Return a request whose clock runs."""
    request = world.submitted(world.publish(), people["warga"])
    world.press(request, "lengkap", people["verifikator"])
    return world.fresh(request)


def change(**values: Any) -> Break:
    return lambda request: ServiceRequest.objects.filter(pk=request.pk).update(**values)


def guest() -> Agency:
    return world.agency("dlh", "DLH")


def add_file(request: ServiceRequest) -> None:
    Attachment.objects.create(
        request=request,
        field="ktp",
        path="hilang/berkas.jpg",
        display_name="ktp.jpg",
        sha256="0" * 64,
        mime="image/jpeg",
        size=1,
        uploaded_at=clock.now(),
    )


def add_pause(request: ServiceRequest) -> None:
    SlaPause.objects.create(clock=SlaClock.objects.get(request=request), began_at=clock.now(), reason="perbaikan")


def test_what_the_engine_made_holds(case: ServiceRequest) -> None:
    assert list(check()) == []
    out = StringIO()
    call_command("check_invariants", stdout=out)
    assert "Every invariant holds." in out.getvalue()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (change(state="verifikasi"), "its history in"),
        (change(phase="waiting_applicant"), "its phase is"),
        (change(seq=9), "its history ends at"),
        (change(shown_state="putusan"), "a state without a phase"),
        (change(shown_state="putusan", shown_phase="in_process"), "has not ended"),
        (change(answers={"entah": 1}), "nobody asked"),
        (change(answers={"nik": "3604054104900001"}), "stored in plain"),
        (change(round=99), "returned without end"),
        (lambda r: SlaClock.objects.filter(request=r).update(stopped_at=clock.now()), "no clock runs"),
        (add_pause, "stands while the request moves"),
        (add_file, "is missing or was changed"),
        (lambda r: NumberSeries.objects.update(last=7), "7 numbers were given"),
        (
            lambda r: CorrectionItem.objects.create(request=r, round=1, field="nama", note="x", created_at=clock.now()),
            "nobody asks the applicant",
        ),
        (lambda r: RequestGrant.objects.create(request=r, agency=guest()), "asked nothing any more"),
        (
            lambda r: RequestTask.objects.create(request=r, fork="2", function="teknis", agency=guest()),
            "cannot see the request",
        ),
    ],
)
def test_what_was_damaged_is_named(case: ServiceRequest, damage: Break, sentence: str) -> None:
    damage(case)
    found = [violation.sentence for violation in check()]
    assert any(sentence in each for each in found), found
    with pytest.raises(CommandError, match=sentence):
        call_command("check_invariants", stdout=StringIO())


def test_a_pending_decision_without_its_job_is_named(case: ServiceRequest, people: dict[str, Any]) -> None:
    world.press(case, "setujui", people["kepala"])
    assert list(check()) == []
    Job.objects.filter(kind="requests.settle").delete()
    assert [v.sentence for v in check()] == ["a decision is pending and no job will make it effective"]


def test_a_decided_request_that_lost_its_effect_is_named(case: ServiceRequest, people: dict[str, Any]) -> None:
    world.press(case, "setujui", people["kepala"])
    change(shown_state="", shown_phase="", effective_at=clock.now() - timedelta(1))(case)
    found = [violation.sentence for violation in check()]
    assert "it was decided, and its cycle has 0 effective decisions" in found
    assert "it has ended, and a clock still runs" in found


def test_a_task_left_open_at_the_end_is_named(case: ServiceRequest, people: dict[str, Any]) -> None:
    world.press(case, "batalkan", people["warga"])
    RequestTask.objects.create(request=case, fork="2", function="teknis", agency_id="disdukcapil")
    assert [v.sentence for v in check()] == ["it has ended, and a task is still open"]


def test_a_draft_that_bears_a_number_is_named(people: dict[str, Any]) -> None:
    request = world.draft(world.publish(), people["warga"])
    change(number="SRG-X-2026-000001-1")(request)
    assert "it was filed, but its history is empty" in [v.sentence for v in check([request.pk])]


def test_a_request_nobody_will_look_at_and_an_ended_one_still_watched_are_named(people: dict[str, Any]) -> None:
    request = world.submitted(world.publish(timed.document()), people["warga"])
    world.press(request, "lengkap", people["verifikator"])
    assert list(check()) == []
    Watch.objects.all().delete()
    assert [v.sentence for v in check()] == ["something lies ahead by the clock, and nobody will look"]
    world.press(request, "batalkan", people["warga"])
    Watch.objects.create(request=request, at=clock.now())
    SilenceEntry.objects.create(request=request, due_at=clock.now(), entered_at=clock.now())
    assert [v.sentence for v in check()] == [
        "it has ended, and is still watched",
        "it has ended, and its silence lasts in the register",
    ]
