"""Say an assessment as its pages show it: sums, lines by aspect, and what is not assessed yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation import formats
from services.opd.diskominfosatik.index.formula import LEAST, MOST
from services.opd.diskominfosatik.index.models import Entry, Review, Scheme
from services.opd.diskominfosatik.index.summary import Summary

TONES = {Review.OPEN: "plain", Review.AGREED: "positive", Review.SENT_BACK: "warning"}


@dataclass(frozen=True)
class Stat:
    """Hold one figure in large, with what it means below."""

    term: str
    value: str
    remark: str


@dataclass(frozen=True)
class Line:
    """Hold one indicator of a table."""

    number: int
    name: str
    weight: str
    level: str
    target: str
    gap: str
    office: str
    state: str
    tone: str
    url: str


def stats(found: Summary) -> list[Stat]:
    """Return the index, or between what it lies, and how much was assessed and reviewed."""
    counts = {"known": formats.number(found.known), "total": formats.number(found.total)}
    assessed = _("%(known)s dari %(total)s indikator sudah dinilai.") % counts
    if found.index is not None:
        first = Stat(_("Indeks penilaian mandiri"), decimal(found.index), _("dari 5. %(p)s.") % {"p": found.predicate})
    else:
        between = {"low": decimal(found.lowest), "high": decimal(found.highest)}
        remark = _("Paling rendah %(low)s, paling tinggi %(high)s, menurut yang sudah dinilai.") % between
        first = Stat(_("Indeks penilaian mandiri"), _("belum dinilai"), f"{assessed} {remark}")
    agreed = _("dari %(total)s indikator.") % counts
    rows = [first, Stat(_("Disetujui penelaah"), formats.number(found.agreed), agreed)]
    if found.target is not None:
        rows.append(Stat(_("Target"), decimal(found.target), _("bila semua target tercapai.")))
    return rows


def aspects(found: Summary, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return the aspects with their lines; of entries that are not shown nothing stands there."""
    rows = []
    for each in found.aspects:
        own = [line(entry) for entry in entries if entry.indicator.aspect.number == each.number]
        if own:
            rows.append(
                {
                    "number": each.number,
                    "name": each.name,
                    "domain": each.domain,
                    "weight": decimal(each.weight),
                    "value": value(each.value),
                    "target": _("belum lengkap") if each.target is None else decimal(each.target),
                    "lines": own,
                }
            )
    return rows


def line(entry: Entry) -> Line:
    """Return the line of one indicator."""
    indicator, review = entry.indicator, Review(entry.review)
    return Line(
        number=indicator.number,
        name=indicator.name,
        weight=decimal(indicator.weight),
        level="–" if entry.level is None else str(entry.level),
        target="–" if entry.target is None else str(entry.target),
        gap="–" if entry.gap is None else str(entry.gap),
        office=entry.agency.short_name if entry.agency else _("Diskominfosatik"),
        state=str(review.label) if entry.level is not None else _("belum dinilai"),
        tone=TONES[review] if entry.level is not None else "plain",
        url=reverse("index_room:entry", args=[entry.pk]),
    )


def level(given: int | None) -> str:
    """Return a level, or that there is none; nothing guesses one."""
    return _("belum dinilai") if given is None else str(given)


def decimal(number: Decimal) -> str:
    """Return a number with its two decimals."""
    return formats.number(number, digits=2)


def value(number: Decimal | None) -> str:
    """Return the value of an aspect, or that it is not assessed."""
    return _("belum dinilai") if number is None else decimal(number)


def options(scheme: Scheme, aspect: int) -> list[tuple[str, str]]:
    """Return the levels to choose from, with their names where the scheme knows them."""
    names: Mapping[str, str] = {}
    for named in scheme.levels.values():
        if aspect in named["aspects"]:
            names = named["names"]
    return [(str(n), f"{n} · {names[str(n)]}" if str(n) in names else str(n)) for n in range(LEAST, MOST + 1)]


def published(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a publication as the public page shows it."""
    rows = [
        {
            **aspect,
            "weight": decimal(Decimal(aspect["weight"])),
            "value": value(Decimal(aspect["value"]) if aspect["value"] else None),
            "indicators": list(_indicators(aspect["indicators"])),
        }
        for aspect in data["aspects"]
    ]
    sums = ("index", "lowest", "highest", "target")
    numbers = {name: decimal(Decimal(data[name])) if data[name] else "" for name in sums}
    return {**data, **numbers, "aspects": rows}


def _indicators(rows: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    for row in rows:
        target = "–" if row["target"] is None else str(row["target"])
        weight = decimal(Decimal(row["weight"]))
        yield {**row, "level": level(row["level"]), "target": target, "weight": weight}
