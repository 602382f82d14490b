"""Show services, say when they are open, write their next version, and take them down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.catalogue import editing, policies, versions
from services.catalogue.admin.scope import LookOnly
from services.catalogue.forms import ReasonForm, first_problems
from services.catalogue.models import Service, ServiceVersion, Source
from services.catalogue.presenters import faults

if TYPE_CHECKING:
    _ServiceForm = forms.ModelForm[Service]
else:
    _ServiceForm = forms.ModelForm


class OpeningForm(_ServiceForm):
    """Ask when a service takes requests and what to say while it does not."""

    class Meta:
        """Name the fields the panel decides; everything else is the document's."""

        model = Service
        fields = ("opens_at", "closes_at", "closed_message")
        widgets = {"closed_message": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}
        help_texts = {
            "opens_at": gettext_lazy("Kosongkan bila layanan sudah dibuka."),
            "closes_at": gettext_lazy(
                "Kosongkan bila layanan tidak ditutup. Permohonan yang sudah masuk tetap diproses."
            ),
            "closed_message": gettext_lazy(
                "Kalimat yang dibaca warga selama layanan tutup. Sebutkan apa yang dapat dilakukan. Tanggal buka "
                "ditulis portal sendiri."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name each of the two boxes of a moment: their common label names neither."""
        super().__init__(*args, **kwargs)
        # Whoever may only look is asked for nothing.
        for field in (self.fields[name] for name in ("opens_at", "closes_at") if name in self.fields):
            for box, part in zip(getattr(field.widget, "widgets", ()), (_("tanggal"), _("jam")), strict=False):
                box.attrs["aria-label"] = f"{field.label}, {part}"

    def clean(self) -> dict[str, Any]:
        """Hold the two moments in order."""
        data = super().clean() or {}
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens is not None and closes is not None and closes <= opens:
            self.add_error("closes_at", _("Waktu tutup harus setelah waktu buka."))
        return data


@admin.register(Service)
class ServiceAdmin(LookOnly):
    """Show the services and where they come from; their keepers say when they are open and what comes next."""

    form = OpeningForm
    list_display = ("title", "code", "agency", "source", "category", "confidential", "opens_at", "closes_at")
    list_select_related = ("agency",)
    list_filter = ("source", "category")
    search_fields = ("title", "code", "slug")
    fieldsets = (
        (gettext_lazy("Waktu buka"), {"fields": ("opens_at", "closes_at", "closed_message")}),
        (
            gettext_lazy("Dari dokumen layanan"),
            {
                "fields": (
                    *("slug", "code", "title", "summary", "agency", "source", "app", "category", "confidential"),
                    *("live", "withdrawn_at"),
                )
            },
        ),
    )
    readonly_fields = (
        *("slug", "code", "title", "summary", "agency", "source", "app", "category", "confidential"),
        *("live", "withdrawn_at"),
    )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the list, and the way to a new service to whoever may begin one."""
        return super().changelist_view(
            request, {**(extra_context or {}), "may_begin": policies.may_begin(request.user)}
        )

    def save_model(self, request: HttpRequest, obj: Service, form: forms.ModelForm[Any], change: bool) -> None:
        """Write these columns alone: a version may go live while the form is open."""
        obj.save(update_fields=[*OpeningForm.Meta.fields])

    def get_urls(self) -> list[Any]:
        """Add the pages on which documents are written and services taken down."""
        guard = self.admin_site.admin_view
        own = [
            path("dokumen-baru/", guard(self.new_view), name="catalogue_service_new"),
            path("<slug:slug>/dokumen/", guard(self.document_view), name="catalogue_service_document"),
            path("<slug:slug>/tarik/", guard(self.retire_view), name="catalogue_service_retire"),
        ]
        return own + super().get_urls()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the form beside the ways to versions and documents."""
        service = Service.objects.filter(pk=object_id).first()
        tools = {
            "may_write_document": service is not None and policies.may_write(request.user, service),
            "may_take_down": service is not None and _may_take_down(request, service),
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **tools})

    def new_view(self, request: HttpRequest) -> HttpResponse:
        """Write the first document of a new service, from nothing or from a version of another."""
        if not policies.may_begin(request.user):
            raise PermissionDenied
        source = self._source(request)
        typed = editing.Typed.of(request, editing.starting_text(source, request.user))
        if request.method != "POST":
            return self._editor(request, None, typed)
        outcome = editing.create(typed, request.user)
        if outcome.version is None:
            return self._editor(request, None, outcome.typed, outcome)
        version = outcome.version
        self.log_addition(request, version.service, _("Layanan baru, masih draf."))
        return self._after(request, version, outcome)

    def document_view(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Write the next version of a service."""
        service = self._found(request, slug)
        if not policies.may_write(request.user, service):
            raise PermissionDenied
        draft = service.versions.filter(status__in=versions.OPEN).select_related("service").first()
        typed = editing.Typed.of(request, editing.text_of(service, draft), editing.base_of(service, draft))
        if request.method != "POST":
            return self._editor(request, service, typed, draft=draft)
        outcome = editing.save(service, typed, request.user)
        if outcome.version is None or outcome.faults:
            return self._editor(request, service, outcome.typed, outcome, draft)
        return self._after(request, outcome.version, outcome)

    def retire_view(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Take a service down, in words that citizens read."""
        service = self._found(request, slug)
        if not _may_take_down(request, service) and service.withdrawn_at is None:
            raise PermissionDenied
        form = ReasonForm(request.POST if request.method == "POST" else None)
        errors = first_problems(form) if form.is_bound else []
        if form.is_bound and form.is_valid():
            try:
                versions.retire(service, form.cleaned_data["catatan"])
            except versions.VersionRefused as refused:
                errors = [("", refused.sentence)]
            else:
                return self._retired(request, service, form.cleaned_data["catatan"])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Tarik %(title)s") % {"title": service.title},
            "service": service,
            "errors": errors,
            "note": request.POST.get("catatan", ""),
        }
        return TemplateResponse(request, "catalogue/panel/retire.html", context, status=422 if errors else 200)

    def _retired(self, request: HttpRequest, service: Service, note: str) -> HttpResponse:
        sentence = _("Layanan ditarik.")
        # `service` was read before: a second press finds it down already.
        if service.withdrawn_at is None:
            self.log_change(request, service, f"{sentence} {note}")
        self.message_user(request, sentence, messages.SUCCESS)
        return redirect("admin:catalogue_service_change", service.pk)

    def _editor(
        self,
        request: HttpRequest,
        service: Service | None,
        typed: editing.Typed,
        outcome: editing.Outcome | None = None,
        draft: ServiceVersion | None = None,
    ) -> HttpResponse:
        title = _("Tulis dokumen %(title)s") % {"title": service.title} if service else _("Layanan baru")
        found = outcome.faults if outcome else ()
        rows = faults.told(found)
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "service": service,
            "draft": draft,
            "typed": typed,
            "faults": rows,
            "more_faults": faults.left_out(found, rows),
            "kept": bool(outcome and outcome.version),
            "sentence": outcome.sentence if outcome else "",
            "size": editing.MOST,
        }
        status = 422 if outcome else 200
        return TemplateResponse(request, "catalogue/panel/editor.html", context, status=status)

    def _after(self, request: HttpRequest, version: ServiceVersion, outcome: editing.Outcome) -> HttpResponse:
        if outcome.written:
            self.log_change(request, version, outcome.sentence)
        self.message_user(request, outcome.sentence, messages.WARNING if outcome.faults else messages.SUCCESS)
        return redirect("admin:catalogue_serviceversion_change", version.pk)

    def _found(self, request: HttpRequest, slug: str) -> Service:
        """Return a service the account keeps; a foreign one is as unknown as none."""
        service: Service | None = self.get_queryset(request).filter(pk=slug).select_related("live", "agency").first()
        if service is None:
            raise Http404(_("Layanan ini tidak ditemukan."))
        return service

    def _source(self, request: HttpRequest) -> ServiceVersion | None:
        """Return the version a new service is made from, within what the account may see."""
        wanted = request.GET.get("dari", "")
        admin_of_versions = self.admin_site.get_model_admin(ServiceVersion)
        found = admin_of_versions.get_object(request, wanted) if wanted else None
        return found if isinstance(found, ServiceVersion) else None


def _may_take_down(request: HttpRequest, service: Service) -> bool:
    live = service.live_id is not None and service.withdrawn_at is None
    return policies.may_approve(request.user) and service.source == Source.PANEL and live
