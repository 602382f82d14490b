"""Make identifiers: time-ordered UUIDs for machines, request numbers with a check character for people."""

from __future__ import annotations

import os
import re
import threading
import time
import uuid
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PORTAL: Final = "SRG"
# Six digits of sequence first: only an agency with more than 999,999 requests in one year ever needs the second form.
_FORMS: Final = tuple(
    re.compile(rf"{PORTAL}([A-Z][A-Z0-9]{{1,7}}?)(20\d\d)(\d{{{digits}}})([0-9A-Z])", re.ASCII) for digits in (6, 7)
)
_NOISE: Final = re.compile(r"[\s\-–—_./]+")
_OMEGA: Final = (0, 2, 3, 1)  # multiplication by ω in the field of four elements, which adds by exclusive or

_lock = threading.Lock()
_last = 0


def uuid7() -> uuid.UUID:
    """Return a UUID version 7 (RFC 9562); within one process each is greater than the one before."""
    global _last  # noqa: PLW0603  one counter per process is the point
    with _lock:
        # 48 bits of milliseconds and 12 bits of their fraction (RFC 9562, 6.2 method 3) count upwards as one number.
        milliseconds, rest = divmod(time.time_ns(), 1_000_000)
        _last = max((milliseconds << 12) | (rest * 4096 // 1_000_000), _last + 1)
        stamp = _last
    value = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62
    return uuid.UUID(int=value | int.from_bytes(os.urandom(8)) >> 2)


def check_character(text: str) -> str:
    """Return the character that completes upper-case letters and digits; raises ValueError on others.

    Each character is a pair from the field of four elements and the ring of nine. Both halves are carried on with a
    factor a for which a and a - 1 can be inverted, so every single wrong character and every swap of neighbours shows.
    """
    four, nine = _carry(text)
    for candidate in ALPHABET:
        if _step(four, nine, candidate) == (0, 0):
            return candidate
    raise AssertionError("every state is completed by exactly one character")


def format_number(prefix: str, year: int, seq: int) -> str:
    """Write a request number such as SRG-DKC-2026-000123-7; raises ValueError for parts that do not fit."""
    body = f"{prefix}{year}{seq:06d}"
    number = f"{PORTAL}-{prefix}-{year}-{seq:06d}-{check_character(body)}"
    if normalise_number(number) != number:
        raise ValueError(f"{prefix!r}, {year} and {seq} make no request number")
    return number


def normalise_number(text: str) -> str | None:
    """Return the number as we write it, forgiving case, spaces and dashes; None when it cannot be a number of ours."""
    compact = _NOISE.sub("", text[:80]).upper()
    for form in _FORMS:
        match = form.fullmatch(compact)
        if match and _carry("".join(match.groups())) == (0, 0):
            prefix, year, seq, check = match.groups()
            return f"{PORTAL}-{prefix}-{year}-{seq}-{check}"
    return None


def _carry(text: str) -> tuple[int, int]:
    four = nine = 0
    for character in text:
        four, nine = _step(four, nine, character)
    return four, nine


def _step(four: int, nine: int, character: str) -> tuple[int, int]:
    value = ALPHABET.index(character)
    return _OMEGA[four] ^ value // 9, (nine * 2 + value) % 9
