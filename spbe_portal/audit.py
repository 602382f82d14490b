"""Let an auditor read what all agencies do: requests, steps, openings, versions, officials, figures; never write."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import policies
from agencies.admin.facts import AgencyAdmin, OfficialAdmin
from agencies.admin.people import StaffAdmin
from agencies.models import Agency, AgencyFigures, Official, Staff
from citizens.admin import AccessLogAdmin
from citizens.models import AccessLog
from foundation import rls
from services.catalogue.admin.holders import FunctionHolderAdmin
from services.catalogue.admin.services import ServiceAdmin
from services.catalogue.admin.versions import ServiceVersionAdmin
from services.catalogue.models import FunctionHolder, Service, ServiceFigures, ServiceVersion
from services.requests.admin import EventInline, ServiceRequestAdmin, SilenceEntryAdmin
from services.requests.models import Phase, ServiceRequest, SilenceEntry
from services.requests.openings import log_opening
from services.requests.presenters.open_answers import open_rows
from spbe_portal.panel import PanelSite

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = admin.ModelAdmin

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
PANEL: Final = "/panel/"
OPEN_PHASES: Final = (Phase.IN_PROCESS, Phase.WAITING_APPLICANT)
# A theme is a cookie of one's own browser; everything else sent to the panel would change something.
OWN: Final = frozenset({"/panel/tema/"})


class AuditorReadsMiddleware:
    """Refuse whatever an auditor sends to the panel; reading alone is theirs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Ask about the role only where something is sent."""
        sends = request.method not in SAFE and request.path.startswith(PANEL) and request.path not in OWN
        if sends and policies.is_auditor(request.user):
            raise PermissionDenied
        return self.get_response(request)


class AuditSite(PanelSite):
    """Show records of every agency to auditors, in the panel's frame."""

    site_title = site_header = index_title = gettext_lazy("Audit")
    index_template = "panel/audit.html"

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in auditors alone: everybody else has pages of their own."""
        return super(PanelSite, self).has_permission(request) and policies.is_auditor(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Refuse every method that writes."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method not in SAFE and self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return guarded

    def get_urls(self) -> list[Any]:
        """Add the figures."""
        return [path("angka/", self.admin_view(self.figures), name="figures"), *super().get_urls()]

    def figures(self, request: HttpRequest) -> HttpResponse:
        """Show how many requests are open at each agency, and of the confidential ones the number alone."""
        request.current_app = self.name
        opened = ServiceRequest.objects.filter(is_test=False, phase__in=OPEN_PHASES, confidential=False)
        rows = opened.values("agency__short_name", "phase").annotate(n=Count("pk")).order_by("agency__short_name")
        found: dict[str, dict[str, int]] = {}
        for row in rows:
            found.setdefault(row["agency__short_name"] or _("belum ditentukan"), {})[row["phase"]] = row["n"]
        with rls.system():
            silent = ServiceRequest.objects.filter(is_test=False, phase__in=OPEN_PHASES, confidential=True).count()
        table = [(name, [counts.get(phase, 0) for phase in OPEN_PHASES]) for name, counts in found.items()]
        context = {
            **self.each_context(request),
            "title": _("Angka permohonan terbuka"),
            "heads": [phase.label for phase in OPEN_PHASES],
            "rows": table,
            "confidential": silent,
        }
        return TemplateResponse(request, "panel/audit_figures.html", context)


class Reads(_Admin):
    """Show the rows of every agency and offer nothing else."""

    actions = None

    def reach(self, request: HttpRequest) -> frozenset[str] | None:
        """Return all agencies to an auditor, none to anybody else."""
        return None if policies.is_auditor(request.user) else frozenset()

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the model to auditors."""
        return policies.is_auditor(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let auditors see it."""
        return policies.is_auditor(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


class AuditEventInline(EventInline):
    """Show the steps of a case to auditors."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let auditors see them."""
        return policies.is_auditor(request.user)


class AuditRequestAdmin(Reads, ServiceRequestAdmin):
    """Show a case with its steps and the answers that are not secret; every opening is written down."""

    inlines = (AuditEventInline,)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Add the answers to what Diskominfosatik sees of a case."""
        return (*self.fields, "answers_text")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Return every field."""
        return self.get_fields(request, obj)

    @admin.display(description=gettext_lazy("jawaban (tanpa yang rahasia)"))
    def answers_text(self, request: ServiceRequest) -> str:
        """Return label and answer, line by line."""
        return "\n".join(f"{label}: {text}" for label, text in open_rows(request)) or "-"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Write the opening down, for the applicant to see, before anything is shown."""
        case, staff = self.get_object(request, object_id), policies.staff_of(request.user)
        if isinstance(case, ServiceRequest) and staff is not None:
            log_opening(case, staff, "request", case.pk, _("Pemeriksaan oleh auditor"))
        return super().change_view(request, object_id, form_url, extra_context)


class AuditSilenceAdmin(Reads, SilenceEntryAdmin):
    """Show where silence may count as consent."""


class AuditAccessAdmin(Reads, AccessLogAdmin):
    """Show who opened whose data; of something confidential neither person nor case."""


class AuditServiceAdmin(Reads, ServiceAdmin):
    """Show the services."""

    def get_urls(self) -> list[Any]:
        """Leave out the pages on which documents are written and services taken down."""
        return _Admin.get_urls(self)


class AuditVersionAdmin(Reads, ServiceVersionAdmin):
    """Show the versions, what differs between them, and who let them out."""


class AuditHolderAdmin(Reads, FunctionHolderAdmin):
    """Show who holds which function."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Need none of the form's questions: nothing is asked."""
        return _Admin.get_form(self, request, obj, change, **kwargs)


class AuditAgencyAdmin(Reads, AgencyAdmin):
    """Show the agencies."""


class AuditOfficialAdmin(Reads, OfficialAdmin):
    """Show who holds which office."""

    form = forms.ModelForm  # type: ignore[assignment]  # nothing is asked
    fieldsets = None
    fields = readonly_fields = ("agency", "position", "is_head", "unit", "name", "acting", "since", "until", "source")

    def get_urls(self) -> list[Any]:
        """Leave out the photos that nobody has published yet."""
        return _Admin.get_urls(self)


class AuditStaffAdmin(Reads, StaffAdmin):
    """Show who works where, in which role."""

    fields = readonly_fields = (
        *("user", "agency", "unit", "title", "is_agency_admin", "is_platform_admin", "is_auditor", "is_active"),
    )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Need none of the form's questions: nothing is asked."""
        return _Admin.get_form(self, request, obj, change, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Return every field."""
        return self.readonly_fields


class AuditFiguresAdmin(Reads):
    """Show figures that were written down."""

    list_display = ("__str__", "first_day", "last_day", "decided", "on_time", "overdue_open")
    ordering = ("-last_day", "id")
    list_display_links = None


class AuditChangeAdmin(Reads):
    """Show what was changed in the panel, by whom."""

    list_display = ("action_time", "user", "content_type", "object_repr", "change_message")
    list_select_related = ("user", "content_type")
    list_display_links = None
    ordering = ("-action_time", "-id")
    fields = readonly_fields = ("action_time", "user", "content_type", "object_repr", "change_message")


site: Final = AuditSite(name="audit")
for _model, _admin in (
    (ServiceRequest, AuditRequestAdmin),
    (SilenceEntry, AuditSilenceAdmin),
    (AccessLog, AuditAccessAdmin),
    (Service, AuditServiceAdmin),
    (ServiceVersion, AuditVersionAdmin),
    (FunctionHolder, AuditHolderAdmin),
    (Agency, AuditAgencyAdmin),
    (Official, AuditOfficialAdmin),
    (Staff, AuditStaffAdmin),
    (ServiceFigures, AuditFiguresAdmin),
    (AgencyFigures, AuditFiguresAdmin),
    (LogEntry, AuditChangeAdmin),
):
    site.register(_model, _admin)
