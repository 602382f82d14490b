"""Give the line that stands above every page in an emergency; nearly every visit costs no query for it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.db import DatabaseError
from django.db.models import Exists, OuterRef
from django.urls import reverse

from agencies.activities import queries
from agencies.models import EmergencyNotice
from foundation import clock

logger = logging.getLogger("portal.emergency")
KEY: Final = "emergency:1"
SECONDS: Final = 30  # how late the line may appear or go where another process wrote it


@dataclass(frozen=True, slots=True)
class Line:
    """Hold what the frame shows; without a text there is nothing to show."""

    text: str = ""
    url: str = ""


NOTHING: Final = Line()


def current() -> Line:
    """Return the line of now; a page without it is better than no page."""
    known = _known()
    if known is not None:
        return known
    try:
        line = _ask()
    except DatabaseError:
        logger.exception("the emergency line could not be read")
        return NOTHING
    _keep(line)
    return line


def forget() -> None:
    """Let the next page ask anew, after the line was changed."""
    try:
        cache.delete(KEY)
    except Exception:  # whatever the cache raises, the line changes half a minute later
        logger.exception("the emergency line could not be forgotten")


def _ask() -> Line:
    now = clock.now()
    rows = EmergencyNotice.objects.filter(shown_from__lte=now, shown_until__gt=now)
    readable = Exists(queries.shown_news().filter(pk=OuterRef("news")))
    row = rows.annotate(readable=readable).order_by("-shown_from", "-id").first()
    if row is None:
        return NOTHING
    return Line(row.text, reverse("agencies:news_item", args=[row.news_id]) if row.readable else "")


def _known() -> Line | None:
    try:
        found = cache.get(KEY)
    except Exception:  # whatever the cache raises, the page asks the database
        logger.exception("the cache did not answer")
        return None
    return found if isinstance(found, Line) else None


def _keep(line: Line) -> None:
    try:
        cache.set(KEY, line, SECONDS)
    except Exception:  # whatever the cache raises, the next page asks the database
        logger.exception("the cache did not take the emergency line")
