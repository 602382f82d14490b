"""Read what people's words mean: which say nothing, which name a place, and which mean the same as another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from agencies.reference import files
from services.catalogue import spelling

_DATA: Final = Path(__file__).parent / "data"
_LONGEST: Final = 4  # words of the longest phrase that means one word


def _meanings(lines: Iterable[str]) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        name, _colon, said = line.partition(":")
        (meaning,) = spelling.words(name.replace(" ", "").replace("-", ""))
        for each in (name, *said.split(",")):
            found.setdefault(tuple(spelling.words(each)), meaning)
    return found


def _places() -> frozenset[str]:
    rows = [row for table in ("kecamatan", "desa") for row in files.read(table).rows]
    return frozenset(word for row in rows for word in spelling.words(row["name"]) if len(word) >= spelling.ROOT_LENGTH)


# What people write around the thing they want ("mau bikin ... dong"); ignored unless nothing else is left.
FILLERS: Final = frozenset(spelling.words((_DATA / "fillers.txt").read_text(encoding="utf-8")))
MEANINGS: Final = _meanings((_DATA / "everyday.txt").read_text(encoding="utf-8").splitlines())
PLACES: Final = _places()
SINGLE: Final = {said[0]: meaning for said, meaning in MEANINGS.items() if len(said) == 1}


def is_filler(word: str) -> bool:
    """Say whether a folded word says nothing about what somebody wants."""
    return word in FILLERS or spelling.stem(word) in FILLERS


def meant(said: Sequence[str]) -> list[str]:
    """Return folded words with each word or phrase that means another replaced by it, the longest phrase first."""
    found: list[str] = []
    at = 0
    while at < len(said):
        for length in range(min(_LONGEST, len(said) - at), 0, -1):
            meaning = MEANINGS.get(tuple(said[at : at + length]))
            if meaning is not None:
                found.append(meaning)
                at += length
                break
        else:
            found.append(_by_root(said[at]))
            at += 1
    return found


def _by_root(word: str) -> str:
    """Return what a grown word means (kematianne, ngagantikeun), the word itself when no root of it is known."""
    if word in FILLERS:
        return word
    stem = spelling.stem(word)
    if stem in SINGLE:
        return SINGLE[stem]
    known = sorted(root for root in spelling.roots(word) if root in SINGLE)
    return SINGLE[max(known, key=len)] if known else word
