"""Lay out the doors of the entrance from the documents behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

from services.catalogue import documents
from services.catalogue.models import Service, ServiceVersion
from services.opd.diskominfosatik.complaints.policies import CATALOGUE

PPID: Final = "permohonan-informasi-publik"
ICONS: Final = {
    "pengaduan-layanan": "flag",
    "laporan-perilaku-pegawai": "shield-lock",
    "pertanyaan-warga": "help-circle",
    "aspirasi-warga": "message-circle",
}


@dataclass(frozen=True)
class Door:
    """Hold one service of the entrance: what it is for, and how long it takes at most."""

    slug: str
    title: str
    summary: str
    days: int
    icon: str
    confidential: bool


def doors() -> list[Door]:
    """Return the published services of the entrance in their order; a link-only or closed one leads on by itself."""
    language = get_language() or "id"
    rows = Service.objects.filter(pk__in=CATALOGUE, live__isnull=False).select_related("live")
    found = sorted(rows, key=lambda service: CATALOGUE.index(service.pk))
    return [_door(service.pk, service.live, language) for service in found if service.live is not None]


def public_papers() -> str:
    """Return the service through which papers of the government are asked for, "" while it is not open."""
    return PPID if Service.objects.filter(pk=PPID, live__isnull=False).exists() else ""


def about(slug: str) -> str:
    """Return the title of the published service a complaint is about; "" for an unknown or confidential one."""
    rows = Service.objects.filter(pk=slug[:80].replace("\x00", ""), live__isnull=False, confidential=False)
    found = rows.select_related("live").first() if slug else None
    if found is None or found.live is None:
        return ""
    return documents.load(found.live).title.in_language(get_language() or "id")


def _door(slug: str, live: ServiceVersion, language: str) -> Door:
    document = documents.load(live)
    return Door(
        slug=slug,
        title=document.title.in_language(language),
        summary=document.summary.in_language(language),
        days=document.sla.amount if document.sla is not None else 0,
        icon=ICONS.get(slug, "flag"),
        confidential=document.access.confidential,
    )
