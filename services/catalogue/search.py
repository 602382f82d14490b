"""Find services by people's own words: synonyms, folded spelling, small typing errors; all in memory, no index."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

MAX_QUERY: Final = 200
_WORD: Final = re.compile(r"[a-z0-9]+")
# What people write around the thing they want ("mau bikin ... dong"); ignored unless nothing else is left.
_FILLERS: Final = frozenset((Path(__file__).parent / "data" / "fillers.txt").read_text(encoding="utf-8").split())
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
_ENDINGS: Final = ("nya", "ku", "mu", "lah", "kah", "in")
_TWINS: Final = re.compile(r"([b-df-hj-np-tv-z])\1+")  # pemerkosaan keeps its two a: they belong to two parts
# Indonesian grows words at both ends: pelecehan and dilecehkan are both "leceh".
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
    "di",
    "me",
    "pe",
    "ke",
)
_SUFFIXES: Final = ("kan", "an", "i")
ROOT_LENGTH: Final = 4
TITLE, SYNONYM, SUMMARY, PLACE = 3.0, 2.6, 1.0, 1.4
EXACT, PREFIX, ROOT, TYPO = 1.0, 0.85, 0.8, 0.7
ENOUGH: Final = 0.5  # of the query's weight must be found
NEAR: Final = 0.25  # for "did you mean"


def words(text: str) -> list[str]:
    """Return the folded words of a text: no marks, no doubled letters, one spelling for one sound."""
    plain = unicodedata.normalize("NFKD", text[:5000]).encode("ascii", "ignore").decode().lower()
    return [_fold(word) for word in _WORD.findall(plain)]


@lru_cache(maxsize=20_000)
def _fold(word: str) -> str:
    if word.isdigit():
        return word
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    word = _TWINS.sub(r"\1", word)
    # The commonest slip of all: akte for akta, konter for counter's kin. Final e and a sound alike in everyday speech.
    return f"{word[:-1]}a" if len(word) > 3 and word.endswith("e") else word


_FOLDED_FILLERS: Final = frozenset(_fold(word) for word in _FILLERS)


@dataclass(frozen=True)
class Entry:
    """Hold one service as search sees it: weighted folded words, and whole phrases."""

    slug: str
    weights: dict[str, float]
    phrases: frozenset[tuple[str, ...]]


def entry(slug: str, title: str, synonyms: Iterable[str], summary: str, places: Iterable[str]) -> Entry:
    """Build the entry of a service from its texts; the same word counts once, where it weighs most."""
    weights: dict[str, float] = {}
    phrases: set[tuple[str, ...]] = set()
    for weight, texts, is_phrase in (
        (TITLE, [title], True),
        (SYNONYM, synonyms, True),
        (PLACE, places, False),
        (SUMMARY, [summary], False),
    ):
        for text in texts:
            folded = words(text)
            if is_phrase:
                phrases.add(tuple(folded))
            for word in folded:
                if word not in _FOLDED_FILLERS:
                    weights[word] = max(weight, weights.get(word, 0))
    return Entry(slug, weights, frozenset(phrases))


@dataclass(frozen=True)
class Found:
    """Hold the slugs that answer a query, best first, and the nearest ones when none does."""

    hits: tuple[str, ...]
    near: tuple[str, ...]


def find(query: str, entries: Sequence[Entry]) -> Found:
    """Return what fits a query in people's own words; an empty query finds nothing."""
    said = words(query[:MAX_QUERY])
    wanted = [word for word in said if word not in _FOLDED_FILLERS]
    if not wanted:
        return Found((), ())
    rarity = {word: _rarity(word, entries) for word in dict.fromkeys(wanted)}
    whole = sum(rarity.values())
    scored: list[tuple[float, float, str]] = []
    for each in entries:
        score = share = 0.0
        for word, rare in rarity.items():
            fit, weight = _best(word, each.weights)
            score += rare * fit * weight
            share += rare * fit
        scored.append((score + _bonus(said, wanted, each.phrases), share / whole, each.slug))
    scored.sort(key=lambda item: (-item[0], item[2]))
    hits = tuple(slug for score, share, slug in scored if share >= ENOUGH)
    near = tuple(slug for score, share, slug in scored if NEAR <= share < ENOUGH)
    return Found(hits, () if hits else near[:5])


def _bonus(said: list[str], wanted: list[str], phrases: frozenset[tuple[str, ...]]) -> float:
    """Reward a whole phrase: the query is one (4), or holds one completely (1)."""
    if tuple(wanted) in phrases or tuple(said) in phrases:
        return 4.0
    return 1.0 if any(phrase and set(phrase) <= set(said) for phrase in phrases) else 0.0


def _rarity(word: str, entries: Sequence[Entry]) -> float:
    holders = sum(1 for each in entries if _best(word, each.weights)[0] > 0)
    # A word nobody has says little about the rest: people add words we do not know ("untuk anak saya yang ketiga").
    return 0.6 if not holders else 1 + math.log((len(entries) + 1) / (holders + 1))


def _best(word: str, weights: dict[str, float]) -> tuple[float, float]:
    best = (0.0, 0.0)
    for known, weight in weights.items():
        fit = _fit(word, known)
        if fit * weight > best[0] * best[1]:
            best = (fit, weight)
    return best


@lru_cache(maxsize=50_000)
def _fit(word: str, known: str) -> float:
    if word == known or _stem(word) == _stem(known):
        return EXACT
    shorter, longer = sorted((word, known), key=len)
    if len(shorter) >= 4 and longer.startswith(shorter):
        return PREFIX
    if len(shorter) < 4 or shorter.isdigit() or longer.isdigit():
        return 0.0
    if _roots(word) & _roots(known):
        return ROOT
    return TYPO if _distance(word, known, 2) <= (2 if len(shorter) >= 7 else 1) else 0.0


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if len(word) - len(ending) >= 4 and word.endswith(ending):
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=20_000)
def _roots(word: str) -> frozenset[str]:
    """Return what may be the root of a word: itself without one prefix, one suffix, or both, four letters at least."""
    fronts = {word} | {word.removeprefix(prefix) for prefix in _PREFIXES}
    # pem- and pen- swallow the first letter of the root: pe-m-(p)erkosa-an.
    if word.startswith("pem"):
        fronts.add("p" + word.removeprefix("pem"))
    backs = fronts | {front.removesuffix(suffix) for front in fronts for suffix in _SUFFIXES}
    return frozenset(root for root in backs if len(root) >= ROOT_LENGTH)


def _distance(left: str, right: str, limit: int) -> int:
    """Return the Damerau-Levenshtein distance (swaps count once), or limit + 1 as soon as it is larger."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        current = [i]
        for j, b in enumerate(right, start=1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return previous[-1]
