"""Let Diskominfosatik say who of the bupati's office reads the executive page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey
from django.forms import ModelForm
from django.http import HttpRequest

from agencies.admin.scope import ScopedAdmin
from agencies.models import Staff
from citizens.models import User
from services.opd.diskominfosatik.executive.models import Seat


@admin.register(Seat)
class SeatAdmin(ScopedAdmin):
    """Give and take seats."""

    platform_only = True
    removable = True
    list_display = ("staff", "given_by", "given_at")
    list_select_related = ("staff__user__party", "staff__agency", "given_by__party")
    fields = ("staff", "given_by", "given_at")
    readonly_fields = ("given_by", "given_at")

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Offer whoever works here now."""
        if db_field.name == "staff":
            rows = Staff.objects.filter(is_active=True).select_related("user__party", "agency")
            kwargs["queryset"] = rows.order_by("agency__name", "pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Seat, form: ModelForm[Any], change: bool) -> None:
        """Write down who let somebody in."""
        obj.given_by = request.user if isinstance(request.user, User) else None
        super().save_model(request, obj, form, change)
