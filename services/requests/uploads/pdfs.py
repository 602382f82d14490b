"""Look into a PDF: it must open, be unlocked, be short enough and carry nothing that acts."""

from __future__ import annotations

import io
import re
import threading
import zlib
from collections.abc import Sequence
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw as pdfium_c

from services.requests.uploads.problems import UploadCode, UploadProblem

MAX_PAGES: Final = 100
INFLATED_LIMIT: Final = 20_000_000
# PDFium is not safe for threads: whoever opens a PDF anywhere in this process holds this lock.
LOCK = threading.Lock()

_STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_HEX: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
# Long names cannot appear by chance anywhere in a file; short ones could, so those are sought outside of streams only.
_LONG: Final = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])")
_SHORT: Final = re.compile(rb"/(JS|XFA)(?![A-Za-z0-9])")
_ZIP_END: Final = b"PK\x05\x06"


def check(data: bytes) -> int:
    """Return the number of pages; raises UploadProblem for a PDF that is broken, locked, too long or active."""
    packed = _packed_objects(data)  # first, so that a bomb is never opened
    pages, written = _open(data)
    if _is_active(data, packed) or _acts(_STREAM.sub(b" ", written)):
        raise UploadProblem(UploadCode.PDF_ACTIVE)
    return pages


def _open(data: bytes) -> tuple[int, bytes]:
    """Return the pages and the file as PDFium writes it: no packed objects, no escaped names, no comments.

    What a sender hid from a search of the bytes (a filter, a comment that ends in "stream") lies open there.
    """
    with LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            # The code alone may still be that of the file before.
            locked = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD and b"/Encrypt" in data
            raise UploadProblem(UploadCode.PDF_LOCKED if locked else UploadCode.PDF_BROKEN) from error
        try:
            pages, out = _look(document), io.BytesIO()
            document.save(out)
            return pages, out.getvalue()
        except pdfium.PdfiumError as error:
            raise UploadProblem(UploadCode.PDF_BROKEN) from error
        finally:
            document.close()


def _look(document: pdfium.PdfDocument) -> int:
    if pdfium_c.FPDF_GetSecurityHandlerRevision(document) >= 0:
        raise UploadProblem(UploadCode.PDF_LOCKED)
    if pdfium_c.FPDFDoc_GetJavaScriptActionCount(document) or pdfium_c.FPDFDoc_GetAttachmentCount(document):
        raise UploadProblem(UploadCode.PDF_ACTIVE)
    pages = len(document)
    if pages < 1:
        raise UploadProblem(UploadCode.PDF_BROKEN)
    if pages > MAX_PAGES:
        raise UploadProblem(UploadCode.PDF_PAGES, limit=MAX_PAGES)
    return pages


def _is_active(data: bytes, packed: Sequence[bytes]) -> bool:
    if _ZIP_END in data[-66_000:]:  # a second file is glued to the end
        return True
    if _LONG.search(data):
        return True
    outside = _plain_names(_STREAM.sub(b" ", data))
    return _acts(outside) or any(_acts(_plain_names(objects)) for objects in packed)


def _acts(text: bytes) -> bool:
    return bool(_LONG.search(text) or _SHORT.search(text))


def _plain_names(text: bytes) -> bytes:
    """Return names without their escapes: /J#53 says /JS."""
    return _HEX.sub(lambda match: bytes([int(match[1], 16)]), text)


def _packed_objects(data: bytes) -> list[bytes]:
    """Unpack object streams, where names can hide; a bomb among them is refused as broken."""
    found, left = [], INFLATED_LIMIT
    for match in _STREAM.finditer(data):
        head = _plain_names(data[max(0, match.start() - 600) : match.start()])
        if b"/ObjStm" not in head.rpartition(b"obj")[2]:
            continue
        try:
            unpacker = zlib.decompressobj()
            objects = unpacker.decompress(match[1], left)
        except zlib.error:
            objects = match[1]
        left -= len(objects)
        if left <= 0:
            raise UploadProblem(UploadCode.PDF_BROKEN)
        found.append(objects)
    return found
