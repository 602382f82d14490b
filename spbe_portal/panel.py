"""Hold the one admin site: Django's admin in the panel's frame, behind the portal's own sign-in."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class PanelSite(AdminSite):
    """Let platform and OPD admins keep records; sign-in, limits and second factor are allauth's."""

    site_title = _("Kelola portal")
    site_header = _("Kelola portal")
    index_title = _("Kelola")
    site_url = None
    enable_nav_sidebar = False
    final_catch_all_view = True

    # Django's own sign-in would go around the second factor and the rate limits.
    login = secure_admin_login(AdminSite.login)

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in active staff who administer the portal or their own OPD; each page narrows it further."""
        staff = getattr(request.user, "staff", None) if super().has_permission(request) else None
        return bool(staff and staff.is_active and (staff.is_platform_admin or staff.is_agency_admin))
