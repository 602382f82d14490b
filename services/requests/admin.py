"""Let Diskominfosatik see that requests flow; never what they say, never a confidential one, never a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agencies.admin.scope import ScopedAdmin
from foundation import formats
from services.requests.models import Phase, RequestEvent, ServiceRequest, SilenceEntry
from services.requests.presenters.states import state_title
from services.requests.presenters.steps import bare_title

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[ServiceRequest]
    _Inline = admin.TabularInline[RequestEvent, ServiceRequest]
else:
    _Admin, _Inline = admin.ModelAdmin, admin.TabularInline

SIDES: Final = {"citizen": _("pemohon"), "anonymous": _("pemohon"), "staff": _("petugas"), "system": _("sistem")}


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
    fields = readonly_fields = ("seq", "at", "step", "by", "function", "from_title", "to_title")
    ordering = ("seq",)
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[RequestEvent]:
        """Fetch the document that names the states together with the steps."""
        rows: QuerySet[RequestEvent] = super().get_queryset(request)
        return rows.select_related("request__version")

    @admin.display(description=_("langkah"))
    def step(self, event: RequestEvent) -> str:
        """Name the step by its kind, and nothing of what was said in it."""
        return bare_title(event.kind)

    @admin.display(description=_("pelaku"))
    def by(self, event: RequestEvent) -> str:
        """Say on which side the step was taken."""
        return str(SIDES.get(event.actor_kind, event.actor_kind))

    @admin.display(description=_("dari tahap"))
    def from_title(self, event: RequestEvent) -> str:
        """Name the state before the step."""
        return state_title(event.request, event.from_state) if event.from_state else "-"

    @admin.display(description=_("ke tahap"))
    def to_title(self, event: RequestEvent) -> str:
        """Name the state after the step."""
        return state_title(event.request, event.to_state) if event.to_state else "-"


@admin.register(ServiceRequest)
class ServiceRequestAdmin(LookOnly, _Admin):
    """Show where requests stand: no applicant, no answers."""

    list_display = ("number", "service", "agency", "phase", "standing", "submitted_at", "due_at")
    list_select_related = ("service", "agency", "version")
    # All agencies, not only those that have requests: finding these out would read every request.
    list_filter = ("phase", "agency")
    search_fields = ("number__exact",)
    search_help_text = _("Cari menurut nomor lengkap.")
    ordering = ("-submitted_at", "-id")
    fields = readonly_fields = (
        *("number", "service", "version", "agency", "unit", "region", "channel", "standing", "phase", "round", "seq"),
        *("submitted_at", "completed_at", "due_at", "due_is_estimate", "decided_at", "effective_at", "retain_until"),
    )
    inlines = (EventInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ServiceRequest]:
        """Return what may be seen outside a unit: no confidential request, no draft, no test."""
        rows: QuerySet[ServiceRequest] = super().get_queryset(request)
        return rows.filter(confidential=False, is_test=False).exclude(phase=Phase.DRAFT)

    @admin.display(description=_("tahap"), ordering="state")
    def standing(self, request: ServiceRequest) -> str:
        """Name the state as the service's document calls it."""
        return state_title(request, request.state)


@admin.register(SilenceEntry)
class SilenceEntryAdmin(LookOnly, ScopedAdmin):
    """List where the law may read silence as consent (UU 30/2014 art. 53); OPD admins read the desk's page of it."""

    agency_path = "request__agency"
    list_display = ("number", "service", "office", "due_at", "entered_at", "standing")
    list_select_related = ("request__service", "request__agency")
    list_filter = (("resolved_at", admin.EmptyFieldListFilter), "request__agency")
    search_fields = ("request__number",)
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
