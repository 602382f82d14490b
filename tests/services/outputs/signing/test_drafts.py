"""A draft is signed before anybody decides, or nothing has changed and the officer reads why."""

from __future__ import annotations

import hashlib
import threading
import time

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction

from services.outputs.effect import OutputEffect
from services.outputs.models import Output, OutputStatus, Signature, SignatureKind
from services.outputs.presenters import links
from services.outputs.signing import drafts, limits, pades, policies, port, stand_in
from services.outputs.signing.sentences import PLAIN, STATES, sentence
from services.requests import engine
from services.requests.effects import EffectRefused
from services.requests.files import private_path
from tests.services.outputs import world as outputs
from tests.services.outputs.signing import world as signing
from tests.services.requests import world

pytestmark = pytest.mark.django_db


def ready():
    """Return a case that waits for the head, the head with a certificate, and the attached draft."""
    request, _citizen, head = outputs.ready_to_decide()
    head = signing.registered(head)
    return request, head, outputs.prepared(request, head)


def hand(request, head, draft):
    found = drafts.hand_for(request, "izin", head.staff, draft)
    assert found is not None
    return found


def content(draft):
    return private_path(draft.path).read_bytes()


def test_the_right_passphrase_puts_the_signed_file_in_the_draft_s_place(stand, django_capture_on_commit_callbacks):
    request, head, draft = ready()
    before, old = content(draft), draft.path
    with django_capture_on_commit_callbacks(execute=True):
        drafts.sign(draft, hand(request, head, draft), signing.RIGHT)
    kept = Output.objects.get(pk=draft.pk)
    assert content(kept).startswith(before)
    assert (kept.sha256, kept.size) == (hashlib.sha256(content(kept)).hexdigest(), len(content(kept)))
    assert not private_path(old).exists()
    row = Signature.objects.get()
    assert (row.kind, row.signer, row.sha256) == (SignatureKind.PERSONAL, head.staff, kept.sha256)
    assert row.before == hashlib.sha256(before).hexdigest()


def test_what_is_signed_is_issued_under_the_name_of_who_signed(stand, now):
    request, head, draft = ready()
    drafts.sign(draft, hand(request, head, draft), signing.RIGHT)
    outputs.approve(request, head, draft)
    now.shift(11)
    engine.settle(request.pk)
    draft.refresh_from_db()
    assert (draft.status, draft.signer) == (OutputStatus.ISSUED, head.staff)
    assert drafts.hand_for(request, "izin", head.staff, draft) is None


def test_a_document_that_waits_for_a_signature_is_not_issued(stand):
    request, head, draft = ready()
    data = {"output": str(draft.pk), "sha256": draft.sha256}
    with pytest.raises(EffectRefused, match="belum ditandatangani"):
        OutputEffect().check(request, "izin", data, head)


def test_the_same_file_sent_again_is_the_draft_that_was_signed(stand):
    request, head, _draft = ready()
    sent = outputs.pdf()
    draft = outputs.prepared(request, head, sent)
    drafts.sign(draft, hand(request, head, draft), signing.RIGHT)
    assert outputs.prepared(request, head, sent) == draft


def test_a_substitute_s_signature_says_for_whom_it_stands(stand, now):
    request, head, _draft = ready()
    substitute = signing.registered(world.officer(), signing.OTHER_NIK, "Sekretaris Uji")
    world.away(head, substitute)
    draft = outputs.prepared(request, substitute)
    drafts.sign(draft, hand(request, substitute, draft), signing.RIGHT)
    (report,) = signing.near(content(draft)).signatures
    assert report.reason == "Surat izin uji, ditandatangani Plh. Kepala Dinas Uji, oleh Sekretaris Uji"
    assert report.signer == "Sekretaris Contoh"
    outputs.approve(request, substitute, draft)
    now.shift(11)
    engine.settle(request.pk)
    (link,) = links(world.fresh(request))
    assert link.detail.endswith("ditandatangani Plh. Kepala Dinas Uji, oleh Sekretaris Uji")


def test_only_who_holds_the_signing_function_signs(stand):
    request, _head, draft = ready()
    checker = signing.registered(world.officer("verifikator"), signing.OTHER_NIK)
    assert drafts.hand_for(request, "izin", checker.staff, draft) is None
    elsewhere = world.officer("kepala", at=world.agency("dinkes", "DKS"))
    assert drafts.hand_for(request, "izin", elsewhere.staff, draft) is None


