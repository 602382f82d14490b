"""Tell what a file is by its first bytes; its name and what the browser says about it are never believed."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from services.requests.uploads.problems import UploadCode, UploadProblem

HEAD_BYTES: Final = 4096


class Kind(StrEnum):
    """Name the kinds of file that may be kept."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    PDF = "PDF"


IMAGES: Final = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP})

_KEPT: Final = ((b"\xff\xd8\xff", Kind.JPEG), (b"\x89PNG\r\n\x1a\n", Kind.PNG), (b"%PDF-", Kind.PDF))
_HEIF_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
_REFUSED: Final = (
    (UploadCode.PROGRAM, (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"dex\n")),
    (UploadCode.OFFICE, (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")),
    (UploadCode.OTHER_IMAGE, (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x00\x0cjP", b"\xff\x0a")),
    (UploadCode.RECORDING, (b"ID3", b"OggS", b"\x1aE\xdf\xa3", b"fLaC", b"\xff\xfb", b"\xff\xf1", b"#!AMR")),
    (UploadCode.ARCHIVE, (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")),
)


def kind_of(head: bytes) -> Kind:
    """Return the kind the first bytes tell; raises UploadProblem that says what to do about any other."""
    for signature, kind in _KEPT:
        if head.startswith(signature):
            return kind
    if head[:4] == b"RIFF":
        if head[8:12] == b"WEBP":
            return Kind.WEBP
        raise UploadProblem(UploadCode.RECORDING)
    raise UploadProblem(_refusal(head))


def _refusal(head: bytes) -> UploadCode:
    if head[4:8] == b"ftyp":
        brands = head[8:12] + head[16:48]
        return UploadCode.HEIC if any(brand in brands for brand in _HEIF_BRANDS) else UploadCode.RECORDING
    if head.startswith(b"PK\x03\x04"):
        office = any(part in head for part in (b"[Content_Types].xml", b"word/", b"xl/", b"ppt/", b"mimetype"))
        return UploadCode.OFFICE if office else UploadCode.ARCHIVE
    if head.startswith(b"#!AMR"):
        return UploadCode.RECORDING
    for code, signatures in _REFUSED:
        if head.startswith(signatures):
            return code
    return UploadCode.MARKUP if _is_markup(head) else UploadCode.UNKNOWN


def _is_markup(head: bytes) -> bool:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:512].lower()
    return text.startswith(b"<") or b"<svg" in text or b"<html" in text or b"<script" in text
