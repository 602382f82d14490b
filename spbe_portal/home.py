"""Gather what the start page shows: real services and real figures, kept for a minute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.core.cache import cache
from django.db.models import Max, Sum
from django.utils import timezone

from foundation import formats
from services.catalogue.models import Service, ServiceFigures

KEY: Final = "home:2"
SECONDS: Final = 60
ROWS: Final = 8
# Category and life event -> icon and tile; a new one gets the plain tile until somebody chooses.
TILES: Final = {
    "administrasi-kependudukan": ("users", ""),
    "kependudukan": ("users", ""),
    "sosial": ("heart-handshake", "tile-g"),
    "kesehatan": ("stethoscope", "tile-g"),
    "perizinan": ("building-store", "tile-k"),
    "pajak": ("receipt-2", "tile-k"),
    "pendidikan": ("school", "tile-k"),
    "perlindungan": ("shield-check", "tile-g"),
    "anak-lahir": ("baby-carriage", ""),
    "kelahiran": ("baby-carriage", ""),
    "pindah": ("home-move", ""),
    "pindah-rumah": ("home-move", ""),
    "menikah": ("heart-handshake", "tile-g"),
    "kematian": ("flower", "tile-g"),
    "sakit": ("stethoscope", ""),
    "sekolah": ("school", "tile-k"),
    "usaha": ("building-store", "tile-k"),
    "tanah-rumah": ("home", "tile-k"),
}
PLAIN_TILE: Final = ("file-text", "")


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """Hold one row of 'Sering diurus'."""

    slug: str
    title: str
    remark: str
    icon: str
    tile: str


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Hold one tile of 'Ada peristiwa apa?' with the services it leads to."""

    title: str
    services: str
    icon: str
    tile: str
    query: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold the county's honest figures of the last period; shares only from ten decisions on."""

    decided: int
    on_time: int
    overdue_open: int
    share: str


@dataclass(frozen=True, slots=True)
class Front:
    """Hold everything the start page shows."""

    total: int
    rows: tuple[ServiceRow, ...]
    events: tuple[LifeEvent, ...]
    figures: Figures | None


def load() -> Front:
    """Return the start page's content, at most a minute old: no query warm, three cold."""
    known = cache.get(KEY)
    if isinstance(known, Front):
        return known
    front = _gather()
    cache.set(KEY, front, SECONDS)
    return front


def _gather() -> Front:
    now = timezone.now()
    services = [
        service
        for service in Service.objects.filter(live__isnull=False, withdrawn_at=None).select_related("live")
        if (service.opens_at is None or service.opens_at <= now)
        and (service.closes_at is None or service.closes_at > now)
    ]
    open_to_list = [service for service in services if not service.confidential]
    rows = tuple(_row(service) for service in open_to_list[:ROWS])
    return Front(len(services), rows, _events(services), _figures())


def _row(service: Service) -> ServiceRow:
    icon, tile = _tile(service.category, *_life_events(service))
    return ServiceRow(service.slug, service.title, _remark(service), icon, tile)


def _tile(*keys: str) -> tuple[str, str]:
    return next((TILES[key] for key in keys if key in TILES), PLAIN_TILE)


def _document(service: Service) -> dict[str, Any]:
    return service.live.document if service.live else {}


def _life_events(service: Service) -> list[str]:
    return [str(event) for event in _document(service).get("life_events", [])]


def _remark(service: Service) -> str:
    return service.summary


def _events(services: list[Service]) -> tuple[LifeEvent, ...]:
    return ()


def _figures() -> Figures | None:
    last = ServiceFigures.objects.filter(agency=None).aggregate(day=Max("last_day"))["day"]
    if last is None:
        return None
    sums = ServiceFigures.objects.filter(agency=None, last_day=last).aggregate(
        decided=Sum("decided"), on_time=Sum("on_time"), overdue=Sum("overdue_open")
    )
    measured = sums["decided"] + sums["overdue"]
    share = f"{formats.number(100 * sums['on_time'] / measured, digits=1)} %" if measured >= 10 else ""
    return Figures(sums["decided"], sums["on_time"], sums["overdue"], share)
