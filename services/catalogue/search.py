"""Find services by people's own words: synonyms, folded spelling, small typing errors; all in memory, either database.

An index is built once for a set of published versions; a query then touches only the words it may mean.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from services.catalogue import everyday, spelling

MAX_QUERY: Final = 200
TITLE, SYNONYM, SUMMARY, PLACE = 3.0, 2.6, 1.0, 1.4
EXACT, PREFIX, ROOT, TYPO = 1.0, 0.85, 0.8, 0.7
# What a word weighs that nobody has: people add words we do not know to a long sentence, but not to two words.
UNKNOWN, UNKNOWN_SHARED = 0.6, 3.6
ENOUGH: Final = 0.5  # of the query's weight must be found
NEAR: Final = 0.25  # for "did you mean"
TELLING: Final = 0.6  # of the rarest word's weight: a phrase that weighs as much tells what is wanted
BESIDE: Final = 0.3  # of the best score: what scores less is only a word in passing
PHRASE, SAME = 2.0, 4.0
KEPT: Final = 5000  # words of queries remembered by an index
Words = tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """Hold one service as search sees it: weighted words, and whole phrases."""

    slug: str
    weights: dict[str, float]
    phrases: frozenset[Words]


def entry(slug: str, title: str, synonyms: Iterable[str], summary: str, places: Iterable[str]) -> Entry:
    """Build the entry of a service from its texts; the same word counts once, where it weighs most."""
    weights: dict[str, float] = {}
    phrases: set[Words] = set()
    for weight, texts, is_phrase in (
        (TITLE, [title], True),
        (SYNONYM, synonyms, True),
        (PLACE, places, False),
        (SUMMARY, [summary], False),
    ):
        for text in texts:
            said = spelling.words(text)
            telling = _telling(everyday.meant(said))
            if is_phrase and telling:
                phrases.add(tuple(dict.fromkeys(telling)))
            for word in {*telling, *_telling(said)}:
                weights[word] = max(weight, weights.get(word, 0))
    return Entry(slug, weights, frozenset(phrases))


def _telling(said: Iterable[str]) -> list[str]:
    return [word for word in said if not everyday.is_filler(word)]


@dataclass(frozen=True)
class Found:
    """Hold the slugs that answer a query, best first, and the nearest ones when none does."""

    hits: Words
    near: Words


@dataclass
class _Score:
    points: float = 0.0
    share: float = 0.0
    is_told: bool = False  # a phrase of it that tells enough stands in the query


class Index:
    """Answer queries over a fixed set of services; its memory of words may be shared by threads."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._holders: dict[str, dict[str, float]] = defaultdict(dict)
        self._phrases: dict[str, list[tuple[str, Words]]] = defaultdict(list)
        for each in self.entries:
            for word, weight in each.weights.items():
                self._holders[word][each.slug] = weight
            for phrase in each.phrases:
                for word in phrase:
                    self._phrases[word].append((each.slug, phrase))
        self._weights = {word: self._rarity({word: EXACT}) for word in self._holders}
        # What people write (surface) and the word of the services it stands for.
        self._surfaces = {word: word for word in self._holders}
        self._surfaces |= {said: word for said, word in everyday.SINGLE.items() if word in self._holders}
        self._sorted = sorted(self._surfaces)
        self._roots: dict[str, set[str]] = defaultdict(set)
        self._grams: dict[str, list[str]] = defaultdict(list)
        for surface in self._sorted:
            for root in spelling.roots(surface):
                self._roots[root].add(surface)
            for gram in _grams(surface):
                self._grams[gram].append(surface)
        self._matches: dict[str, dict[str, float]] = {}

    def find(self, query: str) -> Found:
        """Return what fits a query in people's own words; an empty query finds nothing."""
        wanted = self._wanted(query)
        if not wanted:
            return Found((), ())
        scores = self._scores(wanted)
        ranked = sorted(scores.items(), key=lambda item: (-item[1].points, item[0]))
        fit = [(slug, score) for slug, score in ranked if score.share >= ENOUGH or score.is_told]
        if fit:
            least = BESIDE * fit[0][1].points
            return Found(tuple(slug for slug, score in fit if score.points >= least), ())
        return Found((), tuple(slug for slug, score in ranked if score.share >= NEAR)[:5])

    def told(self, query: str) -> Words:
        """Return, best first, only those of which a telling phrase stands in the query whole."""
        wanted = self._wanted(query)
        scores = self._scores(wanted) if wanted else {}
        return tuple(sorted((slug for slug, each in scores.items() if each.is_told), key=lambda s: -scores[s].points))

    def _wanted(self, query: str) -> Words:
        said = everyday.meant(spelling.words(query[:MAX_QUERY]))
        telling = [word for word in said if not everyday.is_filler(word)]
        # "di Ciruas" says where somebody lives; only a service that names the place itself keeps it.
        named = [word for word in telling if word not in everyday.PLACES or word in self._surfaces]
        return tuple(dict.fromkeys(named))

    def _scores(self, wanted: Words) -> dict[str, _Score]:
        scores: dict[str, _Score] = defaultdict(_Score)
        said: dict[str, float] = {}
        unknown = max(UNKNOWN, UNKNOWN_SHARED / len(wanted))
        rarities = {word: self._rarity(self._match(word)) or unknown for word in wanted}
        whole = sum(rarities.values())
        for word, rarity in rarities.items():
            best: dict[str, tuple[float, float]] = {}
            for known, fit in self._match(word).items():
                said[known] = max(fit, said.get(known, 0))
                for slug, weight in self._holders[known].items():
                    best[slug] = max(best.get(slug, (0.0, 0.0)), (fit * weight, fit))
            for slug, (points, fit) in best.items():
                scores[slug].points += rarity * points
                scores[slug].share += rarity * fit / whole
        self._reward(scores, said, set(wanted))
        return scores

    def _reward(self, scores: dict[str, _Score], said: dict[str, float], wanted: set[str]) -> None:
        """Add to each score what the phrase of the service gives that the query says most of."""
        telling = TELLING * self._rarest
        best: dict[str, float] = {}
        for slug, phrase in {each for word in said for each in self._phrases[word]}:
            total = sum(self._weights[word] for word in phrase)
            covered = sum(self._weights[word] * said.get(word, 0) for word in phrase)
            share = covered / total
            points = PHRASE * covered * share**2 + (SAME if set(phrase) == wanted else 0)
            best[slug] = max(points, best.get(slug, 0))
            if total >= telling and all(said.get(word, 0) >= ROOT for word in phrase):
                scores[slug].is_told = True
        for slug, points in best.items():
            scores[slug].points += points

    @property
    def _rarest(self) -> float:
        return 1 + math.log((len(self.entries) + 1) / 2)

    def _rarity(self, match: dict[str, float]) -> float:
        holders = {slug for known in match for slug in self._holders.get(known, ())}
        return 1 + math.log((len(self.entries) + 1) / (len(holders) + 1)) if holders else 0.0

    def _match(self, word: str) -> dict[str, float]:
        """Return the words of the services that a word may mean, each with how well it fits."""
        known = self._matches.get(word)
        if known is None:
            if len(self._matches) >= KEPT:
                self._matches.clear()
            known = self._matches[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for surface, fit in self._surfaces_of(word):
            known = self._surfaces[surface]
            found[known] = max(fit, found.get(known, 0))
        return found

    def _surfaces_of(self, word: str) -> Iterator[tuple[str, float]]:
        exact = [form for form in dict.fromkeys((word, spelling.stem(word))) if form in self._surfaces]
        alike = {each for root in spelling.roots(word) for each in self._roots.get(root, ())} - set(exact)
        yield from ((form, EXACT) for form in exact)
        yield from ((form, EXACT if spelling.stem(form) == spelling.stem(word) else ROOT) for form in alike)
        if exact:
            return
        begun = list(self._begun(word))
        yield from ((form, PREFIX) for form in begun)
        if not alike and not begun:
            yield from ((form, TYPO) for form in self._mistyped(word))

    def _begun(self, word: str) -> Iterator[str]:
        """Yield what a word of four letters or more begins, and what begins it."""
        if len(word) < spelling.ROOT_LENGTH:
            return
        at = bisect_left(self._sorted, word)
        while at < len(self._sorted) and self._sorted[at].startswith(word):
            yield self._sorted[at]
            at += 1
        for length in range(spelling.ROOT_LENGTH, len(word)):
            if word[:length] in self._surfaces:
                yield word[:length]

    def _mistyped(self, word: str) -> list[str]:
        """Return the words of which it is a slip; a slip (a swap) touches three pairs of letters at most."""
        shared = Counter(surface for gram in _grams(word) for surface in self._grams.get(gram, ()))
        least = len(_grams(word)) - 3 * spelling.limit(len(word))
        return [surface for surface, n in shared.items() if n >= least and spelling.slips(word, surface)]


def _grams(word: str) -> set[str]:
    padded = f"^{word}$"
    return {padded[at : at + 2] for at in range(len(padded) - 1)}
