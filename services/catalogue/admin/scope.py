"""Show what the panel neither adds nor deletes as rows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from agencies.admin.scope import ScopedAdmin


class LookOnly(ScopedAdmin):
    """Show records that come from documents; the panel's own forms add and delete none of them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False
