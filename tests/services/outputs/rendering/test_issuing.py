"""A document that the portal makes bears its number, is issued whole or not at all, and is what was seen."""

from __future__ import annotations

import hashlib

import pytest
import time_machine

from foundation.outbox import PermanentFailure
from foundation.outbox.models import Job
from services.outputs.effect import revoke
from services.outputs.models import Credential, Output, OutputNumber, OutputStatus
from services.outputs.rendering import issuing, preparing
from services.outputs.verifying import lookup
from services.requests import engine
from services.requests.effects import result_links
from services.requests.files import private_path
from services.requests.models import ServiceRequest
from tests.services.outputs.rendering import world as made
from tests.services.requests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    with time_machine.travel(made.NOON, tick=False) as traveller:
        yield traveller


def test_the_document_is_issued_after_the_decision_with_number_file_and_code(now):
    request, _citizen, head = made.ready()
    draft = made.effective(request, head, now)
    assert (draft.status, draft.number, draft.sha256) == (OutputStatus.PENDING, "", "")
    assert [(link.url, link.standing) for link in result_links(world.fresh(request))] == [("", "sedang dibuat")]
    assert Job.objects.filter(kind=issuing.JOB, ids__output=str(draft.pk)).count() == 1
    assert issuing.issue(draft.pk)
    draft.refresh_from_db()
    assert (draft.status, draft.number, draft.content) == (OutputStatus.ISSUED, "503/1/XI/2026", "")
    pdf = private_path(draft.path).read_bytes()
    assert hashlib.sha256(pdf).hexdigest() == draft.sha256
    said = made.text_of(pdf)
    for part in ("Nomor: 503/1/XI/2026", "24 November 2026", "Siti Uji", head.staff.title, request.number):
        assert part in said
    (link,) = result_links(world.fresh(request))
    assert link.detail.endswith("nomor 503/1/XI/2026")


def test_the_code_on_the_document_leads_to_its_number_and_the_file_to_the_same(now):
    request, _citizen, head = made.ready()
    output = made.issued(request, head, now)
    credential = Credential.objects.get(output=output)
    assert credential.code == output.code
    verdict = lookup.by_code(credential.code)
    assert (verdict.standing, verdict.claims.number) == (lookup.Standing.VALID, "503/1/XI/2026")
    assert verdict.claims.digest == ""  # the code is part of the file
    assert lookup.by_digest(output.sha256) == verdict


def test_what_is_secret_is_in_no_document_whose_template_does_not_name_it(now):
    request, _citizen, head = made.ready()
    said = made.text_of(private_path(made.issued(request, head, now).path).read_bytes())
    assert "3604054104900001" not in said
    assert "Siti Uji" in said


def test_the_kept_content_is_ciphertext_until_it_is_issued_and_gone_afterwards(now):
    request, _citizen, head = made.ready()
    draft = preparing.prepare(request, "izin", head.user)
    assert "Siti" not in draft.content
    assert "Siti Uji" in str(preparing.kept(draft).data)


def test_the_same_content_is_one_draft_and_a_changed_answer_another(now):
    request, _citizen, head = made.ready()
    first = preparing.prepare(request, "izin", head.user)
    assert preparing.prepare(request, "izin", head.user).pk == first.pk
    ServiceRequest.objects.filter(pk=request.pk).update(answers={**request.answers, "nama": "Nama Lain"})
    assert preparing.prepare(world.fresh(request), "izin", head.user).pk != first.pk


def test_what_changed_since_it_was_seen_is_not_decided(now):
    request, _citizen, head = made.ready()
    draft = preparing.prepare(request, "izin", head.user)
    ServiceRequest.objects.filter(pk=request.pk).update(answers={**request.answers, "nama": "Nama Lain"})
    with pytest.raises(engine.InvalidData) as error:
        world.press(request, "setujui", head, output=str(draft.pk), sha256=draft.content_sha256)
    assert error.value.sentence == "Isi dokumen berubah sejak Anda melihatnya. Lihat pratinjau lagi."


def test_a_decision_without_having_prepared_the_document_is_refused(now):
    request, _citizen, head = made.ready()
    with pytest.raises(engine.InvalidData) as error:
        world.press(request, "setujui", head)
    assert error.value.sentence == "Lihat pratinjau dokumen dahulu."


def test_an_undone_decision_takes_no_number_and_leaves_no_file(now):
    request, _citizen, head = made.ready()
    draft = made.decide(request, head)
    world.press(request, "urungkan", head)
    now.shift(30)
    assert engine.settle(request.pk) is False
    assert issuing.issue(draft.pk) is False
    assert not OutputNumber.objects.exists()
    assert not private_path(draft.path).exists()


