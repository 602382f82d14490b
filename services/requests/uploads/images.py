"""Make every sent picture new, and say in the codes of uploads why one cannot be."""

from __future__ import annotations

from typing import IO, Final

from foundation import pictures
from services.requests.uploads.problems import UploadCode, UploadProblem
from services.requests.uploads.sniff import Kind

MAX_SIDE: Final = 2400
QUALITY: Final = 85


def redraw(source: IO[bytes], kind: Kind) -> bytes:
    """Return the picture as a JPEG of at most 2,400 pixels a side; raises UploadProblem for one that cannot be."""
    try:
        return pictures.redraw(source, kind.value, side=MAX_SIDE, quality=QUALITY)
    except pictures.TooManyPixels as error:
        raise UploadProblem(UploadCode.IMAGE_PIXELS, limit=pictures.MAX_PIXELS // 1_000_000) from error
    except pictures.BrokenPicture as error:
        raise UploadProblem(UploadCode.IMAGE_BROKEN) from error
