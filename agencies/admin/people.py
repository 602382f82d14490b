"""Keep who works for an OPD and who is away."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agencies import actions, policies
from agencies.admin.scope import ScopedAdmin
from agencies.forms import AbsenceForm, StaffForm
from agencies.models import Absence, Staff
from foundation import clock


@admin.register(Staff)
class StaffAdmin(ScopedAdmin):
    """Appoint and dismiss staff; saving sets the second factor together with the role."""

    form = StaffForm
    list_display = ["user", "agency", "unit", "title", "is_agency_admin", "is_active"]
    list_select_related = ["user", "agency", "unit"]
    list_filter = ["is_active", "is_agency_admin", ("agency", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["user__email", "user__phone", "title"]

    def get_form(self, request: HttpRequest, obj: Staff | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Ask for the account by its address, so that an OPD admin never browses the accounts of citizens."""
        kwargs["fields"] = ["agency", "unit", "title", "is_agency_admin", "is_active"]
        if policies.is_platform_admin(request.user):
            kwargs["fields"] += ["is_platform_admin", "is_auditor"]
        return super().get_form(request, obj, change, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Staff | None = None) -> tuple[str, ...]:
        """Fix the rights of one's own role: nobody raises oneself."""
        if obj is not None and obj.user_id == getattr(request.user, "pk", None):
            return ("agency", "unit", "is_agency_admin", "is_platform_admin", "is_auditor", "is_active")
        return ()

    def has_change_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Leave the roles of those who administer or audit the portal to Diskominfosatik."""
        if (
            obj is not None
            and (obj.is_platform_admin or obj.is_auditor)
            and not policies.is_platform_admin(request.user)
        ):
            return False
        return super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Staff, form: ModelForm[Any], change: bool) -> None:
        """Go through the action that keeps role and second factor together."""
        actions.appoint(obj)


@admin.register(Absence)
class AbsenceAdmin(ScopedAdmin):
    """Keep who is away and who acts meanwhile; every change is in the panel's log."""

    agency_path = "staff__agency"
    removable = True
    form = AbsenceForm
    list_display = ["staff", "substitute", "acts_as", "first_day", "last_day", "holds_today"]
    list_select_related = ["staff", "substitute"]
    list_filter = ["acts_as", ("staff__agency", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["staff__title", "staff__user__email"]
    search_help_text = _("Cari menurut jabatan atau surel.")

    @admin.display(description=_("berlaku hari ini"), boolean=True)
    def holds_today(self, absence: Absence) -> bool:
        """Show whether the absence holds today."""
        return absence.first_day <= clock.today() <= absence.last_day

    def get_form(self, request: HttpRequest, obj: Absence | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Tell the form who fills it in."""
        made = super().get_form(request, obj, change, **kwargs)
        return type("KeptAbsenceForm", (made,), {"keeper": request.user})

    def save_model(self, request: HttpRequest, obj: Absence, form: ModelForm[Any], change: bool) -> None:
        """Go through the action that keeps the days of one person apart."""
        actions.set_absence(obj)
