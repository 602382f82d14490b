"""Say who may keep the facts of which agency: Diskominfosatik all of them, an OPD admin its own."""

from __future__ import annotations

from typing import Any

from agencies.models import Absence, Staff
from foundation import clock

# AbstractBaseUser or AnonymousUser; the stubs of `request.user` say no more.
User = Any


def staff_of(user: User) -> Staff | None:
    """Return the active staff role of an account, None for everybody else."""
    if not user.is_authenticated or not user.is_active:
        return None
    staff: Staff | None = getattr(user, "staff", None)
    return staff if staff is not None and staff.is_active else None


def is_platform_admin(user: User) -> bool:
    """Say whether the account administers the whole portal."""
    staff = staff_of(user)
    return staff is not None and staff.is_platform_admin


def managed_agencies(user: User) -> frozenset[str] | None:
    """Return the slugs of the agencies whose facts the account may keep; None means all of them."""
    staff = staff_of(user)
    if staff is None:
        return frozenset()
    if staff.is_platform_admin:
        return None
    return frozenset({staff.agency_id}) if staff.is_agency_admin else frozenset()


def manages(user: User, agency: str | None) -> bool:
    """Say whether the account may keep the facts of `agency`; facts of no agency belong to Diskominfosatik."""
    scope = managed_agencies(user)
    return scope is None or (agency is not None and agency in scope)


def away(staff: Staff) -> Absence | None:
    """Return the absence that holds today, if any."""
    today = clock.today()
    return staff.absences.filter(first_day__lte=today, last_day__gte=today).select_related("substitute").first()
