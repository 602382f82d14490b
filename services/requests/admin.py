"""Let Diskominfosatik see that requests flow; never what they say, never a confidential one, never a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agencies.admin.scope import ScopedAdmin
from foundation import formats
from services.requests.models import Phase, RequestEvent, ServiceRequest, SilenceEntry

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[ServiceRequest]
    _Inline = admin.TabularInline[RequestEvent, ServiceRequest]
else:
    _Admin, _Inline = admin.ModelAdmin, admin.TabularInline


class LookOnly:
    """Refuse every change: a request changes through the engine alone."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


class EventInline(LookOnly, _Inline):
    """Show the steps of a request without their payloads."""

    model = RequestEvent
    fields = readonly_fields = ("seq", "at", "kind", "action", "actor_kind", "function", "from_state", "to_state")
    ordering = ("seq",)
    extra = 0


@admin.register(ServiceRequest)
class ServiceRequestAdmin(LookOnly, _Admin):
    """Show where requests stand: no applicant, no answers."""

    list_display = ("number", "service", "agency", "phase", "state", "submitted_at", "due_at")
    list_select_related = ("service", "agency")
    list_filter = ("phase", ("agency", admin.RelatedOnlyFieldListFilter))
    search_fields = ("number",)
    ordering = ("-submitted_at", "-id")
    show_full_result_count = False
    fields = readonly_fields = (
        *("number", "service", "version", "agency", "unit", "region", "channel", "state", "phase", "round", "seq"),
        *("submitted_at", "completed_at", "due_at", "due_is_estimate", "decided_at", "effective_at", "retain_until"),
    )
    inlines = (EventInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ServiceRequest]:
        """Return what may be seen outside a unit: no confidential request, no draft, no test."""
        rows: QuerySet[ServiceRequest] = super().get_queryset(request)
        return rows.filter(confidential=False, is_test=False).exclude(phase=Phase.DRAFT)


@admin.register(SilenceEntry)
class SilenceEntryAdmin(LookOnly, ScopedAdmin):
    """List where the law may read silence as consent (UU 30/2014 art. 53); OPD admins read the desk's page of it."""

    agency_path = "request__agency"
    list_display = ("number", "service", "office", "due_at", "entered_at", "standing")
    list_select_related = ("request__service", "request__agency")
    list_filter = (("resolved_at", admin.EmptyFieldListFilter), ("request__agency", admin.RelatedOnlyFieldListFilter))
    search_fields = ("request__number",)
    show_full_result_count = False
    list_display_links = None
    fields = readonly_fields = ("number", "service", "office", "due_at", "entered_at", "resolved_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SilenceEntry]:
        """Return the entries of the account's agencies; a confidential request stands in no list."""
        rows: QuerySet[SilenceEntry] = super().get_queryset(request)
        return rows.filter(request__confidential=False, request__is_test=False)

    @admin.display(description=_("nomor"), ordering="request__number")
    def number(self, entry: SilenceEntry) -> str:
        """Show the number of the request."""
        return entry.request.number or ""

    @admin.display(description=_("layanan"))
    def service(self, entry: SilenceEntry) -> str:
        """Show the service."""
        return entry.request.service.title

    @admin.display(description=_("perangkat daerah"))
    def office(self, entry: SilenceEntry) -> str:
        """Show who owes the answer."""
        return entry.request.agency.short_name if entry.request.agency else ""

    @admin.display(description=_("keadaan"), ordering="resolved_at")
    def standing(self, entry: SilenceEntry) -> str:
        """Say whether it was decided meanwhile, in words."""
        if entry.resolved_at is None:
            return str(_("belum diputus"))
        return str(_("diputus %(at)s")) % {"at": formats.moment(entry.resolved_at)}
