"""Say when a step comes too late or was taken often enough: windows since a state began, and how often one forwards."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from foundation import formats
from services.definition.document import Action, ActionType, Duration
from services.requests import deadlines
from services.requests.engine.step import Step
from services.requests.models import RequestEvent, ServiceRequest

# A request that three offices sent on needs somebody who decides where it belongs, not a fourth office.
MOST_FORWARDS: Final = 3


def last_moment(request: ServiceRequest, length: Duration) -> datetime:
    """Return the end of a window that opened when the present state began, on the calendar of the office."""
    since = request.state_since or request.decided_at or request.updated_at
    return deadlines.window(length, since, request.agency_id or "")


def too_late(step: Step, rule: Action) -> str:
    """Return the refusal of a step whose window is over, "" while it is open.

    The window binds people. What the clock does because an objection was granted was asked for in time.
    """
    if rule.within is None or step.actor.kind == "system":
        return ""
    until = last_moment(step.request, rule.within)
    if step.now <= until:
        return ""
    return _("Batas waktu langkah ini sudah lewat pada %(date)s.") % {"date": formats.long_date(until)}


def used_up(step: Step, rule: Action) -> str:
    """Return the refusal of one forwarding too many, "" while it may be sent on."""
    if rule.type != ActionType.FORWARD:
        return ""
    if RequestEvent.objects.filter(request=step.request, kind="forward").count() < MOST_FORWARDS:
        return ""
    return _(
        "Permohonan sudah %(n)d kali dialihkan. Putuskan di sini, atau minta Diskominfosatik menetapkan kantornya."
    ) % {"n": MOST_FORWARDS}
