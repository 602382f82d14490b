"""Name people and places the way officers know them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from agencies.models import Staff, Substitution
from agencies.policies import away, substitutions
from citizens.models import Region
from foundation import formats
from services.requests.models import ServiceRequest
from services.requests.presenters.people import office


def applicant_name(request: ServiceRequest) -> str:
    """Return who asks; a report may have no name."""
    if request.identity_hidden:
        return _("Identitas dirahasiakan")
    return request.applicant.name if request.applicant else _("Tanpa nama")


def staff_name(staff: Staff | None) -> str:
    """Return a colleague's name, else the title; nothing for nobody."""
    if staff is None:
        return ""
    party = staff.user.party
    return party.name if party and party.name else staff.title or _("petugas")


def standing_in(staff: Staff) -> list[str]:
    """Return whom this officer stands in for today, and who stands in for this officer, each as a sentence."""
    absences = [each for each in substitutions([staff]) if each.substitute_id == staff.pk]
    said = [
        _("Anda menggantikan %(who)s sebagai %(title)s sampai %(date)s.")
        % {"who": _there(each.staff, staff), "date": formats.long_date(each.last_day), "title": _short(each.acts_as)}
        for each in absences
    ]
    own = away(staff)
    if own is not None and own.substitute is not None and own.substitute.is_active:
        values = {"date": formats.long_date(own.last_day), "who": office(own.substitute)}
        if own.acts_as == Substitution.PLT:
            said.append(_("Sampai %(date)s %(who)s menjadi Plt. Anda, jadi Anda tidak dapat bertindak.") % values)
        else:
            said.append(_("Sampai %(date)s %(who)s menjadi Plh. Anda. Anda tetap dapat bertindak.") % values)
    return said


def _there(absent: Staff, staff: Staff) -> str:
    """Return an office, with its agency where that is not one's own."""
    if absent.agency_id == staff.agency_id:
        return office(absent)
    return _("%(office)s di %(agency)s") % {"office": office(absent), "agency": absent.agency.short_name}


def _short(acts_as: str) -> str:
    return _("Plt.") if acts_as == Substitution.PLT else _("Plh.")


def area_name(request: ServiceRequest) -> str:
    """Return the place a request belongs to, else where its applicant lives."""
    home = request.applicant.village if request.applicant and not request.identity_hidden else None
    place = request.region or home
    if place is None:
        return ""
    if place.kind == "village":
        above = f", {_kecamatan(place.parent)}" if place.parent else ""
        return _("Desa %(name)s") % {"name": place.name} + above
    return _kecamatan(place)


def _kecamatan(place: Region) -> str:
    return _("Kec. %(name)s") % {"name": place.name}
