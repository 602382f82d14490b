"""Let Diskominfosatik see the services and appoint who holds their functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _

from services.catalogue import documents
from services.catalogue.models import FunctionHolder, Service, ServiceVersion

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
    _HolderForm = forms.ModelForm[FunctionHolder]
else:
    _Admin, _HolderForm = admin.ModelAdmin, forms.ModelForm


class LookOnly(_Admin):
    """Show records that come from the OPD's files; the panel changes none of them."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


@admin.register(Service)
class ServiceAdmin(LookOnly):
    """Show the services and where they come from."""

    list_display = ("title", "code", "agency", "source", "category", "confidential")
    list_select_related = ("agency",)
    list_filter = ("source", "category")
    search_fields = ("title", "code", "slug")
    fields = ("slug", "code", "title", "summary", "agency", "source", "app", "category", "confidential", "live")


@admin.register(ServiceVersion)
class ServiceVersionAdmin(LookOnly):
    """Show the immutable versions."""

    list_display = ("service", "number", "status", "published_at", "approved_by")
    list_select_related = ("service", "approved_by")
    list_filter = ("status",)
    search_fields = ("service__title", "service__code")
    fields = ("service", "number", "status", "checksum", "proposed_by", "approved_by", "published_at", "note")


class HolderForm(_HolderForm):
    """Ask who holds a function; the person belongs to the agency and the function to the service."""

    class Meta:
        """Name the fields."""

        model = FunctionHolder
        fields = ("agency", "service", "function", "staff", "unit", "region")

    def clean(self) -> dict[str, Any]:
        """Refuse what could never work."""
        data = super().clean() or {}
        agency, service = data.get("agency"), data.get("service")
        for name in ("staff", "unit"):
            if data.get(name) is not None and data[name].agency != agency:
                self.add_error(name, _("Pilih yang bekerja di perangkat daerah itu."))
        if bool(data.get("staff")) == bool(data.get("unit")):
            self.add_error("staff", _("Isi salah satu: petugas atau unit kerja."))
        if service is not None and service.agency_id not in {None, getattr(agency, "pk", None)}:
            self.add_error("service", _("Layanan ini milik perangkat daerah lain."))
        known = documents.load(service.live).functions if service is not None and service.live else None
        if known is not None and data.get("function") and data["function"] not in known:
            self.add_error("function", _("Fungsi layanan ini: %(names)s.") % {"names": ", ".join(sorted(known))})
        return data


@admin.register(FunctionHolder)
class FunctionHolderAdmin(_Admin):
    """Appoint who holds which function, for the whole agency or one area."""

    form = HolderForm
    list_display = ("agency", "service", "function", "staff", "unit", "region")
    list_select_related = ("agency", "service", "staff", "unit", "region")
    list_filter = (("agency", admin.RelatedOnlyFieldListFilter), "function")
    search_fields = ("function", "service__title", "staff__title")
    autocomplete_fields = ("agency", "service", "staff", "unit", "region")
    ordering = ("agency", "service", "function", "id")

    class Media:
        """Give the search boxes their names, after Django's own scripts made them."""

        js = ("admin/js/jquery.init.js", "admin/js/autocomplete.js", "js/kelola.js")