def test_nobody_signs_what_concerns_themselves_or_whom_they_stand_in_for(stand):
    request, head, draft = ready()
    substitute = world.officer()
    world.away(head, substitute)
    assert hand(request, substitute, draft).holding.acting_for == head.staff
    request.filed_by = head.user
    assert drafts.hand_for(request, "izin", head.staff, draft) is None
    assert drafts.hand_for(request, "izin", substitute.staff, draft) is None


def refused(draft, found, passphrase=signing.RIGHT):
    before = (draft.path, draft.sha256, content(draft))
    with pytest.raises(port.SigningError) as error:
        drafts.sign(draft, found, passphrase)
    draft.refresh_from_db()
    assert (draft.path, draft.sha256, content(draft)) == before
    assert not Signature.objects.exists()
    return error.value


def test_a_wrong_passphrase_changes_nothing_and_after_three_nobody_tries_for_a_while(stand):
    request, head, draft = ready()
    found = hand(request, head, draft)
    for _try in range(limits.TRIES):
        assert isinstance(refused(draft, found, signing.WRONG), port.WrongPassphrase)
    error = refused(draft, found)
    assert isinstance(error, limits.TooManyTries)
    assert "Tunggu 10 menit" in sentence(error)


def test_a_right_passphrase_begins_the_count_anew(stand):
    request, head, draft = ready()
    found = hand(request, head, draft)
    for _try in range(limits.TRIES - 1):
        refused(draft, found, signing.WRONG)
    drafts.sign(draft, found, signing.RIGHT)
    limits.take(head.user.pk)


