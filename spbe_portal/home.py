"""Gather what the start page shows: real services and real figures, kept for a minute."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.core.cache import cache
from django.db.models import Sum
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from foundation import clock, formats
from services.catalogue.life_events import LIFE_EVENTS, LifeEvent
from services.catalogue.models import Service, ServiceFigures

KEY: Final = "home:1"
SECONDS: Final = 60
ROWS: Final = 8
WORDS: Final = 4
FEWEST: Final = 10  # below this many cases a share would say more about luck than about work
# Category -> icon and tile, for services that no event of a life leads to.
TILES: Final = {
    "kependudukan": ("users", ""),
    "sosial": ("heart-handshake", "tile-g"),
    "kesehatan": ("stethoscope", "tile-g"),
    "perlindungan": ("hand-stop", "tile-g"),
    "perizinan": ("building-store", "tile-k"),
    "pajak": ("receipt-2", "tile-k"),
    "pendidikan": ("school", "tile-k"),
}
PLAIN_TILE: Final = ("file-text", "")
UNITS: Final = {
    "working_days": _("hari kerja"),
    "calendar_days": _("hari"),
    "hours": _("jam"),
    "months": _("bulan"),
}


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """Hold one row of 'Sering diurus'."""

    slug: str
    title: str
    remark: str
    icon: str
    tile: str


@dataclass(frozen=True, slots=True)
class EventTile:
    """Hold one tile of 'Ada peristiwa apa?' with the services it leads to."""

    title: str
    services: str
    icon: str
    tile: str
    slug: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold the county's honest figures of the last period; shares only from ten decisions on."""

    measured: int
    on_time: int
    overdue_open: int
    share: str
    first_day: dt.date
    last_day: dt.date


@dataclass(frozen=True, slots=True)
class Front:
    """Hold everything the start page shows."""

    total: int
    rows: tuple[ServiceRow, ...]
    events: tuple[EventTile, ...]
    words: tuple[str, ...]
    figures: Figures | None


def load() -> Front:
    """Return the start page's content, at most a minute old: no query warm, three cold."""
    key = f"{KEY}:{get_language()}"
    known = cache.get(key)
    if isinstance(known, Front):
        return known
    front = _gather()
    cache.set(key, front, SECONDS)
    return front


def _gather() -> Front:
    services = [service for service in _live() if _is_open(service)]
    rows = tuple(_row(service) for service in services[:ROWS])
    words = tuple(word for service in services for word in _document(service).get("synonyms", [])[:1])
    return Front(len(services), rows, _events(services), words[:WORDS], _figures())


def _live() -> list[Service]:
    return list(Service.objects.filter(live__isnull=False, withdrawn_at=None).select_related("live"))


def _is_open(service: Service) -> bool:
    now = clock.now()
    begun = service.opens_at is None or service.opens_at <= now
    return begun and (service.closes_at is None or service.closes_at > now)


def _document(service: Service) -> dict[str, Any]:
    return service.live.document if service.live else {}


def _life_events(service: Service) -> list[LifeEvent]:
    return [LIFE_EVENTS[slug] for slug in _document(service).get("life_events", []) if slug in LIFE_EVENTS]


def _row(service: Service) -> ServiceRow:
    icon, tile = next(
        ((event.icon, event.tile) for event in _life_events(service)), TILES.get(service.category, PLAIN_TILE)
    )
    return ServiceRow(service.slug, service.title, remark(_document(service)), icon, tile)


def remark(document: dict[str, Any]) -> str:
    """Say time and price of a service as a row does: '1 hari kerja · Gratis'; what is not set is left out."""
    standard = document.get("standard", {})
    duration, fee = standard.get("duration") or {}, standard.get("fee") or {}
    parts = []
    if duration.get("amount") and duration.get("unit") in UNITS:
        parts.append(f"{duration['amount']} {UNITS[duration['unit']]}")
    if fee.get("hook"):
        parts.append(_("biaya dihitung petugas"))
    elif fee.get("amount") is not None:
        parts.append(formats.rupiah(fee["amount"]) if fee["amount"] else _("Gratis"))
    return " · ".join(str(part) for part in parts)


def _events(services: list[Service]) -> tuple[EventTile, ...]:
    titles: dict[str, list[str]] = {}
    for service in services:
        for event in _life_events(service):
            titles.setdefault(event.slug, []).append(service.title)
    return tuple(
        EventTile(str(event.title), ", ".join(titles[event.slug][:3]), event.icon, event.tile, event.slug)
        for event in LIFE_EVENTS.values()
        if event.slug in titles
    )


def _figures() -> Figures | None:
    whole = ServiceFigures.objects.filter(agency=None)
    last = whole.order_by("-last_day", "-first_day").values("first_day", "last_day").first()
    if last is None:
        return None
    sums = whole.filter(**last).aggregate(decided=Sum("decided"), on_time=Sum("on_time"), overdue=Sum("overdue_open"))
    measured = sums["decided"] + sums["overdue"]  # a case still open past its deadline counts as late
    share = f"{formats.number(100 * sums['on_time'] / measured, digits=1)} %" if measured >= FEWEST else ""
    return Figures(measured, sums["on_time"], sums["overdue"], share, last["first_day"], last["last_day"])
