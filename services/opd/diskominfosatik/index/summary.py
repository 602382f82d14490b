"""Add an assessment up: the index where every level is known, and between what it lies where some are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from services.opd.diskominfosatik.index import formula
from services.opd.diskominfosatik.index.models import Assessment, Entry, Review, Scheme


@dataclass(frozen=True)
class AspectLine:
    """Hold one aspect: its value only where each of its indicators has a level."""

    number: int
    name: str
    domain: str
    weight: Decimal
    value: Decimal | None
    target: Decimal | None
    known: int
    total: int


@dataclass(frozen=True)
class Summary:
    """Hold what an assessment comes to; `index` is None while a level is missing."""

    index: Decimal | None
    predicate: str
    lowest: Decimal
    highest: Decimal
    target: Decimal | None
    known: int
    agreed: int
    total: int
    aspects: list[AspectLine]


def summarise(scheme: Scheme, entries: Sequence[Entry], levels: Mapping[int, int] | None = None) -> Summary:
    """Add up all entries of an assessment; other levels by number may be tried instead of theirs."""
    weighed = [entry.indicator.weighed for entry in entries]
    given = _known(entries, "level") if levels is None else dict(levels)
    targets = _known(entries, "target")
    index = formula.index(weighed, given) if len(given) == len(weighed) else None
    lowest, highest = formula.reach(weighed, given)
    return Summary(
        index=index,
        predicate=formula.band(scheme.predicates, index).name if index is not None else "",
        lowest=lowest,
        highest=highest,
        target=formula.index(weighed, targets) if len(targets) == len(weighed) else None,
        known=len(given),
        agreed=sum(entry.review == Review.AGREED for entry in entries),
        total=len(entries),
        aspects=list(_aspects(entries, given, targets)),
    )


def entries_of(assessment: Assessment) -> list[Entry]:
    """Return every entry with what the sums and lines need (one query)."""
    rows = Entry.objects.filter(assessment=assessment).select_related("indicator__aspect", "agency")
    return list(rows.order_by("indicator__number"))


def snapshot(assessment: Assessment) -> dict[str, Any]:
    """Return an assessment as everybody may read it: levels and sums, neither people nor evidence nor comments."""
    entries, scheme = entries_of(assessment), assessment.scheme
    found = summarise(scheme, entries)
    return {
        "scheme": scheme.title,
        "basis": scheme.basis,
        "year": assessment.year,
        "index": _text(found.index),
        "predicate": found.predicate,
        "lowest": str(found.lowest),
        "highest": str(found.highest),
        "target": _text(found.target),
        "known": found.known,
        "agreed": found.agreed,
        "total": found.total,
        "aspects": [
            {
                "number": each.number,
                "name": each.name,
                "weight": str(each.weight),
                "value": _text(each.value),
                "known": each.known,
                "total": each.total,
                "indicators": [_shown(entry) for entry in entries if entry.indicator.aspect.number == each.number],
            }
            for each in found.aspects
        ],
    }


def _shown(entry: Entry) -> dict[str, Any]:
    indicator = entry.indicator
    return {
        "number": indicator.number,
        "name": indicator.name,
        "weight": str(indicator.weight),
        "level": entry.level,
        "target": entry.target,
        "agreed": entry.review == Review.AGREED,
        "proofs": indicator.proofs,
    }


def _aspects(entries: Sequence[Entry], given: Mapping[int, int], targets: Mapping[int, int]) -> list[AspectLine]:
    weighed = [entry.indicator.weighed for entry in entries]
    found = {}
    for entry in entries:
        aspect = entry.indicator.aspect
        if aspect.number in found:
            continue
        own = [each.number for each in weighed if each.aspect == aspect.number]
        known = [number for number in own if number in given]
        whole, aimed = len(known) == len(own), all(number in targets for number in own)
        found[aspect.number] = AspectLine(
            number=aspect.number,
            name=aspect.name,
            domain=aspect.domain,
            weight=aspect.weight,
            value=formula.aspect(weighed, given, aspect.number) if whole else None,
            target=formula.aspect(weighed, targets, aspect.number) if aimed else None,
            known=len(known),
            total=len(own),
        )
    return [found[number] for number in sorted(found)]


def _known(entries: Sequence[Entry], name: str) -> dict[int, int]:
    return {entry.indicator.number: value for entry in entries if (value := getattr(entry, name)) is not None}


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value)
