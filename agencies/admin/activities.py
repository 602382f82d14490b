"""Let each OPD keep its activities and notices; the emergency line is Diskominfosatik's alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import ForeignKey, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from agencies import policies
from agencies.activities import emergency, queries, schedule
from agencies.activities.forms import ActivityForm, EmergencyForm, NewsForm, OccurrenceForm
from agencies.admin.scope import ScopedAdmin
from agencies.models import Activity, EmergencyNotice, News, Occurrence, Participant
from citizens.actions import record_access
from foundation import formats


class OwnFirstAdmin(ScopedAdmin):
    """Begin a new row with the keeper's own agency."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return the keeper's agency."""
        staff = policies.staff_of(request.user)
        return {**super().get_changeform_initial_data(request), **({"agency": staff.agency_id} if staff else {})}


@admin.register(Activity)
class ActivityAdmin(OwnFirstAdmin):
    """Keep what is held, once or again and again."""

    form = ActivityForm
    list_display = ["title", "agency", "region", "first_day", "until_day", "is_published", "is_cancelled"]
    list_select_related = ["agency", "region"]
    list_filter = ["is_published", "is_cancelled", ("agency", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["title", "place"]
    fieldsets = [
        (_("Kegiatan"), {"fields": ["agency", "title", "description", "for_whom", "contact"]}),
        (_("Tempat"), {"fields": ["place", "region"]}),
        (_("Waktu"), {"fields": ["first_day", "last_day", "opens", "closes"]}),
        (_("Berulang"), {"fields": ["repeats", "weekdays", "repeat_until", "rule"]}),
        (_("Pendaftaran"), {"fields": ["capacity"]}),
        (_("Terbit"), {"fields": ["is_published", "is_cancelled", "cancel_reason"]}),
    ]

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Offer kecamatan, not desa, as the place: that is what people filter by."""
        if db_field.name == "region":
            kwargs["queryset"] = queries.districts()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Activity, form: ModelForm[Any], change: bool) -> None:
        """Go through the action that keeps the days in step."""
        schedule.save(obj)


@admin.register(Occurrence)
class OccurrenceAdmin(ScopedAdmin):
    """Cancel single days; which days there are, the activity's rule says."""

    agency_path = "activity__agency"
    form = OccurrenceForm
    list_display = ["activity", "starts_at", "taken", "is_cancelled"]
    list_select_related = ["activity__agency"]
    list_filter = ["is_cancelled", ("activity__agency", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["activity__title"]
    readonly_fields = ["activity", "starts_at", "ends_at", "taken"]
    fields = ["activity", "starts_at", "ends_at", "taken", "is_cancelled", "cancel_reason"]
    ordering = ["-starts_at", "-id"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave the days to the rule."""
        return False

    def save_model(self, request: HttpRequest, obj: Occurrence, form: ModelForm[Any], change: bool) -> None:
        """Go through the action that tells calendars too."""
        schedule.cancel(obj, obj.cancel_reason if obj.is_cancelled else "")


@admin.register(Participant)
class ParticipantAdmin(ScopedAdmin):
    """Show who comes to staff of the agency that holds it, and to nobody else, Diskominfosatik included."""

    agency_path = "occurrence__activity__agency"
    list_display = ["name", "activity", "day", "joined_at", "left_at"]
    list_select_related = ["user__party", "occurrence__activity__agency"]
    list_filter = [("left_at", admin.EmptyFieldListFilter)]
    search_fields = ["occurrence__activity__title"]
    search_help_text = _("Cari menurut nama kegiatan.")
    fields = ["name", "phone", "activity", "day", "joined_at", "left_at"]
    readonly_fields = ["name", "phone", "activity", "day", "joined_at", "left_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the people of the keeper's own agency only."""
        staff = policies.staff_of(request.user)
        rows = super().get_queryset(request)
        return rows.filter(occurrence__activity__agency=staff.agency_id) if staff else rows.none()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let people register by themselves."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Change nothing of it."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Show a person to staff of the agency that holds the activity."""
        staff = policies.staff_of(request.user)
        own = obj is None or (staff is not None and obj.occurrence.activity.agency_id == staff.agency_id)
        return own and super().has_view_permission(request, obj)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Write down that the person's number was opened, for them to see."""
        response: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
        row = self.get_object(request, object_id) if object_id else None
        if row is not None and response.status_code == 200:
            staff = policies.staff_of(request.user)
            agency = staff.agency_id if staff else ""
            reader: Any = request.user
            record_access(row.user.party, reader, agency, "activity", row.pk, str(row.occurrence.activity.title))
        return response

    @admin.display(description=_("nama"))
    def name(self, row: Participant) -> str:
        """Show who comes."""
        return row.user.party.name if row.user.party else ""

    @admin.display(description=_("nomor HP"))
    def phone(self, row: Participant) -> str:
        """Show where they are reached."""
        number = (row.user.party.phone if row.user.party else "") or row.user.phone or ""
        return formats.phone(number) if number else str(_("Belum diisi"))

    @admin.display(description=_("kegiatan"))
    def activity(self, row: Participant) -> str:
        """Show what they come to."""
        return row.occurrence.activity.title

    @admin.display(description=_("hari"))
    def day(self, row: Participant) -> str:
        """Show when."""
        return formats.long_date(row.occurrence.day)


@admin.register(News)
class NewsAdmin(OwnFirstAdmin):
    """Keep short notices; they come and go by themselves."""

    form = NewsForm
    removable = True
    list_display = ["title", "agency", "shown_from", "shown_until", "is_published"]
    list_select_related = ["agency"]
    list_filter = ["is_published", ("agency", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["title"]


@admin.register(EmergencyNotice)
class EmergencyNoticeAdmin(ScopedAdmin):
    """Keep the line above every page."""

    platform_only = True
    removable = True
    form = EmergencyForm
    list_display = ["text", "shown_from", "shown_until"]
    raw_id_fields = ["news"]

    def save_model(self, request: HttpRequest, obj: EmergencyNotice, form: ModelForm[Any], change: bool) -> None:
        """Save, and let the next page show it."""
        super().save_model(request, obj, form, change)
        transaction.on_commit(emergency.forget)

    def delete_model(self, request: HttpRequest, obj: EmergencyNotice) -> None:
        """Delete, and let the next page go without it."""
        super().delete_model(request, obj)
        transaction.on_commit(emergency.forget)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete many, and let the next page go without them."""
        super().delete_queryset(request, queryset)
        transaction.on_commit(emergency.forget)
