"""Name every way a file can be refused; the sentences live in presenters."""

from __future__ import annotations

from enum import StrEnum

from services.definition.problems import Param


class UploadCode(StrEnum):
    """Name what is wrong with one uploaded file."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    HEIC = "heic"
    MARKUP = "markup"
    OFFICE = "office"
    OTHER_IMAGE = "other_image"
    RECORDING = "recording"
    PROGRAM = "program"
    ARCHIVE = "archive"
    UNKNOWN = "unknown"
    NOT_HERE = "not_here"
    IMAGE_BROKEN = "image_broken"
    IMAGE_PIXELS = "image_pixels"
    PDF_BROKEN = "pdf_broken"
    PDF_LOCKED = "pdf_locked"
    PDF_ACTIVE = "pdf_active"
    PDF_PAGES = "pdf_pages"
    FIELD_FULL = "field_full"
    REQUEST_FULL = "request_full"
    REQUEST_HEAVY = "request_heavy"
    DAY_FULL = "day_full"
    NO_SPACE = "no_space"


class UploadProblem(Exception):
    """Refuse one file with a code and what its sentence needs (limit, name)."""

    def __init__(self, code: UploadCode, **params: Param) -> None:
        """Keep the code and the parameters."""
        super().__init__(code.value)
        self.code = code
        self.params: dict[str, Param] = dict(params)
