"""Keep which days and hours count."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agencies.admin.scope import ScopedAdmin
from agencies.models import DecreedYear, Holiday, WorkCalendar


@admin.register(Holiday)
class HolidayAdmin(ScopedAdmin):
    """Let Diskominfosatik keep the days off of everybody."""

    platform_only = True
    removable = True
    list_display = ["date", "name", "kind", "decree"]
    list_filter = ["kind"]
    search_fields = ["name", "decree"]
    date_hierarchy = "date"


@admin.register(DecreedYear)
class DecreedYearAdmin(ScopedAdmin):
    """Let Diskominfosatik say which years have their decree."""

    platform_only = True
    removable = True
    list_display = ["year", "decree", "note"]


@admin.register(WorkCalendar)
class WorkCalendarAdmin(ScopedAdmin):
    """Let each OPD correct its own week; the default week is Diskominfosatik's."""

    list_display = ["calendar_name", "weekdays", "opens", "closes", "verified"]
    list_select_related = ["agency"]
    list_filter = ["verified"]

    @admin.display(description=_("kalender"), ordering="agency")
    def calendar_name(self, calendar: WorkCalendar) -> str:
        """Name whose week it is."""
        return calendar.agency.short_name if calendar.agency else str(_("Baku, untuk semua OPD lain"))
