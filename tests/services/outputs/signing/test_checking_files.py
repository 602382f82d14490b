"""Anybody learns of a PDF in hand who signed it and whether it is whole; the file is kept nowhere."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from services.outputs.models import Output
from services.outputs.signing import drafts, pades, stand_in
from services.outputs.signing.port import Wish
from services.outputs.verifying import limits, signatures
from services.requests import engine
from services.requests.files import private_path
from tests.services.desk.world import words
from tests.services.outputs import world as outputs
from tests.services.outputs.signing import world as signing

pytestmark = pytest.mark.django_db
PAGE = "/verifikasi/"


@pytest.fixture
def issued(stand, now):
    request, _citizen, head = outputs.ready_to_decide()
    head = signing.registered(head)
    draft = outputs.prepared(request, head)
    found = drafts.hand_for(request, "izin", head.staff, draft)
    drafts.sign(draft, found, signing.RIGHT)
    outputs.approve(request, head, draft)
    now.shift(11)
    engine.settle(request.pk)
    return private_path(Output.objects.get().path)


def check(client, content, name="surat.pdf"):
    return client.post(PAGE, {"berkas": SimpleUploadedFile(name, content)})


def test_a_signed_document_of_the_portal_is_valid_and_says_who_signed(client, issued):
    said = words(check(client, issued.read_bytes()))
    assert "Dokumen ini diterbitkan oleh Pemerintah Kabupaten Serang dan masih berlaku." in said
    assert "Tanda tangan di dalam berkas Kepala Contoh CONTOH - TIDAK SAH" in said
    assert "Waktu menurut penanda tangan: " in said
    assert "Utuh: isi berkas sama dengan saat ditandatangani." in said
    assert "Portal ini tidak memeriksa penerbit sertifikat." in said


def test_a_flipped_letter_makes_it_unknown_and_broken(client, issued):
    content = bytearray(issued.read_bytes())
    content[content.index(b"%PDF") + 9] ^= 1
    said = words(check(client, bytes(content)))
    assert "Berkas ini bukan dokumen dari portal, atau isinya sudah berubah." in said
    assert "Rusak" in said or "tidak dapat dibaca" in said


def test_something_added_behind_is_told(client, issued):
    said = words(check(client, issued.read_bytes() + b"\n%%tambahan\n"))
    assert "Berkas ditambah atau diubah sesudah ditandatangani." in said


def test_a_document_of_somebody_else_is_told_of_by_its_signature_alone(client, stand):
    key = pades.opened(stand_in.Authority().issue("Pejabat 3604054104900101"), "")
    response = check(client, pades.sign(outputs.pdf(), key, Wish("x")))
    said = words(response)
    assert "Berkas ini bukan dokumen dari portal" in said
    assert "Pejabat ***" in said
    assert "3604054104900101" not in response.content.decode()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xd8\xff photo", ""),
        (b"%PDF-1.7 /ByteRange", "tidak dapat dibaca. Anggap berkas ini tidak bertanda tangan."),
        (outputs.pdf(), "Tidak ada tanda tangan elektronik di dalam berkas ini."),
        (outputs.pdf() + b"\n% /ByteRange", "Tidak ada tanda tangan elektronik di dalam berkas ini."),
    ],
)
def test_what_has_no_signature_is_told_as_that(client, stand, content, told):
    response = check(client, content)
    assert response.status_code == 200
    assert told in words(response)
    assert ("Tanda tangan di dalam berkas" in words(response)) is bool(told)


def test_nothing_of_the_file_stays(client, stand):
    def kept():
        return sorted(each for each in private_path("").rglob("*") if each.is_file())

    before = kept()
    key = pades.opened(stand_in.Authority().issue("Pejabat Lain"), "")
    check(client, pades.sign(outputs.pdf(), key, Wish("x")))
    assert kept() == before
    assert not Output.objects.exists()


def test_who_sends_very_many_files_is_told_of_the_portal_s_own_word_alone(client, issued, monkeypatch):
    monkeypatch.setattr(limits, "FILES", 1)
    assert "Tanda tangan di dalam berkas" in words(check(client, issued.read_bytes()))
    said = words(check(client, issued.read_bytes()))
    assert "masih berlaku" in said
    assert "Tanda tangan di dalam berkas" not in said


def test_while_another_file_is_read_the_next_one_is_told_to_come_again(client, issued, monkeypatch):
    monkeypatch.setattr(signatures, "PATIENCE", 0.05)
    with signatures._ROOM:
        assert "belum diperiksa karena sedang ramai" in words(check(client, issued.read_bytes()))


def command(*arguments, **more):
    out = StringIO()
    try:
        call_command("verify_output", *arguments, stdout=out, **more)
    except CommandError as error:
        return json.loads(out.getvalue()) if out.getvalue() else {}, str(error)
    return json.loads(out.getvalue()), ""


def test_the_command_says_the_same(issued, stand, tmp_path):
    told, error = command(str(issued))
    (found,) = told["signatures"]
    assert (told["standing"], error) == ("valid", "")
    assert (found["signer"], found["intact"], found["after"], found["trust"]) == (
        "Kepala Contoh",
        True,
        "nothing",
        "unasked",
    )
    changed = tmp_path / "berubah.pdf"
    changed.write_bytes(issued.read_bytes() + b"\n")
    told, error = command(str(changed))
    assert told["signatures"][0]["after"] == "changed"
    assert "tidak sah" in error
    plain = tmp_path / "polos.pdf"
    plain.write_bytes(outputs.pdf())
    assert "signatures" not in command(str(plain))[0]


def test_the_command_asks_the_signing_service_too(issued, stand, settings):
    told, _error = command(str(issued), service=True)
    assert told["service"][0]["intact"] is True
    stand.desk.garbage = b"?"
    assert "Unreadable" in command(str(issued), service=True)[1]
    settings.ESIGN = {**settings.ESIGN, "url": ""}
    assert "ESIGN_URL" in command(str(issued), service=True)[1]


def test_a_file_nobody_can_open_is_said_so_by_the_command(stand, tmp_path):
    broken = tmp_path / "rusak.pdf"
    broken.write_bytes(b"%PDF-1.7 /ByteRange")
    assert command(str(broken))[0]["signatures"] == "unreadable"
