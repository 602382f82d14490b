"""List the public pages for search engines, with the day on which each was really changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from agencies.activities import queries as held
from agencies.models import Agency
from foundation import clock
from services.catalogue import queries
from services.opd.diskominfosatik.signal import geo

MOST: Final = 50_000  # sitemaps.org allows no more in one file
KEPT: Final = 3600
KEY: Final = "sitemap:1"
XMLNS: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGES: Final = (
    *("home", "catalogue:list", "agencies:activities", "agencies:news", "directory:list", "directory:officials"),
    *("performance:county", "performance:services", "performance:districts", "performance:data", "signal:map"),
    *("roadmap:public", "index_room:public", "satisfaction:county", "satisfaction:services"),
    *("inventory:public", "inventory:adoption"),
    *("complaints:entrance", "ppid:list", "help", "privacy", "accessibility", "security", "status"),
)
Entry = tuple[str, dt.datetime | None]


def entries() -> Iterator[Entry]:
    """Yield the path of every public page and when it was changed, where somebody wrote that down."""
    yield from ((reverse(name), None) for name in PAGES)
    listed = queries.services_listed(clock.now())
    for each in listed:
        live = each.service.live
        yield reverse("service", args=[each.slug]), live.published_at if live else None
    yield from ((reverse("catalogue:life_event", args=[event.slug]), None) for event, _ in queries.life_events(listed))
    for slug in Agency.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True):
        yield reverse("agency", args=[slug]), None
    yield from _districts()
    activities = held.public_activities(held.Wanted()).order_by("pk").values_list("pk", "updated_at")
    yield from ((reverse("agencies:activity", args=[pk]), day) for pk, day in activities.iterator(2000))
    news = held.shown_news().order_by("pk").values_list("pk", "updated_at")
    yield from ((reverse("agencies:news_item", args=[pk]), day) for pk, day in news.iterator(2000))


def whole() -> str:
    """Return the sitemap, or the index of its parts; at most an hour old."""
    return _kept(0) or _index(_write())


def part(number: int) -> str | None:
    """Return one part of a long sitemap, or None where there is none."""
    if number < 1:
        return None
    known = _kept(number)
    if known is None and _kept(0) is None:
        _write()
        known = _kept(number)
    return known


def _write() -> int:
    """Write every part anew and return how many there are."""
    found, number = entries(), 0
    while batch := list(islice(found, MOST)):
        number += 1
        cache.set(f"{KEY}:{number}", _urlset(batch), 2 * KEPT)
    return number


def _index(parts: int) -> str:
    if parts == 1:
        text = _kept(1) or _urlset(entries())
    else:
        addresses = (reverse("sitemap_part", args=[number]) for number in range(1, parts + 1))
        rows = "".join(f"<sitemap><loc>{_absolute(path)}</loc></sitemap>\n" for path in addresses)
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex {XMLNS}>\n{rows}</sitemapindex>\n'
    cache.set(f"{KEY}:0", text, KEPT)
    return text


def _kept(number: int) -> str | None:
    known = cache.get(f"{KEY}:{number}")
    return known if isinstance(known, str) else None


def _urlset(rows: Iterable[Entry]) -> str:
    lines = "".join(f"<url><loc>{_absolute(path)}</loc>{_changed(day)}</url>\n" for path, day in rows)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {XMLNS}>\n{lines}</urlset>\n'


def _changed(day: dt.datetime | None) -> str:
    return f"<lastmod>{clock.local(day).isoformat(timespec='seconds')}</lastmod>" if day else ""


def _absolute(path: str) -> str:
    return escape(settings.PORTAL_URL + path)


def _districts() -> Iterator[Entry]:
    yield from ((reverse("signal:district", args=[each.slug]), None) for each in geo.atlas().districts.values())
