"""A document is issued by a decision that took effect, and by nothing else."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from services.definition.document import Validity
from services.outputs import actions
from services.outputs.models import OutputStatus
from services.outputs.presenters import links
from services.outputs.validity import ends_on
from services.requests import engine
from services.requests.effects import effects, result_links
from services.requests.files import private_path
from services.requests.models import Phase
from tests.services.outputs import world as outputs
from tests.services.requests import world

pytestmark = pytest.mark.django_db
NOON = "2026-11-24T05:00:00Z"


@pytest.fixture
def now():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def decided(now):
    request, citizen, head = outputs.ready_to_decide()
    draft = outputs.prepared(request, head)
    outputs.approve(request, head, draft)
    return request, citizen, head, draft


def settled(request, now):
    now.shift(11)
    engine.settle(request.pk)
    return world.fresh(request)


def test_until_the_decision_is_effective_nothing_is_issued(now):
    request, _citizen, _head, draft = decided(now)
    draft.refresh_from_db()
    assert draft.status == OutputStatus.DRAFT
    assert result_links(world.fresh(request)) == []


def test_the_effective_decision_issues_number_signer_and_link(now):
    request, _citizen, head, draft = decided(now)
    request = settled(request, now)
    draft.refresh_from_db()
    assert (draft.status, draft.external_number, draft.signer) == (OutputStatus.ISSUED, "503/7/2026", head.staff)
    assert draft.issued_at is not None
    (link,) = result_links(request)
    assert link.title == "Surat izin uji"
    assert link.detail.startswith("PDF · ")
    assert link.detail.endswith("nomor 503/7/2026")


def test_an_undone_decision_leaves_a_draft(now):
    request, _citizen, head, draft = decided(now)
    world.press(request, "urungkan", head)
    now.shift(30)
    assert engine.settle(request.pk) is False
    draft.refresh_from_db()
    assert draft.status == OutputStatus.DRAFT
    assert world.fresh(request).phase == Phase.IN_PROCESS


def refused(request, head, **data):
    with pytest.raises(engine.InvalidData) as error:
        world.press(request, "setujui", head, external_number="1", **data)
    assert world.fresh(request).phase == Phase.IN_PROCESS
    return error.value.sentence


def test_a_decision_without_a_document_is_refused_with_a_sentence(now):
    request, _citizen, head = outputs.ready_to_decide()
    assert refused(request, head) == "Lampirkan dokumen hasil dahulu."
    assert refused(request, head, output="bukan-uuid", sha256="x") == "Lampirkan dokumen hasil dahulu."


def test_the_draft_of_another_request_does_not_count(now):
    request, _citizen, head = outputs.ready_to_decide()
    other, *_ = outputs.ready_to_decide(request.version)
    foreign = outputs.prepared(other, head)
    assert "Lampirkan" in refused(request, head, output=str(foreign.pk), sha256=foreign.sha256)


def test_a_file_that_changed_since_it_was_attached_is_refused(now):
    request, _citizen, head = outputs.ready_to_decide()
    draft = outputs.prepared(request, head)
    private_path(draft.path).write_bytes(b"%PDF-1.7 swapped")
    assert "berubah" in refused(request, head, output=str(draft.pk), sha256=draft.sha256)


def test_another_digest_than_the_one_seen_is_refused(now):
    request, _citizen, head = outputs.ready_to_decide()
    draft = outputs.prepared(request, head)
    assert "berubah" in refused(request, head, output=str(draft.pk), sha256="0" * 64)


def test_an_issued_document_cannot_be_issued_again(now):
    request, _citizen, head, draft = decided(now)
    request = settled(request, now)
    with pytest.raises(Exception, match="sudah pernah diterbitkan"):
        effects.get("output").check(request, "izin", {"output": str(draft.pk), "sha256": draft.sha256}, head)


def test_a_newer_version_retires_the_one_before(now):
    request, _citizen, head, draft = decided(now)
    request = settled(request, now)
    newer = actions.prepare(request, "izin", outputs.sent(outputs.pdf(2)), head.user)
    effects.get("output").apply(request, "izin", {"output": str(newer.pk), "sha256": newer.sha256})
    draft.refresh_from_db()
    assert draft.status == OutputStatus.SUPERSEDED
    assert [link.url for link in links(request)] == [f"/permohonan/{request.pk}/hasil/{newer.pk}/", ""]


def test_a_decision_whose_draft_is_gone_does_not_take_effect_silently(now):
    request, _citizen, _head, draft = decided(now)
    draft.delete()
    now.shift(11)
    with pytest.raises(Exception, match="no output"):
        engine.settle(request.pk)
    assert world.fresh(request).shown_phase == Phase.IN_PROCESS


@pytest.mark.parametrize(
    ("valid", "last"),
    [
        (None, None),
        (Validity(note={"id": "Seumur hidup"}), None),
        (Validity(years=1), date(2027, 11, 24)),
        (Validity(months=3), date(2027, 2, 24)),
        (Validity(days=30), date(2026, 12, 24)),
    ],
)
def test_validity_ends_on_the_day_the_document_says(valid, last):
    assert ends_on(valid, date(2026, 11, 24)) == last


def test_a_document_signed_for_an_absent_head_says_who_signed_and_for_whom(now):
    request, _citizen, head = outputs.ready_to_decide()
    head.staff.title = "Kepala Dinas Uji"
    head.staff.save()
    substitute = world.officer()
    substitute.staff.title = "Sekretaris Uji"
    substitute.staff.save()
    world.away(head, substitute)
    draft = outputs.prepared(request, substitute)
    outputs.approve(request, substitute, draft)
    world.press(request, "catatan", world.officer("kepala"), text="Di sela-sela.")  # a note signs nothing
    request = settled(request, now)
    draft.refresh_from_db()
    assert (draft.signer, draft.acting_for, draft.acts_as) == (substitute.staff, head.staff, "plh")
    (link,) = result_links(request)
    assert link.detail.endswith("ditandatangani Plh. Kepala Dinas Uji, oleh Sekretaris Uji")


def test_a_document_signed_in_one_s_own_office_names_nobody_else(now):
    request, _citizen, _head, draft = decided(now)
    settled(request, now)
    draft.refresh_from_db()
    assert (draft.acting_for, draft.acts_as) == (None, "")
