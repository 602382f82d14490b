"""Name people and places the way officers know them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from agencies.models import Staff
from citizens.models import Region
from services.requests.models import ServiceRequest


def applicant_name(request: ServiceRequest) -> str:
    """Return who asks; a report may have no name."""
    return request.applicant.name if request.applicant else _("Tanpa nama")


def staff_name(staff: Staff | None) -> str:
    """Return a colleague's name, else the title; nothing for nobody."""
    if staff is None:
        return ""
    party = staff.user.party
    return party.name if party and party.name else staff.title or _("petugas")


def area_name(request: ServiceRequest) -> str:
    """Return the place a request belongs to, else where its applicant lives."""
    place = request.region or (request.applicant.village if request.applicant else None)
    if place is None:
        return ""
    if place.kind == "village":
        above = f", {_kecamatan(place.parent)}" if place.parent else ""
        return _("Desa %(name)s") % {"name": place.name} + above
    return _kecamatan(place)


def _kecamatan(place: Region) -> str:
    return _("Kec. %(name)s") % {"name": place.name}
