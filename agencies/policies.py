"""Say who may keep the facts of which agency: Diskominfosatik all of them, an OPD admin its own."""

from __future__ import annotations

from collections.abc import Iterable
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


def is_auditor(user: User) -> bool:
    """Say whether the account looks at what all agencies do, and changes nothing."""
    staff = staff_of(user)
    return staff is not None and staff.is_auditor


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
    return away_among([staff]).get(staff.pk)


def away_among(people: Iterable[Staff]) -> dict[int, Absence]:
    """Return the absences that hold today by the person who is away (one query)."""
    rows = Absence.objects.filter(_today(), staff__in=[each.pk for each in people])
    return {row.staff_id: row for row in rows.select_related("substitute")}


def overlapping(absence: Absence) -> QuerySet[Absence]:
    """Return the other absences of the same person that share a day with this one."""
    others = Absence.objects.filter(staff=absence.staff_id).exclude(pk=absence.pk)
    return others.filter(first_day__lte=absence.last_day, last_day__gte=absence.first_day)


def substitutions(people: Iterable[Staff]) -> list[Absence]:
    """Return today's absences in which one of `people` is away or stands in, first those that began first.

    One query, asked anew each time, so that a shortened absence ends the substitution at once. What a dismissed
    officer held lives on only in a Plt., who takes the place of somebody prevented for good (UU 30/2014 art. 14 (2)).
    """
    wanted = [each.pk for each in people]
    theirs = Q(substitute__in=wanted) & (Q(staff__is_active=True) | Q(acts_as=Substitution.PLT))
    rows = in_force().filter(Q(staff__in=wanted) | theirs)
    return list(rows.select_related("staff__user__party", "staff__agency").order_by("first_day", "id"))


def is_replaced(staff: Staff, absences: Iterable[Absence]) -> bool:
    """Say whether a Plt. holds somebody's office, who may not act meanwhile; beside a Plh. one may (art. 14 (5))."""
    return any(each.staff_id == staff.pk and each.acts_as == Substitution.PLT for each in absences)


def in_force() -> QuerySet[Absence]:
    """Return the absences of today that have an active substitute."""
    return Absence.objects.filter(_today(), substitute__is_active=True)


def _today() -> Q:
    today = clock.today()
    return Q(first_day__lte=today, last_day__gte=today)
