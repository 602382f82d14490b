"""Gather what is public of the roadmap into one piece of data, and read the newest that was published."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from services.opd.diskominfosatik.roadmap import lines
from services.opd.diskominfosatik.roadmap.lines import Line, Money
from services.opd.diskominfosatik.roadmap.models import (
    Budget,
    Fulfilment,
    Initiative,
    Obligation,
    Publication,
    Regulation,
    Standing,
    Study,
)


@dataclass(frozen=True)
class Published:
    """Hold the newest publication in the shapes its page draws."""

    at: dt.datetime
    lines: list[Line]
    moneys: list[Money]
    studies: list[dict[str, Any]]
    duties: list[dict[str, Any]]
    demo: bool


def newest() -> Published | None:
    """Return what was published last (one query), None before the first time."""
    row = Publication.objects.first()
    if row is None:
        return None
    found = [lines.unpacked(each) for each in row.data["initiatives"]]
    return Published(
        at=row.at,
        lines=found,
        moneys=[Money(**each) for each in row.data["moneys"]],
        studies=row.data["studies"],
        duties=row.data["duties"],
        demo=any(each.demo for each in found),
    )


def gather() -> dict[str, Any]:
    """Return everything that may be published, as plain data; what waits for something unpublished does not say so."""
    rows = Initiative.objects.filter(is_public=True).select_related("agency")
    rows = rows.prefetch_related("budgets", "needs__needed").order_by("start_on", "code")
    public = {row.code for row in rows}
    packed = [lines.packed(lines.line(row)) for row in rows]
    moneys = lines.moneys(Budget.objects.filter(initiative__is_public=True))
    return {
        "initiatives": [each | {"needs": [code for code in each["needs"] if code in public]} for each in packed],
        "moneys": [_money(each) for each in moneys],
        "studies": [_study(row) for row in _studies()],
        "duties": _duties(),
    }


def _money(each: Money) -> dict[str, Any]:
    return {
        "year": each.year,
        "source": each.source,
        "planned": each.planned,
        "realised": each.realised,
        "beyond": each.beyond,
    }


def _studies() -> list[Study]:
    rows = Study.objects.filter(is_public=True).select_related("agency")
    return list(rows.prefetch_related("documents", "results").order_by("-year", "title"))


def _study(row: Study) -> dict[str, Any]:
    return {
        "title": row.title,
        "year": row.year,
        "office": row.agency.short_name,
        "status": row.status,
        "documents": [{"title": each.title, "link": each.link} for each in row.documents.all()],
        "results": [each.text for each in row.results.all()],
    }


def _duties() -> list[dict[str, Any]]:
    rows = Obligation.objects.filter(is_public=True).select_related("regulation")
    sums = Fulfilment.objects.order_by().values_list("obligation", "standing").annotate(number=Count("pk"))
    counts = Counter({(obligation, standing): number for obligation, standing, number in sums})
    return [
        _law(row.regulation)
        | {"article": row.article, "text": row.text}
        | {standing: counts[row.pk, standing] for standing in Standing.values}
        for row in rows.order_by("regulation__title", "article", "key")
    ]


def _law(row: Regulation) -> dict[str, Any]:
    return {"law": str(row), "checked": row.is_checked}
