"""Draw pages of one PDF in a process of its own: a page that swallows memory or time ends this process alone.

Run as a script with the PDF, the folder for the pictures, the seconds it may work and the numbers of the pages (from
1). Each picture appears whole or not at all. Imports nothing of ours.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium

MEMORY_LIMIT: Final = 512_000_000
FILE_LIMIT: Final = 20_000_000
LONG_SIDE: Final = 1800  # pixels: small print of an A4 page stays readable
QUALITY: Final = 82


def draw(source: Path, folder: Path, numbers: list[int]) -> None:
    """Write the picture of each page beside the others."""
    document = pdfium.PdfDocument(source)
    for number in numbers:
        page = document[number - 1]
        scale = LONG_SIDE / max(*page.get_size(), 1)
        picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        part = folder / f"{number}.part"
        picture.save(part, "JPEG", quality=QUALITY)
        part.replace(folder / f"{number}.jpg")
        page.close()


def main() -> None:
    """Bound this process, then draw."""
    source, folder, seconds, *numbers = sys.argv[1:]
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY_LIMIT),
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_FSIZE, FILE_LIMIT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    draw(Path(source), Path(folder), [int(number) for number in numbers])


if __name__ == "__main__":
    main()