def test_twenty_tries_at_the_same_moment_are_three():
    let_in = []

    def attempt():
        try:
            limits.take("somebody")
        except limits.TooManyTries:
            return
        let_in.append(1)

    threads = [threading.Thread(target=attempt) for _number in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(let_in) == limits.TRIES


def test_the_pause_ends_by_itself(monkeypatch):
    monkeypatch.setattr(limits, "WINDOW", 1)
    for _try in range(limits.TRIES):
        limits.take("waiting")
    with pytest.raises(limits.TooManyTries):
        limits.take("waiting")
    time.sleep(1.1)
    limits.take("waiting")


def test_where_tries_cannot_be_counted_nobody_signs(stand, monkeypatch):
    request, head, draft = ready()
    found = hand(request, head, draft)

    def away(*_args, **_more):
        raise ConnectionError

    for name in ("add", "incr", "decr", "delete"):
        monkeypatch.setattr(cache, name, away, raising=False)
    error = refused(draft, found)
    assert "tidak dapat dihitung" in sentence(error)


def test_a_service_that_is_away_costs_no_try(stand):
    request, head, draft = ready()
    found = hand(request, head, draft)
    stand.desk.busy = 2
    for _try in range(2):
        assert isinstance(refused(draft, found), port.Unreachable)
    drafts.sign(draft, found, signing.RIGHT)


@pytest.mark.parametrize("garbage", [b"<html></html>", b"%PDF-1.7 not signed", b'{"error": "x", "status_code": 9}'])
def test_an_answer_that_is_no_signed_document_changes_nothing(stand, garbage):
    request, head, draft = ready()
    stand.desk.garbage = garbage
    error = refused(draft, hand(request, head, draft))
    assert isinstance(error, port.Unreadable | port.Refused)
    assert sentence(error)


def test_the_unsigned_file_sent_back_is_not_taken_for_a_signed_one(stand):
    request, head, draft = ready()
    stand.desk.garbage = content(draft)
    assert isinstance(refused(draft, hand(request, head, draft)), port.Unreadable)


def test_an_officer_without_a_nik_is_told_where_to_write_it(stand):
    request, _citizen, head = outputs.ready_to_decide()
    draft = outputs.prepared(request, head)
    error = refused(draft, hand(request, head, draft))
    assert isinstance(error, port.NoIdentity)
    with pytest.raises(port.NoIdentity):
        drafts.certificate_of(head.staff)


@pytest.mark.parametrize("nik", [signing.STRANGER_NIK, signing.EXPIRED_NIK, signing.STOPPED_NIK])
def test_an_officer_without_a_certificate_is_told_so(stand, nik):
    request, _citizen, head = outputs.ready_to_decide()
    head = signing.registered(head, nik)
    draft = outputs.prepared(request, head)
    error = refused(draft, hand(request, head, draft))
    assert sentence(error) == str(STATES[drafts.certificate_of(head.staff)])


def test_a_file_swapped_on_the_disk_is_not_signed(stand):
    request, head, draft = ready()
    private_path(draft.path).write_bytes(outputs.pdf(2))
    assert isinstance(refused(draft, hand(request, head, draft)), port.Changed)
    private_path(draft.path).unlink()
    with pytest.raises(port.Changed):
        drafts.sign(draft, hand(request, head, draft), signing.RIGHT)


def test_of_two_presses_at_the_same_moment_one_signs_and_the_other_leaves_no_file(stand, monkeypatch):
    request, head, draft = ready()
    found, other = hand(request, head, draft), Output.objects.select_related("request").get(pk=draft.pk)
    drafts.sign(draft, found, signing.RIGHT)
    monkeypatch.setattr(policies, "marks", lambda _output: set())  # what the other press read before
    monkeypatch.setattr(drafts, "_content", lambda _draft: outputs.pdf())
    files = sorted(each for each in private_path("berkas").rglob("*") if each.is_file())
    with pytest.raises(port.Changed):
        drafts.sign(other, found, signing.RIGHT)
    assert sorted(each for each in private_path("berkas").rglob("*") if each.is_file()) == files
    assert Signature.objects.count() == 1


def several(number):
    request, head, draft = ready()
    found = [(draft, hand(request, head, draft))]
    for _one in range(number - 1):
        other, *_people = outputs.ready_to_decide(request.version)
        another = outputs.prepared(other, head)
        found.append((another, hand(other, head, another)))
    return found


def kinds(results):
    return [type(each.error).__name__ if each.error else "" for each in results]


def test_several_drafts_are_signed_with_one_passphrase_and_one_try(stand):
    wanted = several(3)
    assert kinds(drafts.sign_all(wanted, signing.RIGHT)) == ["", "", ""]
    assert Signature.objects.count() == 3
    assert kinds(drafts.sign_all(several(2), signing.WRONG)) == ["WrongPassphrase", "NotTried"]


def test_a_draft_that_cannot_be_signed_stops_no_other(stand):
    wanted = several(3)
    private_path(wanted[1][0].path).write_bytes(b"swapped")
    assert kinds(drafts.sign_all(wanted, signing.RIGHT)) == ["", "Changed", ""]
    assert drafts.sign_all([], signing.RIGHT) == []


def test_a_service_that_goes_away_in_the_middle_leaves_the_rest_untried(stand, monkeypatch):
    wanted = several(3)
    plain = drafts._sign

    def sign(service, draft, *rest):
        stand.desk.busy = 1 if draft is wanted[1][0] else 0
        plain(service, draft, *rest)

    monkeypatch.setattr(drafts, "_sign", sign)
    assert kinds(drafts.sign_all(wanted, signing.RIGHT)) == ["", "Unreachable", "NotTried"]


def test_a_photo_and_a_document_without_a_signing_function_need_no_signature(stand):
    request, head, _draft = ready()
    photo = outputs.prepared(request, head, outputs.photo())
    assert drafts.hand_for(request, "izin", head.staff, photo) is None
    unsigned, _citizen, head = outputs.ready_to_decide(world.publish(outputs.document(signer=None)))
    assert policies.lacks(outputs.prepared(unsigned, head), unsigned) is None


def test_where_signing_is_off_or_for_others_nothing_is_asked(stand, settings):
    request, head, draft = ready()
    settings.ESIGN_AGENCIES = frozenset({"dinkes"})
    assert drafts.hand_for(request, "izin", head.staff, draft) is None
    settings.ESIGN_AGENCIES = frozenset({request.agency_id})
    assert drafts.hand_for(request, "izin", head.staff, draft) is not None
    settings.ESIGN = {**settings.ESIGN, "url": ""}
    assert (policies.service(), policies.lacks(draft, request)) == (None, None)
    with pytest.raises(port.Unreachable):
        drafts.certificate_of(head.staff)


def test_a_visible_signature_stands_where_the_setting_says(stand, settings):
    settings.ESIGN = signing.access(stand, "1,30,40,200,50")
    request, head, draft = ready()
    drafts.sign(draft, hand(request, head, draft), signing.RIGHT)
    assert b"30 40 230 90" in content(draft)


def brought():
    key = pades.opened(stand_in.Authority("CA Penerbit").issue("Pejabat Lain"), "")
    return pades.sign(outputs.pdf(), key, port.Wish("Dari sistem penerbit"))


def test_a_document_signed_by_the_system_that_issued_it_is_left_as_it_is(stand):
    request, head, _draft = ready()
    sent = brought()
    draft = outputs.prepared(request, head, sent)
    assert content(draft) == sent
    assert Signature.objects.get().kind == SignatureKind.BROUGHT
    assert policies.lacks(draft, request) is None
    outputs.approve(request, head, draft)


def test_a_document_whose_signature_is_broken_is_signed_like_any_other(stand):
    request, head, _draft = ready()
    draft = outputs.prepared(request, head, brought() + b"\n%%behind\n")
    assert policies.lacks(draft, request) is SignatureKind.PERSONAL


@pytest.fixture
def sealing(now, settings, tmp_path):
    authority = stand_in.Authority("CA Segel")
    (tmp_path / "disdukcapil.p12").write_bytes(authority.issue("Segel Dinas Uji", "kunci-segel"))
    settings.AGENCY_SEAL_DIR, settings.AGENCY_SEAL_PASSWORD = str(tmp_path), "kunci-segel"
    return tmp_path


def test_an_agency_with_a_seal_seals_what_is_attached_and_asks_nobody(sealing, now):
    request, _citizen, head = outputs.ready_to_decide()
    sent = outputs.pdf()
    draft = outputs.prepared(request, head, sent)
    (report,) = signing.near(content(draft)).signatures
    assert (report.signer, report.reason) == ("Segel Dinas Uji", "Surat izin uji, disegel Disdukcapil")
    assert Signature.objects.get().kind == SignatureKind.SEAL
    assert outputs.prepared(request, head, sent) == draft
    outputs.approve(request, head, draft)
    now.shift(11)
    engine.settle(request.pk)
    draft.refresh_from_db()
    assert (draft.status, draft.signer) == (OutputStatus.ISSUED, head.staff)


def test_a_seal_that_does_not_open_is_said_and_heals_when_the_file_is_sent_again(sealing, settings):
    request, _citizen, head = outputs.ready_to_decide()
    sent = outputs.pdf()
    settings.AGENCY_SEAL_PASSWORD = "keliru"
    with pytest.raises(port.KeyUnusable) as error:
        outputs.prepared(request, head, sent)
    assert "Segel perangkat daerah" in sentence(error.value)
    draft = Output.objects.get()
    data = {"output": str(draft.pk), "sha256": draft.sha256}
    with pytest.raises(EffectRefused, match="belum bersegel"):
        OutputEffect().check(request, "izin", data, head)
    settings.AGENCY_SEAL_PASSWORD = "kunci-segel"
    assert policies.marks(outputs.prepared(request, head, sent)) == {SignatureKind.SEAL}


def test_another_agency_has_no_part_in_the_seal(sealing, settings):
    (sealing / "disdukcapil.p12").rename(sealing / "dinkes.p12")
    request, _citizen, head = outputs.ready_to_decide()
    assert policies.marks(outputs.prepared(request, head)) == set()
    assert policies.seal_file(None) is None


def test_what_was_signed_when_is_never_edited(stand):
    request, head, draft = ready()
    drafts.sign(draft, hand(request, head, draft), signing.RIGHT)
    for write in (lambda: Signature.objects.update(acts_as=""), lambda: Signature.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_every_failure_has_a_sentence_of_its_own():
    told = {str(each) for each in PLAIN.values()} | {str(each) for each in STATES.values()}
    assert len(told) == len(PLAIN) + len(STATES)
    unnamed = set(port.SigningError.__subclasses__()) - set(PLAIN)
    assert unnamed == {port.NoCertificate, port.Refused}
    assert "kode 2041" in sentence(port.Refused("2041"))
