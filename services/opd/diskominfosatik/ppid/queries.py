"""Search the public list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from agencies.models import Agency
from services.opd.diskominfosatik.ppid.actions import folded
from services.opd.diskominfosatik.ppid.models import Category, PublishedItem

LONGEST: Final = 80
MOST_WORDS: Final = 6


@dataclass(frozen=True)
class Wanted:
    """Say what is looked for; `known` is False where the address names a category or agency there is none of."""

    query: str = ""
    category: str = ""
    agency: str = ""
    known: bool = True

    @property
    def words(self) -> dict[str, str]:
        """Return the filter as an address carries it."""
        named = {"q": self.query, "kategori": self.category, "opd": self.agency}
        return {name: value for name, value in named.items() if value}


def wanted(asked: Mapping[str, str], agencies: Mapping[str, str]) -> Wanted:
    """Read a filter from an address; what is unknown filters nothing."""
    query = " ".join(asked.get("q", "").replace("\x00", "").split())[:LONGEST]
    category, agency = asked.get("kategori", ""), asked.get("opd", "")
    known = category in {"", *Category.values} and agency in {"", *agencies}
    return Wanted(query, category if category in Category.values else "", agency if agency in agencies else "", known)


def found(looked_for: Wanted) -> QuerySet[PublishedItem]:
    """Return the rows that fit: every word of the query, the category, the agency."""
    rows = PublishedItem.objects.filter(agency__is_active=True).select_related("agency")
    for word in folded(looked_for.query).split()[:MOST_WORDS]:
        rows = rows.filter(folded__contains=word)
    if looked_for.category:
        rows = rows.filter(category=looked_for.category)
    if looked_for.agency:
        rows = rows.filter(agency=looked_for.agency)
    return rows.order_by("title", "item")


def agencies() -> dict[str, str]:
    """Return the agencies that have something on the list, by slug."""
    listed = Exists(PublishedItem.objects.filter(agency=OuterRef("pk")))
    rows = Agency.objects.filter(listed, is_active=True).order_by("short_name", "pk")
    return dict(rows.values_list("pk", "short_name"))
