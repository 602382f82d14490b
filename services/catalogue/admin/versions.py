"""Show a version for people, and take the steps of its life: propose, send back, approve, lay aside, restore."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.catalogue import judging
from services.catalogue.admin.scope import LookOnly
from services.catalogue.admin.steps import STEPS, Refused, Step
from services.catalogue.models import ServiceVersion
from services.catalogue.presenters import version_page


@admin.register(ServiceVersion)
class ServiceVersionAdmin(LookOnly):
    """Show the versions; what is to be changed goes through the steps below."""

    agency_path = "service__agency"
    list_display = ("service", "number", "standing", "published_at", "proposed_by", "approved_by")
    list_select_related = ("service__agency", "proposed_by", "approved_by")
    list_filter = ("status",)
    search_fields = ("service__title", "service__code")
    fields = (
        *("service", "number", "status", "checksum", "written_by", "proposed_by", "approved_by"),
        *("publish_at", "published_at", "note"),
    )
    ordering = ("service", "-number")

    @admin.display(description=gettext_lazy("keadaan"), ordering="status")
    def standing(self, version: ServiceVersion) -> str:
        """Say where in its life a version stands."""
        return version_page.standing(version)[0]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a version is replaced by another, never changed."""
        return False

    def get_urls(self) -> list[Any]:
        """Add the steps and the document to take home."""
        own = [
            path("<uuid:pk>/langkah/", self.admin_site.admin_view(self.step_view), name="catalogue_version_step"),
            path("<uuid:pk>/dokumen.yaml", self.admin_site.admin_view(self.text_view), name="catalogue_version_text"),
        ]
        return own + super().get_urls()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the version: its facts, what lint finds, what it changes, the steps that are open, the document."""
        version = self.get_object(request, unquote(object_id))
        if version is None:
            return super().change_view(request, object_id)  # Django's own words for what is not there
        if request.method == "POST" or not self.has_view_permission(request, version):
            raise PermissionDenied
        return self.page(request, version)

    def text_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Give the document as a YAML file."""
        if request.method == "POST":
            return HttpResponseNotAllowed(["GET", "HEAD"])
        version = self._found(request, pk)
        answer = HttpResponse(judging.as_text(version), content_type="application/yaml; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{version.service_id}-v{version.number}.yaml"'
        return answer

    def step_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Take one step; a second press of the same button finds it taken and says the same."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        version = self._found(request, pk)
        step = STEPS.get(request.POST.get("langkah", ""))
        if step is None:
            raise Http404
        if not step.allows(request.user, version):
            raise PermissionDenied
        try:
            return self._taken(request, version, step)
        except Refused as refused:
            version.refresh_from_db()
            return self.page(request, version, refused)

    def page(self, request: HttpRequest, version: ServiceVersion, refused: Refused | None = None) -> HttpResponse:
        """Render the page of a version, with what refused the last step."""
        steps = [step for step in STEPS.values() if step.offered(version) and step.allows(request.user, version)]
        context = {
            **self.admin_site.each_context(request),
            **version_page.context(version, request.user),
            "steps": [step.shown(refused, request.POST) for step in steps],
            "refused": refused,
            "errors": refused.errors if refused else [],
        }
        return TemplateResponse(
            request, "catalogue/panel/version.html", context, status=refused.status if refused else 200
        )

    def _taken(self, request: HttpRequest, version: ServiceVersion, step: Step) -> HttpResponse:
        taken = step.take(version, request.user, request.POST)
        if taken.written:
            self.log_change(request, taken.version, taken.record)
        self.message_user(request, taken.sentence, messages.SUCCESS)
        return redirect("admin:catalogue_serviceversion_change", taken.version.pk)

    def _found(self, request: HttpRequest, pk: UUID) -> ServiceVersion:
        """Return a version the account may see; a foreign one is as unknown as none."""
        version = self.get_object(request, str(pk))
        if not isinstance(version, ServiceVersion) or not self.has_view_permission(request, version):
            raise Http404(_("Versi ini tidak ditemukan."))
        return version
