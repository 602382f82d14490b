"""Keep what an OPD is: names, contacts, units, offices."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin, messages
from django.db import models
from django.db.models import ForeignKey
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies import actions, policies
from agencies.admin.proposals import ProposingAdmin, portrait_image
from agencies.admin.scope import ScopedAdmin
from agencies.forms import OfficialForm, UnitForm
from agencies.models import Agency, Official, Portrait, Unit
from foundation import formats


@admin.register(Agency)
class AgencyAdmin(ProposingAdmin):
    """Let an OPD keep its contacts; its identity and number code are Diskominfosatik's."""

    agency_path = ""
    list_display = ["name", "short_name", "code", "kind", "phone_text", "is_active"]
    list_filter = ["kind", "is_active"]
    search_fields = ["name", "short_name", "code"]
    fieldsets = [
        (_("Identitas"), {"fields": ["slug", "code", "name", "short_name", "kind", "region", "is_active"]}),
        (_("Urusan dan kontak"), {"fields": ["duties", "address", "phone", "email", "website"]}),
        (_("Letak di peta"), {"fields": ["latitude", "longitude"]}),
        (_("Maklumat pelayanan"), {"fields": ["charter", "charter_date"]}),
        (_("Sumber"), {"fields": ["source"]}),
    ]
    formfield_overrides: ClassVar[dict[Any, Any]] = {models.URLField: {"assume_scheme": "https"}}
    identity = ("slug", "code", "name", "short_name", "kind", "region", "is_active", "source")

    @admin.display(description=_("telepon"))
    def phone_text(self, agency: Agency) -> str:
        """Show the telephone, or that nobody filled it in."""
        return agency.phone or str(_("Belum diisi"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let only Diskominfosatik add an agency."""
        return policies.is_platform_admin(request.user)

    def get_readonly_fields(self, request: HttpRequest, obj: Agency | None = None) -> tuple[str, ...]:
        """Fix the identity for an OPD's own admin; slug and code never change, numbers in use carry them."""
        if not policies.is_platform_admin(request.user):
            return self.identity
        return ("slug", "code") if obj else ()


@admin.register(Unit)
class UnitAdmin(ScopedAdmin):
    """Keep the units; a desa is a unit of its kecamatan."""

    form = UnitForm
    list_display = ["name", "agency", "parent", "region"]
    list_select_related = ["agency", "parent", "region"]
    list_filter = [("agency", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name", "code"]

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Offer a unit only desa and kecamatan inside its keeper's own region."""
        scope = policies.managed_agencies(request.user)
        if db_field.name == "region" and scope is not None:
            related: Any = db_field.related_model
            kwargs["queryset"] = related.objects.filter(parent__agency__in=scope)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Official)
class OfficialAdmin(ProposingAdmin):
    """Keep who holds which office; a name nobody typed in stays "Belum diisi"."""

    form = OfficialForm
    list_display = ["position", "agency", "unit", "name_text", "acting", "since", "until"]
    list_select_related = ["agency", "unit"]
    list_filter = ["is_head", ("agency", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name", "position", "agency__name"]
    removable = True
    fieldsets: ClassVar[Any] = [
        (_("Jabatan"), {"fields": ["agency", "position", "is_head", "unit"]}),
        (_("Pejabat"), {"fields": ["name", "acting", "since", "until", "source"]}),
        (_("Foto"), {"fields": ["portrait_now", "photo", "photo_source", "photo_agreed", "photo_gone"]}),
    ]
    readonly_fields: ClassVar[Any] = ["portrait_now"]

    def get_urls(self) -> list[Any]:
        """Put photos before the pages of a row."""
        page = require_safe(never_cache(self.admin_site.admin_view(self.photo)))
        return [path("foto/<uuid:pk>/", page, name="agencies_official_portrait"), *super().get_urls()]

    def photo(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show a photo to those who keep its agency, also before it is published."""
        found = Portrait.objects.filter(pk=pk).first()
        if found is None or not found.large or not policies.manages(request.user, found.agency_id):
            raise Http404
        return HttpResponse(bytes(found.large), content_type="image/webp")

    @admin.display(description=_("foto sekarang"))
    def portrait_now(self, official: Official) -> str:
        """Show the photo, or that nobody sent one."""
        return portrait_image(official.portrait_id) if official.portrait_id else str(_("Belum diisi"))

    @admin.display(description=_("nama"), ordering="name")
    def name_text(self, official: Official) -> str:
        """Show the name, or that nobody filled it in."""
        return official.name or str(_("Belum diisi"))

    def has_delete_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Leave removing to Diskominfosatik: who held an office stays on record."""
        return policies.is_platform_admin(request.user) and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Official, form: ModelForm[Any], change: bool) -> None:
        """Keep the photo first, so that the proposal names it."""
        data, drawn = form.cleaned_data, getattr(form, "drawn", None)
        if drawn is not None:
            obj.portrait = actions.keep(obj, drawn, data["photo_source"], request.user)  # type: ignore[arg-type]
        elif data.get("photo_gone"):
            obj.portrait = None
        super().save_model(request, obj, form, change)

    def publish_model(self, request: HttpRequest, obj: Official, form: ModelForm[Any], change: bool) -> None:
        """Go through the action that keeps the terms of an office apart, and say whose term it ended."""
        leaving = actions.install(obj)
        if leaving is not None and leaving.until is not None:
            words = {"name": leaving.name, "day": formats.long_date(leaving.until, weekday=False)}
            messages.info(request, gettext("Masa jabatan %(name)s berakhir %(day)s.") % words)
