"""Say who keeps the sites, and who sits at an operator: each sees its own, and nobody anything else."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet

from agencies.policies import staff_of
from citizens.models import User
from services.opd.diskominfosatik.signal import workflow
from services.opd.diskominfosatik.signal.models import OperatorSeat, SignalSite

OFFICE: Final = "diskominfosatik"


def keeps_sites(user: Any) -> bool:
    """Say whether an account works for the office that keeps the sites."""
    staff = staff_of(user)
    return staff is not None and staff.agency_id == OFFICE


def rules_sites(user: Any) -> bool:
    """Say whether an account may change the numbers and let operators in: who administers the portal."""
    staff = staff_of(user)
    return staff is not None and staff.agency_id == OFFICE and staff.is_platform_admin


def seat_of(user: Any) -> OperatorSeat | None:
    """Return the seat at an operator that an account holds now."""
    if not isinstance(user, User):
        return None
    return OperatorSeat.objects.filter(user=user, is_active=True).first()


def proposed_to(target: str) -> QuerySet[SignalSite]:
    """Return the sites that were ever proposed to an operator; what came to nothing is no longer its matter."""
    return SignalSite.objects.filter(proposals__target=target).exclude(state=workflow.DROPPED)
