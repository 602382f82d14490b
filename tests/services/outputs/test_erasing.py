"""When a request is forgotten, its documents are too; that they were issued can still be proven."""

from __future__ import annotations

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction

from services.outputs.life import renewing
from services.outputs.models import Output, OutputNumber, OutputStatus
from services.outputs.presenters import address
from services.outputs.rendering import issuing, preparing
from services.outputs.verifying import lookup
from services.outputs.verifying.lookup import Standing
from services.requests import engine
from services.requests.effects import result_links
from services.requests.engine.erase import erase_person, erase_request
from services.requests.files import private_path
from tests.services.desk import world as desk
from tests.services.outputs import world as outputs
from tests.services.outputs.rendering import world as made
from tests.services.requests import world
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    with time_machine.travel(made.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def out(now):
    found = outputs.issued(valid={"years": 1})
    now.shift(60)
    return found


def forget(request, capture):
    with capture(execute=True):
        erase_request(request.pk, world.Actor.clock(), "jadwal retensi")


def test_every_file_goes_drafts_too_and_nothing_sealed_stays(now, django_capture_on_commit_callbacks):
    request, _citizen, head = made.ready()
    output = made.issued(request, head, now)
    left = preparing._keep(request, "izin", preparing.kept(preparing.prepare(request, "izin", head.user)), 9, head.user)
    assert left.content
    path = private_path(output.path)
    assert path.exists()
    forget(request, django_capture_on_commit_callbacks)
    assert not path.exists()
    assert set(Output.objects.values_list("content", flat=True)) == {""}
    assert not Output.objects.filter(erased_at__isnull=True).exists()
    call_command("verify_audit")


def test_an_uploaded_result_and_what_was_never_issued_go_alike(out, django_capture_on_commit_callbacks):
    request, _citizen, head, output = out
    draft = outputs.prepared(request, head, outputs.pdf(4))
    paths = [private_path(each.path) for each in (output, draft)]
    assert all(path.exists() for path in paths)
    forget(request, django_capture_on_commit_callbacks)
    assert not any(path.exists() for path in paths)


def test_whoever_holds_the_paper_can_still_check_it_and_reads_no_initials(out, client):
    request, _citizen, _head, output = out
    before = lookup.by_code(output.credential.code)
    erase_request(request.pk, world.Actor.clock(), "permintaan pemohon")
    after = lookup.by_code(output.credential.code)
    assert (after.standing, after.claims.number) == (Standing.VALID, before.claims.number)
    assert (before.claims.initials, after.claims.initials) == ("W*** U***", "")
    assert lookup.by_digest(output.sha256).standing is Standing.VALID
    assert client.get(f"/verifikasi/{output.credential.code}/").status_code == 200


def test_the_register_of_numbers_keeps_no_gap(now):
    request, _citizen, head = made.ready()
    made.issued(request, head, now)
    erase_request(request.pk, world.Actor.clock(), "jadwal retensi")
    other, _citizen, head = made.ready(request.version)
    assert made.issued(other, head, now).number == "503/2/XI/2026"
    assert OutputNumber.objects.count() == 2


def test_applicant_and_officer_are_told_and_nobody_is_offered_what_is_gone(out, client):
    request, citizen, head, output = out
    erase_request(request.pk, world.Actor.clock(), "jadwal retensi")
    output.refresh_from_db()
    (link,) = result_links(world.fresh(request))
    assert (link.url, link.sheet, link.renew) == ("", "", "")
    said = "Berkas di portal dimusnahkan 24 November 2026. Kode pada dokumen Anda tetap dapat diperiksa."
    assert said in link.remarks
    assert not renewing.is_renewable(output)
    for reader in (citizen, head):
        sign_in(client, reader.user)
        assert client.get(address(output)).status_code == 404
        client.logout()
    desk.seat(client, head)
    assert "dimusnahkan 24 November 2026" in client.get(desk.url(request)).content.decode()


def test_nothing_is_put_in_the_place_of_what_was_destroyed(out):
    request, _citizen, head, output = out
    erase_request(request.pk, world.Actor.clock(), "jadwal retensi")
    with pytest.raises(engine.NotAllowed, match="sudah dimusnahkan"):
        world.press(request, "ganti_hasil", head, replaces=str(output.pk), alasan="Salah ketik.")


def test_what_is_still_to_be_made_is_never_made(now):
    request, _citizen, head = made.ready()
    draft = made.effective(request, head, now)
    erase_request(request.pk, world.Actor.clock(), "permintaan pemohon")
    draft.refresh_from_db()
    assert (draft.status, draft.content) == (OutputStatus.REVOKED, "")
    assert issuing.issue(draft.pk) is False
    assert not private_path(draft.path).exists()
    assert not OutputNumber.objects.exists()


def test_a_second_erasure_finds_nothing_more_and_keeps_the_first_day(out, now):
    request, _citizen, _head, output = out
    erase_request(request.pk, world.Actor.clock(), "jadwal retensi")
    output.refresh_from_db()
    first = output.erased_at
    now.shift(86_400)
    erase_request(request.pk, world.Actor.clock(), "sekali lagi")
    output.refresh_from_db()
    assert output.erased_at == first


def test_a_person_who_is_forgotten_takes_the_documents_along(out, django_capture_on_commit_callbacks):
    _request, citizen, _head, output = out
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_person(citizen.party, world.Actor.clock(), "permintaan pemohon") == 1
    assert not private_path(output.path).exists()


def test_the_database_keeps_what_was_destroyed_empty(out):
    with pytest.raises(IntegrityError), transaction.atomic():
        Output.objects.update(erased_at=made.NOON, status=OutputStatus.PENDING)
