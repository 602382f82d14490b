"""A script inside a PDF is found wherever a sender hides it: behind filters, comments and long dictionaries."""

from __future__ import annotations

import io
import resource
import zlib
from collections.abc import Callable

import pytest

from services.requests.uploads import UploadCode, UploadProblem, pdfs, sniff
from services.requests.uploads.storing import make_harmless

ALERT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
PAGES = {
    1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
}


def written(objects: dict[int, bytes]) -> tuple[bytes, dict[int, int]]:
    """Return a file's head with these objects, and where each of them begins."""
    out, places = b"%PDF-1.5\n", {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return out, places


def plain(action: bytes) -> bytes:
    """Return a PDF whose first action is written openly, as far as a reader of PDFs is concerned."""
    out, places = written({**PAGES, 4: action})
    rows = b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    tail = b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + rows + tail


def packed(filters: bytes, pack: Callable[[bytes], bytes], padding: bytes = b"") -> bytes:
    """Return a PDF whose first action lies in an object stream behind these filters."""
    data = pack(b"4 0 " + ALERT)
    head = b"<< /Type /ObjStm %s /N 1 /First 4 /Filter %s /Length %d >>" % (padding, filters, len(data))
    out, places = written({**PAGES, 5: head + b"\nstream\n" + data + b"\nendstream"})
    kinds = [(0, 0, 65535), *((1, places[n], 0) for n in (1, 2, 3)), (2, 5, 0), (1, places[5], 0), (1, len(out), 0)]
    rows = b"".join(bytes([kind]) + at.to_bytes(4, "big") + rest.to_bytes(2, "big") for kind, at, rest in kinds)
    table = b"<< /Type /XRef /Size 7 /Root 1 0 R /W [1 4 2] /Length %d >>\nstream\n%s\nendstream" % (len(rows), rows)
    return out + b"6 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(out))


def hexed(data: bytes) -> bytes:
    return data.hex().encode() + b">"


HIDDEN = {
    "comments that look like a stream": lambda: plain(
        b"%stream\n<< /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>\n%endstream"
    ),
    "hexadecimal": lambda: packed(b"/ASCIIHexDecode", hexed),
    "two filters": lambda: packed(b"[/ASCIIHexDecode /FlateDecode]", lambda data: hexed(zlib.compress(data))),
    "run lengths": lambda: packed(b"/RunLengthDecode", lambda data: b"".join(b"\0%c" % c for c in data) + b"\x80"),
    "a long dictionary": lambda: packed(b"/FlateDecode", zlib.compress, b"/X (" + b"a" * 700 + b")"),
}


@pytest.mark.parametrize("made", HIDDEN.values(), ids=HIDDEN.keys())
def test_a_hidden_script_is_found(made: Callable[[], bytes]) -> None:
    with pytest.raises(UploadProblem) as refused:
        make_harmless(io.BytesIO(made()), frozenset({sniff.Kind.PDF}))
    assert refused.value.code == UploadCode.PDF_ACTIVE


def bomb(_data: bytes) -> bytes:
    """Return three gigabytes of nothing in three megabytes: one block, repeated."""
    packer = zlib.compressobj(1)
    block = packer.compress(b"\0" * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return block[:2] + block[2:] * 300


def test_a_bomb_ends_the_child_and_not_the_portal() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UploadProblem) as refused:
        pdfs.check(packed(b"/FlateDecode", bomb, b"/X (" + b"a" * 700 + b")"))
    assert refused.value.code == UploadCode.PDF_BROKEN
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


def test_the_same_file_without_a_script_is_taken() -> None:
    ready = make_harmless(io.BytesIO(plain(b"[3 0 R /Fit]")), frozenset({sniff.Kind.PDF}))
    assert ready.pages == 1