def test_what_dies_between_typesetting_and_issuing_leaves_neither_number_nor_stray_file(now, monkeypatch):
    request, _citizen, head = made.ready()
    draft = made.effective(request, head, now)

    def die(*_args):
        raise KeyboardInterrupt

    for moment in ("numbers.take", "disk.write"):
        with monkeypatch.context() as patch:
            patch.setattr(f"services.outputs.rendering.issuing.{moment}", die)
            with pytest.raises(KeyboardInterrupt):
                issuing.issue(draft.pk)
        draft.refresh_from_db()
        assert (draft.status, draft.number) == (OutputStatus.PENDING, "")
        assert not OutputNumber.objects.exists()
        assert not Credential.objects.exists()
        assert not private_path(draft.path).exists()
    assert issuing.issue(draft.pk)
    assert OutputNumber.objects.get().seq == 1


def test_what_dies_after_the_file_was_written_is_made_again_in_the_same_place(now, monkeypatch):
    request, _citizen, head = made.ready()
    draft = made.effective(request, head, now)
    real = issuing.disk.write

    def die_late(path, data):
        real(path, data)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("services.outputs.rendering.issuing.disk.write", die_late)
        with pytest.raises(KeyboardInterrupt):
            issuing.issue(draft.pk)
    left = private_path(draft.path).read_bytes()
    private_path(draft.path).with_suffix(".part").write_bytes(b"half")
    assert not OutputNumber.objects.exists()
    assert issuing.issue(draft.pk)
    assert private_path(draft.path).read_bytes() == left  # the same document to the byte, under the same number
    assert [path.name for path in private_path(draft.path).parent.iterdir()] == [private_path(draft.path).name]


def test_a_second_run_of_the_job_does_nothing(now):
    request, _citizen, head = made.ready()
    output = made.issued(request, head, now)
    assert issuing.issue(output.pk) is False
    assert OutputNumber.objects.count() == 1


def test_whoever_took_the_number_first_makes_the_other_take_the_next(now, monkeypatch):
    version = world.publish(made.document())
    first, _citizen, head = made.ready(version)
    second, _other, _head = made.ready(version)
    one, two = made.effective(first, head, now), made.effective(second, head, now)
    real, rendered = issuing.render, []

    def slowly(sheet):
        rendered.append(sheet.data["values"]["number"])
        if len(rendered) == 1:
            assert issuing.issue(two.pk)
        return real(sheet)

    monkeypatch.setattr(issuing, "render", slowly)
    assert issuing.issue(one.pk)
    assert rendered == ["503/1/XI/2026", "503/1/XI/2026", "503/2/XI/2026"]
    one.refresh_from_db()
    assert one.number == "503/2/XI/2026"
    assert "503/2/XI/2026" in made.text_of(private_path(one.path).read_bytes())


def test_every_agency_and_year_counts_from_one(now):
    request, _citizen, head = made.ready()
    made.issued(request, head, now)
    again, _citizen, head = made.ready(request.version)
    assert made.issued(again, head, now).number == "503/2/XI/2026"
    now.move_to("2027-01-04T05:00:00Z")
    later, _citizen, head = made.ready(request.version)
    assert made.issued(later, head, now).number == "503/1/I/2027"


def test_a_service_without_a_pattern_gives_no_number_and_bears_that_of_the_request(now):
    request, _citizen, head = made.ready(number=None)
    output = made.issued(request, head, now)
    assert output.number == ""
    assert not OutputNumber.objects.exists()
    assert f"Nomor: {request.number}" in made.text_of(private_path(output.path).read_bytes())


def test_a_newer_document_retires_the_one_before_only_when_it_is_issued(now):
    request, _citizen, head = made.ready()
    first = made.issued(request, head, now)
    ServiceRequest.objects.filter(pk=request.pk).update(answers={**request.answers, "nama": "Nama Lain"})
    second = preparing.prepare(world.fresh(request), "izin", head.user)
    second.issued_at = first.issued_at
    with issuing.transaction.atomic():
        issuing.order(second)
    first.refresh_from_db()
    assert first.status == OutputStatus.ISSUED
    assert issuing.issue(second.pk)
    first.refresh_from_db()
    assert first.status == OutputStatus.SUPERSEDED


def test_a_document_of_an_overturned_decision_is_never_made(now):
    request, _citizen, head = made.ready()
    draft = made.effective(request, head, now)

    revoke(request)
    assert issuing.issue(draft.pk) is False
    draft.refresh_from_db()
    assert (draft.status, draft.content, draft.sha256) == (OutputStatus.REVOKED, "", "")


def test_a_template_that_cannot_be_typeset_ends_the_job_and_takes_no_number(now, monkeypatch):
    request, _citizen, head = made.ready()
    draft = made.effective(request, head, now)
    broken = preparing.kept(draft)
    template = type(broken.template)("umum", "1", "#panic()")
    monkeypatch.setattr(preparing, "kept", lambda _output: type(broken)(template, broken.base, broken.data))
    with pytest.raises(PermanentFailure, match="templat tidak dapat dicetak"):
        issuing.issue(draft.pk)
    assert not OutputNumber.objects.exists()
    assert Output.objects.get(pk=draft.pk).status == OutputStatus.PENDING
