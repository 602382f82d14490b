"""Look into one PDF in a process of its own: a bomb then ends this process, not the portal.

Run as a script with the file on standard input; says "ok <pages>" or the code of the refusal. Imports nothing of ours.
"""

from __future__ import annotations

import io
import re
import resource
import sys
import zlib
from collections.abc import Sequence
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw as pdfium_c

MEMORY_LIMIT: Final = 512_000_000
CPU_SECONDS: Final = 15
MAX_PAGES: Final = 100
INFLATED_LIMIT: Final = 20_000_000

_STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_HEX: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
# Long names cannot appear by chance anywhere in a file; short ones could, so those are sought outside of streams only.
_LONG: Final = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])")
_SHORT: Final = re.compile(rb"/(JS|XFA)(?![A-Za-z0-9])")
_ZIP_END: Final = b"PK\x05\x06"


class Refused(Exception):
    """Refuse the file with the code that the portal makes a sentence of."""


def check(data: bytes) -> int:
    """Return the number of pages; raises Refused for a PDF that is broken, locked, too long or active."""
    packed = _packed_objects(data)  # first, so that a plain bomb is never opened
    pages, written = _open(data)
    if _is_active(data, packed) or _acts(_STREAM.sub(b" ", written)):
        raise Refused("pdf_active")
    return pages


def _open(data: bytes) -> tuple[int, bytes]:
    """Return the pages and the file as PDFium writes it: no packed objects, no escaped names, no comments.

    What a sender hid from a search of the bytes (a filter, a comment that ends in "stream") lies open there.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # The code alone may still be that of the file before.
        locked = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD and b"/Encrypt" in data
        raise Refused("pdf_locked" if locked else "pdf_broken") from error
    try:
        pages, out = _look(document), io.BytesIO()
        document.save(out)
        return pages, out.getvalue()
    except pdfium.PdfiumError as error:
        raise Refused("pdf_broken") from error
    finally:
        document.close()


def _look(document: pdfium.PdfDocument) -> int:
    if pdfium_c.FPDF_GetSecurityHandlerRevision(document) >= 0:
        raise Refused("pdf_locked")
    if pdfium_c.FPDFDoc_GetJavaScriptActionCount(document) or pdfium_c.FPDFDoc_GetAttachmentCount(document):
        raise Refused("pdf_active")
    pages = len(document)
    if not 1 <= pages <= MAX_PAGES:
        raise Refused("pdf_pages" if pages else "pdf_broken")
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
            raise Refused("pdf_broken")
        found.append(objects)
    return found


def main() -> str:
    """Bound this process, read the file and return the verdict."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        return f"ok {check(sys.stdin.buffer.read())}"
    except Refused as refused:
        return str(refused)
    except MemoryError:
        return "pdf_broken"


if __name__ == "__main__":
    sys.stdout.write(main())
