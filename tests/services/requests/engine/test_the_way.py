"""One request from draft to decision, through the one door."""

from __future__ import annotations

import pytest
import time_machine

from foundation.outbox.models import Job
from services.requests import engine
from services.requests.audit import verify
from services.requests.models import CorrectionItem, Phase, RequestEvent
from tests.services.requests import world

pytestmark = pytest.mark.django_db
MONDAY = "2026-11-23T02:00:00Z"  # 09.00 WIB


@pytest.fixture
def case():
    version = world.publish()
    return version, world.citizen(), world.officer("verifikator"), world.officer("kepala")


def test_a_submitted_request_gets_a_number_with_a_check_character_and_enters_the_first_state(case):
    version, citizen, _verifier, _head = case
    with time_machine.travel(MONDAY, tick=False):
        request = world.submitted(version, citizen)
    assert request.number is not None
    assert request.number.startswith("SRG-DKC-2026-000001-")
    assert (request.state, request.phase) == ("verifikasi", Phase.IN_PROCESS)
    assert request.agency_id == "disdukcapil"


def test_numbers_of_an_agency_and_year_have_no_gap_even_when_a_submit_fails(case):
    version, citizen, *_ = case
    first = world.submitted(version, citizen)
    broken = world.draft(version, citizen, {"nama": "Siti"})
    with pytest.raises(engine.InvalidData):
        world.press(broken, "ajukan", citizen)
    second = world.submitted(version, citizen)
    assert [r.number.split("-")[3] for r in (first, second)] == ["000001", "000002"]


def test_the_whole_way_to_approval_with_a_correction_is_told_step_by_step(case):
    version, citizen, verifier, head = case
    request = world.submitted(version, citizen)
    world.press(request, "ambil", verifier)
    world.press(request, "kembalikan", verifier, items=[{"field": "nama", "note": "Samakan dengan KTP."}])
    assert world.fresh(request).phase == Phase.WAITING_APPLICANT
    engine.save_answers(request.pk, "data", {"nama": "Siti Uji Baru"}, citizen)
    world.press(request, "perbaiki", citizen)
    world.press(request, "lengkap", verifier)
    with time_machine.travel(MONDAY, tick=False) as clock:
        world.press(request, "setujui", head)
        clock.shift(11)
        assert engine.settle(request.pk)
    done = world.fresh(request)
    assert (done.state, done.phase, done.shown_state) == ("selesai", Phase.APPROVED, "")
    kinds = list(RequestEvent.objects.filter(request=request).values_list("kind", flat=True).order_by("seq"))
    assert kinds == ["submit", "claim", "return", "resubmit", "complete", "decide", "effective"]
    assert engine.plain_answers(done)["nama"] == "Siti Uji Baru"
    assert list(verify()) == []


def test_only_marked_fields_change_in_a_correction(case):
    version, citizen, verifier, _head = case
    request = world.submitted(version, citizen)
    world.press(request, "kembalikan", verifier, items=[{"field": "nama", "note": "Samakan."}])
    engine.save_answers(request.pk, "data", {"nama": "Siti Dua", "punya": False, "nik": "3604051708450001"}, citizen)
    plain = engine.plain_answers(world.fresh(request))
    assert (plain["nama"], plain["punya"], plain["nik"]) == ("Siti Dua", True, "3604054104900001")


def test_a_return_needs_a_remark_on_a_field_of_the_document(case):
    version, citizen, verifier, _head = case
    request = world.submitted(version, citizen)
    for items in ([], [{"field": "tidak_ada", "note": "x"}], [{"field": "nama", "note": " "}], "bukan daftar"):
        with pytest.raises(engine.InvalidData):
            world.press(request, "kembalikan", verifier, items=items)
    assert not CorrectionItem.objects.exists()


def test_above_the_cap_of_rounds_only_the_head_may_return(case):
    version, citizen, verifier, head = case
    request = world.submitted(version, citizen)
    for _round in range(2):
        world.press(request, "kembalikan", verifier, items=[{"field": "nama", "note": "Lagi."}])
        world.press(request, "perbaiki", citizen)
    with pytest.raises(engine.NotAllowed, match="2 kali"):
        world.press(request, "kembalikan", verifier, items=[{"field": "nama", "note": "Lagi."}])
    world.press(request, "lengkap", verifier)
    world.press(request, "kembalikan", head, items=[{"field": "nama", "note": "Sekali lagi."}])
    assert world.fresh(request).round == 3


def test_a_rejection_needs_its_reason(case):
    version, citizen, verifier, head = case
    request = world.submitted(version, citizen)
    world.press(request, "lengkap", verifier)
    with pytest.raises(engine.InvalidData) as refusal:
        world.press(request, "tolak", head)
    assert [p.path for p in refusal.value.problems] == ["alasan"]
    world.press(request, "tolak", head, alasan="Data tidak cocok.")
    assert world.fresh(request).phase == Phase.REJECTED


def test_every_event_of_a_filed_request_is_answered_by_its_outbox_rows(case):
    version, citizen, verifier, head = case
    request = world.submitted(version, citizen)
    assert Job.objects.count() >= 1
    world.press(request, "lengkap", verifier)
    world.press(request, "setujui", head)
    assert Job.objects.filter(kind="requests.settle").count() == 1
