"""Appoint who acts in which function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey, Q, QuerySet
from django.http import HttpRequest

from agencies import policies
from agencies.admin.scope import ScopedAdmin
from citizens.models import Region, User
from services.catalogue import appointing
from services.catalogue.models import FunctionHolder, Service

if TYPE_CHECKING:
    _HolderForm = forms.ModelForm[FunctionHolder]
else:
    _HolderForm = forms.ModelForm


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
