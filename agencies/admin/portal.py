"""Let Diskominfosatik keep how its help desk is reached and what it announces about the portal."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from agencies import helpdesk
from agencies.admin.scope import ScopedAdmin
from agencies.models import Announcement, HelpContact


@admin.register(HelpContact)
class HelpContactAdmin(ScopedAdmin):
    """Keep the contacts every page shows; one row for each kind."""

    platform_only = True
    removable = True
    list_display = ["kind", "value", "note", "updated_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: HelpContact | None = None) -> tuple[str, ...]:
        """Fix the kind, by which the row is known."""
        return ("kind",) if obj else ()

    def save_model(self, request: HttpRequest, obj: HelpContact, form: ModelForm[Any], change: bool) -> None:
        """Save, and let the next page show it."""
        super().save_model(request, obj, form, change)
        transaction.on_commit(helpdesk.forget)

    def delete_model(self, request: HttpRequest, obj: HelpContact) -> None:
        """Delete, and let the next page go without it."""
        super().delete_model(request, obj)
        transaction.on_commit(helpdesk.forget)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete many, and let the next page go without them."""
        super().delete_queryset(request, queryset)
        transaction.on_commit(helpdesk.forget)


@admin.register(Announcement)
class AnnouncementAdmin(ScopedAdmin):
    """Keep planned work, trouble and breaches; what was published stays on record."""

    platform_only = True
    list_display = ["title", "kind", "starts_at", "ends_at", "is_published"]
    list_filter = ["kind", "is_published"]
    search_fields = ["title"]
