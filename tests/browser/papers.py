"""Make what a citizen photographs and an officer scans, and numbers that look like those of people."""

from __future__ import annotations

from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 860


def photo(folder: Path, title: str) -> Path:
    """Make a JPEG as a phone takes it of a paper that carries a title."""
    path = folder / f"{title.lower().replace(' ', '-')}.jpg"
    _sheet(title).save(path, "JPEG", quality=82)
    return path


def scan(folder: Path, title: str) -> Path:
    """Make a PDF of one sheet, as SIAK or an office printer gives it."""
    path = folder / f"{title.lower().replace(' ', '-')}.pdf"
    _sheet(title).save(path, "PDF", resolution=120)
    return path


def _sheet(title: str) -> Image.Image:
    chance = Random(title)
    grain = Image.effect_noise((WIDTH, HEIGHT), 18).convert("RGB")
    sheet = Image.blend(Image.new("RGB", (WIDTH, HEIGHT), "#f4efe4"), grain, 0.12)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((40, 40, WIDTH - 40, HEIGHT - 40), outline="#44403a", width=3)
    pen.text((80, 80), f"CONTOH {title}".upper(), fill="#1f1d1a", font=ImageFont.load_default(44))
    for line in range(180, HEIGHT - 80, 56):
        pen.line((80, line, chance.randint(WIDTH // 2, WIDTH - 80), line), fill="#77716a", width=6)
    return sheet


def nik(*, born: str, serial: int, woman: bool = False, place: str = "360409") -> str:
    """Compose a NIK from its parts; `born` is written DDMMYY as in the number itself."""
    day = int(born[:2]) + (40 if woman else 0)
    return f"{place}{day:02d}{born[2:]}{serial:04d}"
