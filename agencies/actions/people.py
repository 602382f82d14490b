"""Change who works for an agency; a role and the second factor it needs are set in one transaction."""

from __future__ import annotations

from django.db import connection, transaction

from agencies.models import Absence, Staff
from agencies.policies import overlapping
from citizens.actions import end_sessions, require_second_factor
from citizens.models import User


class LastAdministrator(Exception):
    """Refuse to take the portal's administration from the last who has it: nobody could give it back."""


def appoint(staff: Staff) -> Staff:
    """Save a new or changed role: an active one opens the panel and asks the second factor, an ended one closes it.

    Raises LastAdministrator.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=staff.user_id)
        before = Staff.objects.filter(pk=staff.pk).first() if staff.pk else None
        if before is not None and is_last_administrator(before) and not (staff.is_active and staff.is_platform_admin):
            raise LastAdministrator
        staff.save()
        if staff.is_active:
            _open_panel(user)
            _fit_rights(user, staff)
        else:
            _close_panel(user)
        if before is not None and _reach(before) != _reach(staff):
            end_sessions(user)
    return staff


class Overlapping(Exception):
    """Refuse an absence on days that another absence of the same person covers already."""


def set_absence(absence: Absence) -> Absence:
    """Save a new or changed absence; raises Overlapping, also when two admins save at the same moment."""
    with transaction.atomic():
        Staff.objects.select_for_update().get(pk=absence.staff_id)
        if overlapping(absence).exists():
            raise Overlapping
        absence.save()
    return absence


def dismiss(staff: Staff) -> Staff:
    """End a role: the account leaves the panel at its next request; its history stays."""
    staff.is_active = False
    return appoint(staff)


def is_last_administrator(staff: Staff) -> bool:
    """Say whether nobody else administers the portal; in a transaction two who remove each other come one by one."""
    if not (staff.is_active and staff.is_platform_admin):
        return False
    rows = Staff.objects.filter(is_active=True, is_platform_admin=True, user__is_active=True)
    if connection.in_atomic_block:
        rows = rows.select_for_update(of=("self",))
    return not any(pk != staff.pk for pk in rows.order_by("pk").values_list("pk", flat=True))


def _reach(staff: Staff) -> tuple[object, ...]:
    return staff.agency_id, staff.unit_id, staff.is_agency_admin, staff.is_platform_admin, staff.is_auditor


def _open_panel(user: User) -> None:
    if not user.second_factor_required:
        require_second_factor(user)
    if not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])


def _fit_rights(user: User, staff: Staff) -> None:
    """Give every right of Django's to who administers the portal, and take them from everybody else."""
    if user.is_superuser != staff.is_platform_admin:
        user.is_superuser = staff.is_platform_admin
        user.save(update_fields=["is_superuser"])


def _close_panel(user: User) -> None:
    if user.is_staff or user.is_superuser:
        user.is_staff = user.is_superuser = False
        user.save(update_fields=["is_staff", "is_superuser"])
    end_sessions(user)
