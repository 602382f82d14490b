"""Draw the PNG icons of the portal from its own mark: home screen, maskable, touch icon and the picture of previews.

Run it after static/svg/tanda.svg changed: `python scripts/make_icons.py`. It needs playwright and a chromium (CHROMIUM
names another program); what it draws is committed, so that an installation needs neither.
"""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
SVG: Final = ROOT / "static" / "svg"
ICONS: Final = ROOT / "static" / "icons"
FONT: Final = ROOT / "static" / "font" / "inter-var-400-700.woff2"
PAPER, DEEP = "#faf8f4", "#0f3a50"
COLOURS: Final = 64  # flat drawings need no more, and a phone on weak signal fetches a third of the bytes


@dataclass(frozen=True)
class Drawing:
    """Describe one picture: its size, its ground, and how much of it the mark fills."""

    name: str
    width: int
    height: int
    ground: str
    share: float
    words: str = ""


DRAWINGS: Final = (
    Drawing("app-192", 192, 192, PAPER, 0.92),
    Drawing("app-512", 512, 512, PAPER, 0.92),
    # A phone may cut a maskable icon to a circle; the mark keeps inside the safe 80 per cent.
    Drawing("app-topeng-512", 512, 512, PAPER, 0.66),
    Drawing("sentuh-180", 180, 180, PAPER, 0.84),
    Drawing("bagikan", 1200, 630, DEEP, 0.42, "Portal layanan publik|Kabupaten Serang"),
)


def page(drawing: Drawing) -> str:
    """Return the page that looks like the drawing."""
    mark = (SVG / "tanda.svg").read_text(encoding="utf-8")
    side = round(min(drawing.width, drawing.height) * drawing.share)
    small, _, large = drawing.words.partition("|")
    words = f"<p>{small}<b>{large}</b></p><i></i>" if drawing.words else ""
    edge, font = (SVG / "tumpal.svg").as_uri(), FONT.as_uri()
    return f"""<!doctype html><meta charset="utf-8"><style>
    @font-face{{font-family:Inter;src:url({font});font-weight:400 700}}
    body{{margin:0;width:{drawing.width}px;height:{drawing.height}px;background:{drawing.ground};display:flex;
    align-items:center;justify-content:center;gap:56px;overflow:hidden;position:relative}}
    svg{{width:{side}px;height:{side}px}}
    p{{margin:0;color:#fff;font:500 38px Inter,system-ui,sans-serif}}b{{display:block;font-size:72px;font-weight:700}}
    i{{position:absolute;inset:auto 0 0;height:30px;background:url({edge}) left bottom/auto 30px repeat-x}}
    </style><body>{mark}{words}"""


def draw(browser: Browser, drawing: Drawing) -> None:
    """Write one picture, with few colours and nothing else in the file."""
    # A page from a file, because one made of a text may not read the files beside it.
    source = ICONS / f".{drawing.name}.html"
    source.write_text(page(drawing), encoding="utf-8")
    try:
        tab = browser.new_page(viewport={"width": drawing.width, "height": drawing.height})
        tab.goto(source.as_uri())
        tab.evaluate("() => document.fonts.ready.then(() => true)")
        shot = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
    finally:
        source.unlink()
    target = ICONS / f"{drawing.name}.png"
    shot.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size} bytes")


def main() -> None:
    """Draw everything."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"))
        for drawing in DRAWINGS:
            draw(browser, drawing)
        browser.close()


if __name__ == "__main__":
    main()
