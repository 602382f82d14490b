"""Show how to get help, what becomes of personal data, for whom the portal works, and how it is kept safe."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies import helpdesk
from agencies.directory.opening import Hours, hours_of, opening, usual
from agencies.directory.page import map_url
from agencies.models import Agency, AgencyKind, Announcement, AnnouncementKind, ContactKind
from foundation import clock
from services.catalogue.presenters.start import LAPOR
from services.opd.diskominfosatik.signal.policies import OFFICE
from spbe_portal import keeping, questions

logger = logging.getLogger("portal.help")
KEY: Final = "bantuan:1"
SECONDS: Final = 60
MOST_BREACHES: Final = 50


@dataclass(frozen=True, slots=True)
class Office:
    """Hold a kecamatan office as the list of the help page needs it, with the point its region lies around."""

    agency: Agency
    name: str
    latitude: str
    longitude: str


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what the help page reads of the directory, for a minute."""

    offices: tuple[Office, ...]
    hours: dict[str, Hours]


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show every way to get help, the nearest office, and what people ask."""
    desk, known, now = helpdesk.current(), _known(), clock.now()
    chosen = next((each for each in known.offices if each.agency.pk == request.GET.get("kantor", "")), None)
    asked = " ".join(request.GET.get("tanya", "").replace("\x00", "").split())[: questions.LONGEST]
    found = questions.asked(asked)
    context = {
        "channels": [(kind, desk.get(kind)) for kind in (ContactKind.PHONE, ContactKind.WHATSAPP, ContactKind.EMAIL)],
        "emergency": desk.get(ContactKind.EMERGENCY),
        "desk_hours": known.hours[OFFICE],
        "desk_opening": opening(known.hours[OFFICE], now),
        "offices": known.offices,
        "chosen": chosen,
        "chosen_hours": known.hours[chosen.agency.pk] if chosen else None,
        "chosen_opening": opening(known.hours[chosen.agency.pk], now) if chosen else None,
        "map_url": map_url(chosen.agency) if chosen else "",
        "asked": asked,
        "questions": found or questions.QUESTIONS,
        "nothing_found": not found,
        "lapor": LAPOR,
    }
    response = render(request, "pages/bantuan.html", context)
    # The button that looks for the nearest kecamatan asks the phone where it is; the answer stays in the phone.
    response["Permissions-Policy"] = "geolocation=(self), camera=(), microphone=(), payment=(), usb=()"
    return response


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept, why, for how long, the citizen's rights with their days, and breaches."""
    breaches = Announcement.objects.filter(kind=AnnouncementKind.BREACH, is_published=True)
    context = {
        "rights": RIGHTS,
        "keeping": keeping.load(),
        "officer": helpdesk.current().get(ContactKind.PRIVACY),
        "breaches": list(breaches.order_by("-starts_at", "-id")[:MOST_BREACHES]),
    }
    return render(request, "pages/privasi.html", context)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show what works for whom, and what does not yet."""
    return render(request, "pages/aksesibilitas.html")


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Show how a weakness is reported and what protects the portal."""
    contacts = [(each.removeprefix("mailto:"), each) for each in settings.SECURITY_CONTACT]
    return render(request, "pages/keamanan.html", {"contacts": contacts})


@dataclass(frozen=True, slots=True)
class Right:
    """Hold one right of UU 27/2022: what one may ask, how fast it is done, and the article."""

    asks: str | Promise
    within: str | Promise
    article: str


_THREE_DAYS: Final = _("paling lama 3 × 24 jam")
_NO_DAYS: Final = _("undang-undang tidak menyebut hari")
RIGHTS: Final = (
    Right(_("Memperbaiki data yang keliru"), _THREE_DAYS, "30"),
    Right(_("Melihat data Anda dan riwayat pemakaiannya"), _THREE_DAYS, "32"),
    Right(_("Menarik persetujuan"), _THREE_DAYS, "40"),
    Right(_("Menunda atau membatasi pemrosesan"), _THREE_DAYS, "41"),
    Right(_("Meminta data dihapus atau dimusnahkan"), _NO_DAYS, "43-44"),
    Right(_("Diberi tahu bila pelindungan data gagal"), _THREE_DAYS, "46"),
)


def _known() -> Known:
    """Return offices and hours, at most a minute old: no query warm, four cold.

    While the database is away the page still says how to get help, without the list of offices.
    """
    known: Any = cache.get(KEY)
    if isinstance(known, Known):
        return known
    try:
        found = _read()
    except DatabaseError:
        logger.exception("the offices could not be read")
        return Known((), {OFFICE: usual()})
    cache.set(KEY, found, SECONDS)
    return found


def _read() -> Known:
    rows = Agency.objects.filter(kind=AgencyKind.DISTRICT, is_active=True, region__isnull=False)
    offices = tuple(
        Office(each, region.name, _point(region.latitude), _point(region.longitude))
        for each in rows.select_related("region").order_by("name")
        if (region := each.region) is not None
    )
    hours = hours_of([OFFICE, *(each.agency.pk for each in offices)], clock.today())
    return Known(offices, hours)


def _point(value: Any) -> str:
    return f"{value:.4f}" if value is not None else ""
