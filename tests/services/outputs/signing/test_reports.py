"""What signatures are worth is said without anybody's word for it: of the bytes of the file alone."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from services.outputs.signing import inspect_child, pades, reports, stand_in
from services.outputs.signing.port import After, Refused, Trust, Wish
from tests.services.outputs.world import pdf

MOMENT = datetime(2026, 11, 24, 5, tzinfo=UTC)
WISH = Wish("Surat izin uji", "Dinas Uji", stand_in.WHERE)


@pytest.fixture(scope="module")
def ours():
    with time_machine.travel(MOMENT, tick=False):
        authority = stand_in.Authority("CA Uji")
        key = pades.opened(authority.issue("Kepala Contoh", "kunci"), "kunci")
        signed = pades.sign(pdf(), key, WISH, stand_in.MARK)
    return authority, key, signed


def look(data, *authorities, moment=MOMENT):
    roots = [each for authority in authorities for each in roots_of(authority)]
    return [(each["intact"], each["after"], each["trust"]) for each in inspect_child.look(data, moment, roots)]


def roots_of(authority):
    from asn1crypto import pem, x509

    return [x509.Certificate.load(pem.unarmor(authority.pem)[2])]


def test_a_whole_file_of_a_known_authority_is_said_to_be_that(ours):
    authority, _key, signed = ours
    assert look(signed, authority) == [(True, "nothing", "now")]


def test_a_certificate_of_an_authority_nobody_knows_is_not_trusted(ours):
    _authority, _key, signed = ours
    assert look(signed, stand_in.Authority("CA Lain")) == [(True, "nothing", "not")]


def test_without_known_authorities_nothing_is_said_of_the_certificate(ours):
    assert look(ours[2]) == [(True, "nothing", "unasked")]


@pytest.mark.parametrize("place", [20, 300, 600, -60])
def test_a_flipped_bit_anywhere_breaks_the_signature(ours, place):
    authority, _key, signed = ours
    changed = bytearray(signed)
    changed[place] ^= 1
    try:
        found = look(bytes(changed), authority)
    except Exception:
        return  # a file that cannot be opened any more has no signature either
    assert [each for each in found if each[0] and each[1] == "nothing"] == []


def test_bytes_behind_the_end_are_noticed(ours):
    authority, _key, signed = ours
    for behind in (b"\n", b"\n%%extra\n", signed[:400]):
        assert look(signed + behind, authority) == [(True, "changed", "now")]


def revised(signed, change):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    change(writer, writer.root["/Pages"]["/Kids"][0])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_page_changed_after_the_signature_is_noticed(ours):
    authority, _key, signed = ours

    def turn(writer, page):
        page["/Rotate"] = generic.NumberObject(90)
        writer.update_container(page)

    assert look(revised(signed, turn), authority) == [(True, "changed", "now")]


def test_a_second_signature_leaves_the_first_one_whole(ours):
    authority, _key, signed = ours
    with time_machine.travel(MOMENT, tick=False):
        second = pades.opened(authority.issue("Sekretaris Contoh"), "")
        twice = pades.sign(signed, second, Wish("kedua"))
    assert look(twice, authority) == [(True, "allowed", "now"), (True, "nothing", "now")]


def test_a_signature_of_somebody_else_beside_ours_is_told_apart(ours):
    authority, _key, signed = ours
    with time_machine.travel(MOMENT, tick=False):
        stranger = pades.opened(stand_in.Authority("CA Lain").issue("Kepala Contoh"), "")
        twice = pades.sign(signed, stranger, Wish("kedua"))
    assert look(twice, authority) == [(True, "allowed", "now"), (True, "nothing", "not")]


def test_a_certificate_that_ended_since_counted_when_the_signature_was_made(ours):
    authority, _key, signed = ours
    later = MOMENT + timedelta(days=500)
    assert look(signed, authority, moment=later) == [(True, "nothing", "then")]


def test_a_signature_made_after_its_certificate_ended_counts_for_nothing(ours):
    authority = ours[0]
    with time_machine.travel(MOMENT, tick=False):
        short = pades.opened(authority.issue("Kepala Contoh", days=3), "")
    with time_machine.travel(MOMENT + timedelta(days=9), tick=False):
        signed = pades.sign(pdf(), short, Wish("terlambat"))
    assert look(signed, authority, moment=MOMENT + timedelta(days=10)) == [(True, "nothing", "not")]


def test_a_signature_taken_from_another_file_does_not_fit(ours):
    authority, key, signed = ours
    seal = re.compile(rb"<[0-9a-fA-F]{500,}>")
    mine = seal.search(signed)[0]
    plain = pdf(2)
    with time_machine.travel(MOMENT, tick=False):
        others = (pades.sign(plain, key, WISH, stand_in.MARK) for _try in range(60))
        # A number in a signature may be a byte shorter or longer: one of the same length fits into the other file.
        other = next(each for each in others if len(seal.search(each)[0]) == len(mine))
    forged = seal.sub(mine, other)
    assert [each[0] for each in look(forged, authority)] == [False]


def test_what_is_no_pdf_cannot_be_signed():
    key = pades.opened(stand_in.Authority().issue("Contoh"), "")
    for content in (b"", b"%PDF-1.7", b"x" * 5000, pdf()[:200]):
        with pytest.raises(Refused):
            pades.sign(content, key, WISH)


def test_the_process_of_its_own_says_the_same_and_believes_the_authorities_of_the_setting(ours, settings, tmp_path):
    authority, _key, signed = ours
    trusted = tmp_path / "penerbit.pem"
    trusted.write_bytes(stand_in.Authority("CA Lain").pem + authority.pem)
    settings.SIGNATURE_TRUST_FILE = str(trusted)
    with time_machine.travel(MOMENT, tick=False):
        (found,) = reports.read(signed).signatures
    assert (found.signer, found.organisation, found.reason) == ("Kepala Contoh", stand_in.MARK, "Surat izin uji")
    assert (found.intact, found.after, found.trust, found.at) == (True, After.NOTHING, Trust.NOW, MOMENT)


def test_a_file_nobody_can_open_is_not_readable():
    assert not reports.read(b"%PDF-1.7 /ByteRange").readable


def test_a_process_that_dies_or_babbles_makes_a_file_unreadable(monkeypatch, tmp_path):
    script = tmp_path / "child.py"
    monkeypatch.setattr(reports, "CHILD", script)
    for said in ("raise SystemExit(3)", "print('[')", "print('{}')"):
        script.write_text(said)
        assert not reports.read(b"x").readable


def test_long_numbers_in_a_certificate_are_not_told():
    assert reports.without_numbers("KEPALA 3604054104900101\r\nX-Evil: 1") == "KEPALA ***  X-Evil: 1"
