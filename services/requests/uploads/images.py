"""Make every picture new: what is stored was drawn by us, so nothing hidden in the sent file survives."""

from __future__ import annotations

import io
import warnings
from typing import IO, Final

from PIL import Image, ImageOps

from services.requests.uploads.problems import UploadCode, UploadProblem
from services.requests.uploads.sniff import Kind

MAX_PIXELS: Final = 40_000_000
MAX_SIDE: Final = 2400
QUALITY: Final = 85
# Pillow opens 169 MP with a warning only; with this it refuses twice our cap by itself while reading the header.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
# What a hostile picture makes the decoders raise.
BROKEN: Final = (
    *(OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError),
)


def redraw(source: IO[bytes], kind: Kind) -> bytes:
    """Return the picture as a JPEG of at most 2,400 pixels a side, upright and without metadata.

    Raises UploadProblem for a broken file or for more than 40 megapixels, which the header tells before decoding.
    """
    try:
        _verify(source, kind)
        source.seek(0)
        with Image.open(source, formats=(kind.value,)) as picture:
            return _jpeg(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many() from error
    except BROKEN as error:
        raise UploadProblem(UploadCode.IMAGE_BROKEN) from error


def _verify(source: IO[bytes], kind: Kind) -> None:
    source.seek(0)
    with Image.open(source, formats=(kind.value,)) as picture:
        width, height = picture.size
        if width * height > MAX_PIXELS:
            raise _too_many()
        picture.verify()


def _jpeg(picture: Image.Image) -> bytes:
    # A JPEG decoder can skip detail it will not need: a 40 MP photo then takes 10 MB of memory, not 120.
    picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    flat = _on_white(upright)
    flat.info = {}  # the encoder would carry the sent comment over
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        paper = Image.new("RGB", rgba.size, "white")
        paper.paste(rgba, mask=rgba.getchannel("A"))
        return paper
    return picture if picture.mode in {"RGB", "L"} else picture.convert("RGB")


def _too_many() -> UploadProblem:
    return UploadProblem(UploadCode.IMAGE_PIXELS, limit=MAX_PIXELS // 1_000_000)
