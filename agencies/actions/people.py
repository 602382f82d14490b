"""Change who works for an agency; a role and the second factor it needs are set in one transaction."""

from __future__ import annotations

from django.db import transaction

from agencies.models import Absence, Staff
from agencies.policies import overlapping
from citizens.actions import end_sessions, require_second_factor
from citizens.models import User


def appoint(staff: Staff) -> Staff:
    """Save a new or changed role: an active one opens the panel and asks the second factor, an ended one closes it."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=staff.user_id)
        before = Staff.objects.filter(pk=staff.pk).first() if staff.pk else None
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
