"""Make every picture new: what is stored was drawn by us, so nothing hidden in the sent file survives."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import IO, Final, TypeVar

from PIL import Image, ImageOps

T = TypeVar("T")
MAX_PIXELS: Final = 40_000_000
FORMATS: Final = ("JPEG", "PNG", "WEBP")
_SIGNATURES: Final = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"))
# Pillow opens 169 MP with a warning only; with this it refuses twice our cap by itself while reading the header.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
# What a hostile picture makes the decoders raise.
_BROKEN: Final = (
    *(OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError),
)


class BrokenPicture(Exception):
    """Refuse what no decoder can read to its end."""


class TooManyPixels(Exception):
    """Refuse what would need more memory than anybody should spend on one picture."""


def format_of(head: bytes) -> str:
    """Return JPEG, PNG or WEBP by the first twelve bytes, "" for anything else; names are never believed."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return next((name for signature, name in _SIGNATURES if head.startswith(signature)), "")


def redraw(source: IO[bytes], kind: str, *, side: int, quality: int) -> bytes:
    """Return the picture as a JPEG of at most `side` pixels a side, upright and without metadata.

    Raises BrokenPicture, or TooManyPixels for more than 40 megapixels, which the header tells before decoding.
    """

    def draw(picture: Image.Image) -> bytes:
        picture.thumbnail((side, side))
        return _written(_on_white(picture), "JPEG", quality)

    return _read(source, kind, side, draw)


def portraits(source: IO[bytes], kind: str, *, sides: tuple[int, ...], quality: int) -> list[bytes]:
    """Return the upper middle of the picture as WebP squares of the given sides; raises like `redraw`."""

    def draw(picture: Image.Image) -> list[bytes]:
        flat = _on_white(picture)
        # A face is rather above the middle.
        squares = (ImageOps.fit(flat, (side, side), Image.Resampling.LANCZOS, centering=(0.5, 0.3)) for side in sides)
        return [_written(square, "WEBP", quality) for square in squares]

    return _read(source, kind, 2 * max(sides), draw)


def _read(source: IO[bytes], kind: str, side: int, draw: Callable[[Image.Image], T]) -> T:
    try:
        _verify(source, kind)
        source.seek(0)
        with Image.open(source, formats=(kind,)) as picture:
            # A JPEG decoder can skip detail it will not need: a 40 MP photo then takes 10 MB of memory, not 120.
            picture.draft("RGB", (side, side))
            picture.load()
            return draw(ImageOps.exif_transpose(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except _BROKEN as error:
        raise BrokenPicture from error


def _verify(source: IO[bytes], kind: str) -> None:
    source.seek(0)
    with Image.open(source, formats=(kind,)) as picture:
        width, height = picture.size
        if width * height > MAX_PIXELS:
            raise TooManyPixels
        picture.verify()


def _written(picture: Image.Image, kind: str, quality: int) -> bytes:
    picture.info = {}  # the encoder would carry the sent comment over
    out = io.BytesIO()
    more = {"method": 6} if kind == "WEBP" else {"optimize": True}
    picture.save(out, kind, quality=quality, **more)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        paper = Image.new("RGB", rgba.size, "white")
        paper.paste(rgba, mask=rgba.getchannel("A"))
        return paper
    return picture if picture.mode in {"RGB", "L"} else picture.convert("RGB")
