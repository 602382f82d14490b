"""Name who acted, the way each screen may show it: staff by office, applicants as applicants."""

from __future__ import annotations

from django.utils.translation import gettext as _

from services.requests.models import RequestEvent


def actor_name(event: RequestEvent) -> str:
    """Return how an event's actor is called on the screens of staff and applicant."""
    if event.actor_kind == "system" or event.actor is None:
        return _("sistem") if event.actor_kind == "system" else _("pemohon")
    staff = getattr(event.actor, "staff", None)
    if event.actor_kind == "staff" and staff is not None:
        return staff.title or _("petugas")
    return _("pemohon")
