"""Keep which days and hours count."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agencies.admin.proposals import ProposingAdmin
from agencies.admin.scope import ScopedAdmin
from agencies.events import EVERYBODY, tell_calendar_changed
from agencies.models import DecreedYear, Holiday, WorkCalendar


class CountedAdmin(ScopedAdmin):
    """Tell those who count working days of every change, in the transaction that makes it."""

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        """Save and tell."""
        super().save_model(request, obj, form, change)
        if form.changed_data or not change:
            tell_calendar_changed(self.whose(obj, form))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete and tell."""
        super().delete_model(request, obj)
        tell_calendar_changed()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete many and tell once."""
        super().delete_queryset(request, queryset)
        tell_calendar_changed()

    def whose(self, obj: Any, form: ModelForm[Any]) -> str:
        """Return whose calendar it is; a holiday is everybody's."""
        return EVERYBODY


@admin.register(Holiday)
class HolidayAdmin(CountedAdmin):
    """Let Diskominfosatik keep the days off of everybody."""

    platform_only = True
    removable = True
    list_display = ["date", "name", "kind", "decree"]
    list_filter = ["kind"]
    search_fields = ["name", "decree"]
    date_hierarchy = "date"


@admin.register(DecreedYear)
class DecreedYearAdmin(CountedAdmin):
    """Let Diskominfosatik say which years have their decree."""

    platform_only = True
    removable = True
    list_display = ["year", "decree", "note"]


@admin.register(WorkCalendar)
class WorkCalendarAdmin(ProposingAdmin, CountedAdmin):
    """Let each OPD propose its own week; the default week is Diskominfosatik's."""

    list_display = ["calendar_name", "weekdays", "opens", "closes", "verified"]
    list_select_related = ["agency"]
    list_filter = ["verified"]

    @admin.display(description=_("kalender"), ordering="agency")
    def calendar_name(self, calendar: WorkCalendar) -> str:
        """Name whose week it is."""
        return calendar.agency.short_name if calendar.agency else str(_("Baku, untuk semua OPD lain"))

    def whose(self, obj: Any, form: ModelForm[Any]) -> str:
        """Return the one agency whose week changed; a week that changed hands may be anybody's."""
        return EVERYBODY if "agency" in form.changed_data else obj.agency_id or EVERYBODY
