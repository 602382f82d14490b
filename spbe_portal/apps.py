"""Name the portal's own app and the panel that replaces Django's default admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PortalConfig(AppConfig):
    """Hold the checks and commands of the portal as a whole."""

    name = "spbe_portal"


class PanelConfig(AdminConfig):
    """Use our panel as the one admin site."""

    default_site = "spbe_portal.panel.PanelSite"
