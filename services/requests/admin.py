"""Let Diskominfosatik see that requests flow; never what they say, never a confidential one, never a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from services.requests.models import Phase, RequestEvent, ServiceRequest

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
