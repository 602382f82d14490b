"""Put a piece of information on the public list, or take it off."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from foundation import clock
from services.opd.diskominfosatik.ppid.models import COPIED, InformationItem, PublishedItem


@transaction.atomic
def publish(items: Iterable[UUID]) -> int:
    """Copy the rows as they stand now to the public list; returns how many."""
    rows = list(InformationItem.objects.select_for_update().filter(pk__in=list(items)))
    for row in rows:
        values = {name: getattr(row, name) for name in COPIED}
        values |= {"folded": folded(f"{row.title} {row.summary}"), "published_at": clock.now()}
        PublishedItem.objects.update_or_create(item=row, defaults=values)
    return len(rows)


def withdraw(items: Iterable[UUID]) -> int:
    """Take the rows off the public list; what the OPD wrote stays."""
    return PublishedItem.objects.filter(item__in=list(items)).delete()[0]


def folded(text: str) -> str:
    """Return a text as the search compares it."""
    return " ".join(text.casefold().split())


def is_current(item: InformationItem, published: PublishedItem | None) -> bool:
    """Say whether everybody reads what the OPD wrote last."""
    return published is not None and all(getattr(item, name) == getattr(published, name) for name in COPIED)
