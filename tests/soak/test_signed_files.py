"""Signed files that want too much end the process that reads them, and poppler agrees with what we say of ours."""

from __future__ import annotations

import shutil
import subprocess
import zlib

import pytest

from services.outputs.signing import pades, reports, stand_in
from services.outputs.signing.port import Wish
from tests.services.outputs.world import pdf

pytestmark = pytest.mark.soak


def bomb() -> bytes:
    packed = zlib.compress(b"0" * 900_000_000, 9)
    head = b"<< /Type /XRef /Size 5 /W [1 4 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>" % len(packed)
    before = b"%PDF-1.7\n% /ByteRange\n"
    stream = b"5 0 obj\n" + head + b"\nstream\n" + packed + b"\nendstream\nendobj\n"
    return before + stream + b"startxref\n%d\n%%%%EOF\n" % len(before)


def test_a_bomb_ends_the_process_that_reads_it_and_nothing_else() -> None:
    assert not reports.read(bomb()).readable


def test_poppler_agrees_that_a_signature_is_whole_and_that_a_changed_file_is_not(tmp_path) -> None:
    program = shutil.which("pdfsig")
    assert program, "pdfsig is in Debian's poppler-utils"
    key = pades.opened(stand_in.Authority().issue("Kepala Contoh"), "")
    signed = pades.sign(pdf(), key, Wish("Surat izin uji", "Dinas Uji", stand_in.WHERE), stand_in.MARK)
    changed = bytearray(signed)
    changed[30] ^= 1
    said = {}
    for name, content in (("utuh", signed), ("berubah", bytes(changed))):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(content)
        said[name] = subprocess.run([program, path], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said["utuh"]
    assert "Total document signed" in said["utuh"]
    assert "Signature Type: ETSI.CAdES.detached" in said["utuh"]
    assert "Signature is Valid" not in said["berubah"]
