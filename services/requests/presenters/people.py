"""Name who acted, the way each screen may show it: staff by office, applicants as applicants."""

from __future__ import annotations

from django.utils.translation import gettext as _

from agencies.models import Staff, Substitution
from services.requests.models import RequestEvent


def actor_name(event: RequestEvent) -> str:
    """Return how an event's actor is called on the screens of staff and applicant."""
    if event.actor_kind == "system" or event.actor is None:
        return _("sistem") if event.actor_kind == "system" else _("pemohon")
    staff = getattr(event.actor, "staff", None)
    if event.actor_kind == "staff" and staff is not None:
        return signed_as(staff, event.acting_for, event.acts_as)
    return _("pemohon")


def signed_as(staff: Staff, acting_for: Staff | None, acts_as: str) -> str:
    """Return an office by its title; a substitute's as official letters have it: "Plh. Camat, oleh Sekretaris".

    Plh. and Plt. stand before the title of the office they exercise, and what is done by mandate says in whose name
    (UU 30/2014 art. 14 (4)). No name of a person appears.
    """
    own = office(staff)
    if acting_for is None:
        return own
    return _("%(acting)s, oleh %(who)s") % {"acting": acting_title(acting_for, acts_as), "who": own}


def acting_title(absent: Staff, acts_as: str) -> str:
    """Return the title of an office exercised for somebody absent: "Plh. Camat"."""
    return f"{_('Plt.') if acts_as == Substitution.PLT else _('Plh.')} {office(absent)}"


def office(staff: Staff) -> str:
    """Return the title of somebody's office."""
    return staff.title or _("petugas")
