"""Whoever corrects a document that is out signs the corrected one on the same page, with a passphrase nobody keeps."""

from __future__ import annotations

import logging

import pytest

from services.desk.attempt import SIGN
from services.outputs.models import Output, OutputStatus, Signature, SignatureKind
from services.outputs.signing import stand_in
from tests.services.desk import world as desk
from tests.services.desk.test_signing import everywhere
from tests.services.outputs import world as outputs
from tests.services.outputs.rendering import world as made
from tests.services.outputs.signing import world as signing
from tests.services.outputs.signing.conftest import now, served, stand
from tests.services.requests import world
from tests.services.requests.api_client import Program

__all__ = ["now", "served", "stand"]
pytestmark = pytest.mark.django_db
PASSPHRASE = "frasa-pengganti-4T9w"
WHY = {"alasan": "Nama jalan keliru.", "external_number": "503/7a/2026"}


@pytest.fixture
def out(now, settings, client, served, monkeypatch):
    """Issue a document while nobody signs by hand, then let the officers of its agency sign."""
    request, _citizen, head, output = outputs.issued()
    now.shift(60)
    return request, head, output


@pytest.fixture
def signing_head(out, stand, client):
    stand.desk.people[signing.NIK] = stand_in.Person("Kepala Contoh", passphrase=PASSPHRASE)
    head = signing.registered(out[1])
    desk.seat(client, head)
    return head


def page(out):
    request, _head, output = out
    return desk.url(request, "hasil", str(output.pk), "ganti")


def press(client, out, **sent):
    return client.post(page(out), {"kunci": "3" * 32, **WHY, **sent})


def test_the_page_asks_for_the_passphrase_where_officers_sign(client, out, signing_head):
    shown = client.get(page(out))
    assert "Anda menandatangani sebagai Kepala Dinas Uji." in desk.words(shown)
    assert f'name="{SIGN}"' in shown.content.decode()
    taking_back = client.get(page(out).replace("/ganti/", "/cabut/")).content.decode()
    assert f'name="{SIGN}"' not in taking_back


def test_where_nobody_signs_by_hand_nothing_is_asked(client, out):
    desk.seat(client, out[1])
    assert f'name="{SIGN}"' not in client.get(page(out)).content.decode()


def test_the_corrected_document_is_signed_and_issued_with_one_press(client, out, signing_head):
    assert press(client, out, hasil=outputs.sent(outputs.pdf(2)), **{SIGN: PASSPHRASE}).status_code == 302
    new = Output.objects.get(status=OutputStatus.ISSUED)
    assert (new.version, new.signer) == (2, signing_head.staff)
    signature = Signature.objects.get()
    assert (signature.kind, signature.output, signature.sha256) == (SignatureKind.PERSONAL, new, new.sha256)


def test_without_or_with_a_wrong_passphrase_the_old_one_counts_and_nothing_typed_is_lost(client, out, signing_head):
    answer = press(client, out, hasil=outputs.sent(outputs.pdf(2)))
    assert answer.status_code == 422
    assert "Isi frasa sandi sertifikat elektronik Anda." in desk.words(answer)
    kept = desk.hidden(answer.content.decode(), "output")
    answer = press(client, out, output=kept, **{SIGN: "frasa-keliru"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Frasa sandi keliru." in desk.words(answer)
    for said in (WHY["alasan"], WHY["external_number"], f'href="#{SIGN}"', kept):
        assert said in html
    assert "frasa-keliru" not in html
    assert Output.objects.get(status=OutputStatus.ISSUED).pk == out[2].pk
    assert press(client, out, output=kept, **{SIGN: PASSPHRASE}).status_code == 302


def test_a_document_that_is_over_is_not_signed_for_nothing(client, out, signing_head):
    Output.objects.filter(pk=out[2].pk).update(status=OutputStatus.REVOKED, look_at=None)
    answer = press(client, out, hasil=outputs.sent(outputs.pdf(2)), **{SIGN: PASSPHRASE})
    assert answer.status_code == 409
    assert not Signature.objects.exists()


def test_a_seal_that_does_not_open_is_said_beside_the_file(client, out, settings, tmp_path):
    (tmp_path / "disdukcapil.p12").write_bytes(b"no key")
    settings.AGENCY_SEAL_DIR = str(tmp_path)
    desk.seat(client, out[1])
    answer = press(client, out, hasil=outputs.sent(outputs.pdf(2)))
    assert answer.status_code == 422
    assert "Segel perangkat daerah tidak dapat dibuka." in desk.words(answer)
    assert WHY["alasan"] in answer.content.decode()
    assert Output.objects.get(status=OutputStatus.ISSUED).pk == out[2].pk


def test_what_the_portal_makes_itself_never_waits_on_the_signing_page(client, stand):
    request, _citizen, head = made.ready()
    made.preparing.prepare(request, "izin", head.user)
    desk.seat(client, signing.registered(head))
    assert client.get("/panel/tanda-tangan/").context["rows"] == []


def test_programs_read_the_number_a_document_bears_itself(now):
    request, _citizen, head = made.ready()
    output = made.issued(request, head, now)
    (told,) = Program.of(head).get(f"desk/requests/{request.pk}/").json()["results"]
    assert (told["id"], told["number"]) == (str(output.pk), "503/1/XI/2026")


def test_programs_read_the_number_of_the_other_system_where_there_is_no_own_one(out):
    request, head, output = out
    (told,) = Program.of(head).get(f"desk/requests/{request.pk}/").json()["results"]
    assert (told["id"], told["number"]) == (str(output.pk), "503/7/2026")
    assert world.fresh(request).number != told["number"]


def test_after_a_correction_the_passphrase_is_nowhere(client, out, signing_head, caplog):
    caplog.set_level(logging.DEBUG)
    wrong = "frasa-pengganti-keliru-1B6s"
    kept = desk.hidden(press(client, out, hasil=outputs.sent(), **{SIGN: wrong}).content.decode(), "output")
    assert press(client, out, output=kept, **{SIGN: PASSPHRASE}).status_code == 302
    places = everywhere(caplog.text)
    assert any("outputs_signature" in place for place in places)
    assert [place[:80] for place in places if PASSPHRASE in place or wrong in place] == []


def test_a_corrected_document_that_waits_is_listed_for_signing_and_issued_without_a_passphrase(
    client, out, signing_head
):
    kept = desk.hidden(press(client, out, hasil=outputs.sent(outputs.pdf(2))).content.decode(), "output")
    (row,) = client.get("/panel/tanda-tangan/").context["rows"]
    assert row.pk == kept
    signed = client.post("/panel/tanda-tangan/", {"dokumen": [kept], SIGN: PASSPHRASE})
    assert [each.done for each in signed.context["results"]] == [True]
    assert press(client, out, output=kept).status_code == 302
    assert str(Output.objects.get(status=OutputStatus.ISSUED).pk) == kept
    assert client.get("/panel/tanda-tangan/").context["rows"] == []
