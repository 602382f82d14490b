"""Say who may keep the facts of which agency: Diskominfosatik all of them, an OPD admin its own."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from agencies.models import Absence, Staff, Substitution
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


def keeps_records(staff: Staff) -> bool:
    """Say whether an active role opens the panel's records: Diskominfosatik's, and that of an OPD's own admin."""
    # Whoever is left with every right of Django's must not come in as the admin of one agency.
    return staff.is_platform_admin or (staff.is_agency_admin and not staff.user.is_superuser)


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
    return staff.absences.filter(_today()).select_related("substitute").first()


def overlapping(absence: Absence) -> QuerySet[Absence]:
    """Return the other absences of the same person that share a day with this one."""
    others = Absence.objects.filter(staff=absence.staff_id).exclude(pk=absence.pk)
    return others.filter(first_day__lte=absence.last_day, last_day__gte=absence.first_day)


def absences_of(staff: Staff) -> tuple[bool, list[Absence]]:
    """Say whether `staff` is replaced by a Plt. today, and return the absences in which `staff` is the substitute.

    One query, asked anew each time, so that a shortened absence ends the substitution at once. A Plt. takes the place
    of somebody prevented for good, who therefore may not act; a Plh. stands in for somebody who may (UU 30/2014
    art. 14 (2) and (5)). What a dismissed officer held lives on only in a Plt.
    """
    theirs = Q(substitute=staff) & (Q(staff__is_active=True) | Q(acts_as=Substitution.PLT))
    rows = in_force().filter(Q(staff=staff) | theirs)
    found = list(rows.select_related("staff__user__party", "staff__agency").order_by("first_day", "id"))
    replaced = any(row.staff_id == staff.pk and row.acts_as == Substitution.PLT for row in found)
    return replaced, [row for row in found if row.substitute_id == staff.pk]


def in_force() -> QuerySet[Absence]:
    """Return the absences of today that have an active substitute."""
    return Absence.objects.filter(_today(), substitute__is_active=True)


def _today() -> Q:
    today = clock.today()
    return Q(first_day__lte=today, last_day__gte=today)
