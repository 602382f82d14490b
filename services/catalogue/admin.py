"""Let Diskominfosatik, and each OPD for itself, look at services, open and close them, and appoint who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import policies
from agencies.admin.scope import ScopedAdmin
from citizens.models import Region, User
from services.catalogue import appointing
from services.catalogue.models import FunctionHolder, Service, ServiceVersion

if TYPE_CHECKING:
    _HolderForm = forms.ModelForm[FunctionHolder]
    _ServiceForm = forms.ModelForm[Service]
else:
    _HolderForm = _ServiceForm = forms.ModelForm


class LookOnly(ScopedAdmin):
    """Show records that come from the OPD's files; the panel adds and deletes none of them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


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

    def clean(self) -> dict[str, Any]:
        """Hold the two moments in order."""
        data = super().clean() or {}
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens is not None and closes is not None and closes <= opens:
            self.add_error("closes_at", _("Waktu tutup harus setelah waktu buka."))
        return data


@admin.register(Service)
class ServiceAdmin(LookOnly):
    """Show the services and where they come from; their keepers say when they are open."""

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

    def save_model(self, request: HttpRequest, obj: Service, form: forms.ModelForm[Any], change: bool) -> None:
        """Write these columns alone: a version may go live while the form is open."""
        obj.save(update_fields=[*OpeningForm.Meta.fields])


@admin.register(ServiceVersion)
class ServiceVersionAdmin(LookOnly):
    """Show the immutable versions."""

    agency_path = "service__agency"
    list_display = ("service", "number", "status", "published_at", "approved_by")
    list_select_related = ("service__agency", "approved_by")
    list_filter = ("status",)
    search_fields = ("service__title", "service__code")
    fields = ("service", "number", "status", "checksum", "proposed_by", "approved_by", "published_at", "note")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a version is replaced by another, never changed."""
        return False


class HolderForm(_HolderForm):
    """Ask who holds a function; the panel says who is asking (`keeper`)."""

    keeper: User | None = None

    class Meta:
        """Name the fields."""

        model = FunctionHolder
        fields = ("agency", "service", "function", "staff", "unit", "region")

    def clean(self) -> dict[str, Any]:
        """Refuse what could never work, and giving a function to oneself."""
        data = super().clean() or {}
        if data.get("agency") is None:
            return data
        wanted = FunctionHolder(
            agency=data["agency"],
            service=data.get("service"),
            function=data.get("function") or "",
            staff=data.get("staff"),
            unit=data.get("unit"),
            region=data.get("region"),
        )
        for field, sentence in appointing.problems(wanted, self.keeper):
            self.add_error(field, sentence)
        return data


@admin.register(FunctionHolder)
class FunctionHolderAdmin(ScopedAdmin):
    """Appoint who holds which function, for the whole agency or one area; an OPD admin within its own."""

    removable = True
    form = HolderForm
    list_display = ("agency", "service", "function", "staff", "unit", "region")
    list_select_related = ("agency", "service", "staff", "unit", "region")
    list_filter = (("agency", admin.RelatedOnlyFieldListFilter), "function")
    search_fields = ("function", "service__title", "staff__title")
    ordering = ("agency", "service", "function", "id")

    class Media:
        """Give the search boxes their names, after Django's own scripts made them."""

        js = ("admin/js/jquery.init.js", "admin/js/autocomplete.js", "js/kelola.js")

    def get_autocomplete_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """Search among everything for Diskominfosatik; an OPD's own few rows fit in plain lists."""
        every = ("agency", "service", "staff", "unit", "region")
        return every if policies.is_platform_admin(request.user) else ()

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Offer an OPD admin only services and areas of its own."""
        scope = policies.managed_agencies(request.user)
        if scope is not None and db_field.name == "service":
            kwargs["queryset"] = Service.objects.filter(Q(agency__in=scope) | Q(agency__isnull=True))
        if scope is not None and db_field.name == "region":
            kwargs["queryset"] = _areas(scope)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(
        self, request: HttpRequest, obj: FunctionHolder | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Tell the form who fills it in."""
        made = super().get_form(request, obj, change, **kwargs)
        return type("KeptHolderForm", (made,), {"keeper": request.user})


def _areas(scope: frozenset[str]) -> QuerySet[Region]:
    """Return the places inside a kecamatan's own region; for an OPD of the whole kabupaten, all of them."""
    inside = Region.objects.filter(Q(agency__in=scope) | Q(parent__agency__in=scope))
    return inside if inside.exists() else Region.objects.all()
