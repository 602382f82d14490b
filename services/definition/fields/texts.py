"""Cleaning of text, for all types: length, forbidden characters, one Unicode form, tidy spaces."""

import re
import unicodedata
from typing import Any

from services.definition.problems import FieldProblem, ProblemCode

# Looked at before anything else, so that a megabyte is refused in constant time.
HARD_LIMIT = 100_000
# Bidirectional and invisible controls: they make one text look like another.
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_JOINERS = (0x200C, 0x200D)
_LONG_INVISIBLE = {code: None for code in _INVISIBLE if code not in _JOINERS}
_ALLOWED_CONTROLS = "\n\t\r\x0b\x0c\x85"


def clean_text(raw: Any, limit: int, *, multiline: bool = False) -> str:
    """Return `raw` as tidy NFC text of at most `limit` characters; raise FieldProblem otherwise."""
    text = as_text(raw)
    if multiline:
        return _within(_tidy_lines(unicodedata.normalize("NFC", text.translate(_LONG_INVISIBLE))), limit)
    tidy = " ".join(unicodedata.normalize("NFC", text.translate(_INVISIBLE)).split())
    return _within(tidy, limit)


def as_text(raw: Any) -> str:
    """Return `raw` when it is text (or a whole number) that can be stored at all; raise FieldProblem otherwise."""
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 10**30:
        return str(raw)
    if not isinstance(raw, str):
        raise FieldProblem(ProblemCode.WRONG_SHAPE)
    if len(raw) > HARD_LIMIT:
        raise FieldProblem(ProblemCode.TOO_LONG, limit=HARD_LIMIT)
    if any(_unstorable(character) for character in raw):
        raise FieldProblem(ProblemCode.BAD_CHARACTERS)
    return raw


def _unstorable(character: str) -> bool:
    # NUL breaks PostgreSQL, lone surrogates break UTF-8, other controls break PDFs and CSV.
    if character.isalnum() or character in _ALLOWED_CONTROLS:
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or character in ("\ufffe", "\uffff")


def _tidy_lines(text: str) -> str:
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise FieldProblem(ProblemCode.TOO_LONG, limit=limit)
    return text


def clean_digits(raw: Any, count: int) -> str:
    """Return exactly `count` of the digits 0-9; spaces, dots, dashes and slashes between them are forgiven."""
    digits = re.sub(r"[\s.\-/\u2010-\u2015]", "", as_text(raw).translate(_INVISIBLE))
    # Not \d: that would let digits of other scripts in.
    if not re.fullmatch(r"[0-9]*", digits):
        raise FieldProblem(ProblemCode.NOT_DIGITS)
    if len(digits) != count:
        raise FieldProblem(ProblemCode.WRONG_LENGTH, digits=count)
    return digits


def groups(digits: str, *sizes: int, separator: str = " ") -> str:
    """Write digits in groups: groups("36040541", 4, 4) -> "3604 0541"."""
    pieces: list[str] = []
    start = 0
    for size in sizes:
        pieces.append(digits[start : start + size])
        start += size
    return separator.join(piece for piece in pieces if piece)
