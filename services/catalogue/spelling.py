"""Compare words as people spell them: by sound, by root, and with small slips of the finger."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

LONGEST: Final = 5000  # letters of a text that are read
_WORD: Final = re.compile(r"[a-z0-9]+")
# Spellings that are one word to the ear; both sides of a comparison are folded the same way.
_SOUNDS: Final = (
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("sy", "s"),
    ("kh", "h"),
    ("ph", "f"),
    ("v", "f"),
    ("z", "j"),
    ("q", "k"),
    ("x", "ks"),
)
_ENDINGS: Final = ("nya", "ku", "mu", "lah", "kah", "in", "na", "ne", "keun")
_TWINS: Final = re.compile(r"([b-df-hj-np-tv-z])\1+")  # pemerkosaan keeps its two a: they belong to two parts
# Indonesian grows words at both ends: pelecehan and dilecehkan are both "leceh". Everyday speech says nge- and -in.
_PREFIXES: Final = (
    "meng",
    "meny",
    "peng",
    "peny",
    "mem",
    "men",
    "pem",
    "pen",
    "ber",
    "ter",
    "per",
    "nge",
    "ng",
    "di",
    "me",
    "pe",
    "ke",
    "ka",
)
_SUFFIXES: Final = ("kan", "keun", "an", "in", "i")
# pem-, pen-, peny-, meny- swallow the first letter of the root: pe-m-(p)erkosa-an, pe-n-(t)imbunan, pe-ny-(s)impangan.
_SWALLOWED: Final = (("pem", "p"), ("mem", "p"), ("peny", "s"), ("meny", "s"), ("pen", "t"), ("men", "t"))
ROOT_LENGTH: Final = 4
SURE: Final = 6  # letters from which a wrong first letter may be a slip


def words(text: str) -> list[str]:
    """Return the folded words of a text: no marks, no doubled letters, one spelling for one sound."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST]).encode("ascii", "ignore").decode().lower()
    return [fold(word) for word in _WORD.findall(plain)]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return the one spelling that stands for all that sound alike; `word` is in lower case."""
    if word.isdigit():
        return word
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    word = _TWINS.sub(r"\1", word)
    # The commonest slip of all: akte for akta, konter for counter's kin. Final e and a sound alike in everyday speech.
    return f"{word[:-1]}a" if len(word) > 3 and word.endswith("e") else word


def stem(word: str) -> str:
    """Return a word without what points at somebody (-nya, -ku, -mu), four letters at least."""
    for ending in _ENDINGS:
        if len(word) - len(ending) >= ROOT_LENGTH and word.endswith(ending):
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=20_000)
def roots(word: str) -> frozenset[str]:
    """Return what may be the root of a word: itself without one prefix, one suffix, or both, four letters at least."""
    fronts = {word, stem(word)}
    if word.endswith("nya"):  # kematiannya has one n when folded
        fronts.add(word.removesuffix("ya"))
    for each in tuple(fronts):
        fronts |= {each.removeprefix(prefix) for prefix in _PREFIXES}
        fronts |= {first + each.removeprefix(prefix) for prefix, first in _SWALLOWED if each.startswith(prefix)}
    backs = fronts | {front.removesuffix(suffix) for front in fronts for suffix in _SUFFIXES}
    return frozenset(root for root in backs if len(root) >= ROOT_LENGTH)


def limit(length: int) -> int:
    """Return how many slips a word of so many letters may hold."""
    return 2 if length >= 7 else 1


def slips(word: str, known: str) -> bool:
    """Say whether a word may be another one mistyped: one slip, two from seven letters on; short ones begin alike."""
    shorter = min(len(word), len(known))
    if shorter < ROOT_LENGTH or word.isdigit() or known.isdigit():
        return False
    if shorter < SURE and word[0] != known[0]:  # haji is no slip of gaji
        return False
    most = limit(shorter)
    return distance(word, known, most) <= most


def distance(left: str, right: str, most: int) -> int:
    """Return the Damerau-Levenshtein distance (swaps count once), or most + 1 as soon as it is larger."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        current = [i]
        for j, b in enumerate(right, start=1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, previous = previous, current
    return previous[-1]
