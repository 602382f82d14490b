"""Draw the pages of a PDF as pictures, so that no officer's browser ever opens what somebody sent.

JPEG rather than PNG: a scanned page is a photo, and so takes a tenth of the space.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium

from services.requests import files
from services.requests.models import Attachment
from services.requests.uploads.pdfs import LOCK

JOB: Final = "requests.rasterise"
MIME: Final = "image/jpeg"
LONG_SIDE: Final = 1800  # pixels: small print of an A4 page stays readable
QUALITY: Final = 82


class Unreadable(Exception):
    """Say that a stored file cannot be drawn."""


def page_path(attachment: Attachment, number: int) -> Path:
    """Return where the picture of a page (from 1) lies; a photo is its own only page."""
    if attachment.mime != "application/pdf":
        return files.private_path(attachment.path)
    return files.drawings_of(attachment.path) / f"{number}.jpg"


def is_ready(attachment: Attachment) -> bool:
    """Say whether every page can be shown: the last one is written last."""
    return page_path(attachment, attachment.pages).exists()


def rasterise(attachment: Attachment) -> int:
    """Draw every page that is not drawn yet; returns how many were; raises Unreadable."""
    folder = files.drawings_of(attachment.path)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    drawn = 0
    try:
        for number in range(1, attachment.pages + 1):
            if not page_path(attachment, number).exists():
                _write(folder / f"{number}.jpg", _draw(files.private_path(attachment.path), number))
                drawn += 1
    except (pdfium.PdfiumError, OSError, ValueError, IndexError) as error:
        raise Unreadable(str(error)) from error
    return drawn


def _draw(source: Path, number: int) -> bytes:
    with LOCK:
        document = pdfium.PdfDocument(source)
        try:
            page = document[number - 1]
            scale = LONG_SIDE / max(*page.get_size(), 1)
            picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        finally:
            document.close()
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _write(path: Path, data: bytes) -> None:
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.replace(path)
