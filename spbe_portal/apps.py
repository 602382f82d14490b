"""Name the portal's own app and the panel that replaces Django's default admin site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    """Hold the checks and commands of the portal as a whole."""

    name = "spbe_portal"
    default = True

    def ready(self) -> None:
        """Register the checks of the whole."""
        from spbe_portal import checks, navigation  # noqa: F401


class PanelConfig(admin_apps.AdminConfig):
    """Use our panel as the one admin site."""

    default = False  # this module also serves the app `spbe_portal`; settings name this class in full
    default_site = "spbe_portal.panel.PanelSite"
